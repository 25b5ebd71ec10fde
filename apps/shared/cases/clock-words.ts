/** What a clock says in words: which sentence of the dictionary, and with what. */
import type { CaseClock } from '../api/types.ts';

type Interval = CaseClock['intervals'][number];

export const intervalKey = ({ kind, counts }: Interval): string => {
  if (kind === 'run') return 'run';
  return counts ? kind : `${kind}Refused`;
};

const HOUR = 3_600_000;

/** Whole days and hours of a span in milliseconds. */
export function daysAndHours(span: number): { days: number; hours: number } {
  const hours = Math.floor(span / HOUR);
  return { days: Math.floor(hours / 24), hours: hours % 24 };
}

const ORDER: readonly string[] = ['statutory', 'promised', 'acceptance', 'correction', 'special', 'delivery', 'step'];

/** Clocks of the case first, then those of steps; each in the order in which they started. */
export const inOrder = (clocks: readonly CaseClock[]): CaseClock[] =>
  [...clocks].sort((a, b) => ORDER.indexOf(a.clock) - ORDER.indexOf(b.clock) || (a.startedAt < b.startedAt ? -1 : 1));
