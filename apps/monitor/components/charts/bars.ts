/** What a chart of bars shows; the drawing itself is loaded apart. */
import type { Lamp } from '@shared/api/types.ts';

export interface BarSeries {
  readonly name: string;
  readonly values: readonly number[];
  readonly colour: string;
}

export interface Bars {
  readonly categories: readonly string[];
  readonly series: readonly BarSeries[];
  /** On top of one another; beside each other where absent. */
  readonly stacked?: boolean;
  /** What the chart shows, for people who do not see it. */
  readonly description: string;
}

export const BRAND = '#1d5596';
export const ACCENT = '#d98a1f';

/** From the worst to the best. */
export const LAMPS = ['double-red', 'red', 'yellow', 'green', 'grey', 'blue'] as const satisfies readonly Lamp[];

const COLOURS: Readonly<Record<Lamp, string>> = {
  'double-red': '#7d1129',
  red: '#d0342c',
  yellow: '#e2a60a',
  green: '#2f9e5f',
  grey: '#8b95a1',
  blue: '#3b78c2',
};

type Counts = Readonly<Record<Lamp, number>>;

/** Stacks of lamps; lamps that never burn are left out. */
export const lampSeries = (rows: readonly { readonly lamps: Counts }[], name: (lamp: Lamp) => string): BarSeries[] =>
  LAMPS.filter((lamp) => rows.some(({ lamps }) => lamps[lamp] > 0)).map((lamp) => ({
    name: name(lamp),
    values: rows.map(({ lamps }) => lamps[lamp]),
    colour: COLOURS[lamp],
  }));
