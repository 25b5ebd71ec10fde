import type { RungSpec } from '../../model/ladder.ts';
import { Chart } from './chart.ts';
import {
  holdsAt,
  NO_ORGANISATION,
  type OrganisationRows,
  type Period,
  type ResponsibilityRow,
  type RuleRow,
} from './rows.ts';

/**
 * The whole organisation with its past and its planned future, in memory. Rules ask a `Chart` of one instant. Thousands of people are a few
 * megabytes; a chart is made once per day and change, not per question.
 */
export class Organisation {
  readonly version: number;
  readonly rules: readonly RuleRow[];
  readonly #rows: OrganisationRows;
  /** Charts are the same between two instants at which something begins or ends. */
  readonly #borders: readonly number[];
  readonly #charts = new Map<number, Chart>();
  readonly #rungs: ReadonlyMap<string, RungSpec>;

  constructor(rows: OrganisationRows) {
    this.version = rows.version;
    this.rules = rows.rules ?? [];
    this.#rows = rows;
    const periods = [
      ...rows.departments,
      ...rows.positions,
      ...rows.proxies,
      ...(rows.responsibilities ?? []),
      ...(rows.ladders ?? []),
      ...(rows.successions ?? []),
    ];
    const borders = new Set(periods.flatMap(({ since, until }) => (until === null ? [since] : [since, until])));
    this.#borders = [...borders].sort((a, b) => a - b);
    this.#rungs = new Map((rows.ladders ?? []).flatMap(({ rungs }) => rungs.map((rung) => [rung.id, rung] as const)));
  }

  /** Whether any department has or had a ladder for its steps. */
  get hasLadders(): boolean {
    return this.#rungs.size > 0;
  }

  /** A rung of a department's ladder, of whatever version. */
  rung(id: string): RungSpec | undefined {
    return this.#rungs.get(id);
  }

  /** The lists of responsibilities with their past and future. */
  get responsibilities(): readonly ResponsibilityRow[] {
    return this.#rows.responsibilities ?? [];
  }

  /** The organisation as it was, is or is planned to be at this instant, epoch ms. */
  at(instant: number): Chart {
    const stretch = this.#stretchOf(instant);
    const known = this.#charts.get(stretch);
    if (known) return known;
    const {
      version,
      people,
      departments,
      positions,
      proxies,
      responsibilities = [],
      ladders = [],
      successions = [],
    } = this.#rows;
    const holds = <T extends Period>(rows: readonly T[]) => rows.filter((row) => holdsAt(row, instant));
    const chart = new Chart({
      version,
      people,
      departments: holds(departments),
      positions: holds(positions),
      proxies: holds(proxies),
      responsibilities: holds(responsibilities),
      ladders: holds(ladders),
      successions: holds(successions),
    });
    this.#charts.set(stretch, chart);
    return chart;
  }

  /** How many borders lie at or before the instant. */
  #stretchOf(instant: number): number {
    let low = 0;
    let high = this.#borders.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#borders[middle] ?? 0) <= instant) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Nobody and nothing: where no organisation is kept. */
export const EMPTY = new Organisation(NO_ORGANISATION);
