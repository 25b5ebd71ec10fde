/** How much of a limit is left, in the two largest units that say something. */
import type { Lamp } from '../api/types.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

interface Part {
  readonly unit: 'days' | 'hours' | 'minutes';
  readonly n: number;
}

export interface Remaining {
  readonly overdue: boolean;
  /** Largest first, at most two; empty when less than a minute is left. */
  readonly parts: readonly Part[];
}

/** Both instants in milliseconds since the epoch. Part of a minute counts as none: nobody is told of more time than there is. */
export function remaining(dueAt: number, now: number): Remaining {
  const span = Math.abs(dueAt - now);
  const days = Math.floor(span / DAY);
  const hours = Math.floor((span % DAY) / HOUR);
  const minutes = Math.floor((span % HOUR) / MINUTE);
  const all: Part[] = [
    { unit: 'days', n: days },
    { unit: 'hours', n: hours },
    { unit: 'minutes', n: minutes },
  ];
  const first = all.findIndex(({ n }) => n > 0);
  const parts = first < 0 ? [] : all.slice(first, first + 2).filter(({ n }) => n > 0);
  return { overdue: dueAt < now, parts };
}

/** The lamp to show: what the server says, except that time goes on after it said so. */
export function lampNow(lamp: Lamp | null, dueAt: number | null, now: number): Lamp | null {
  if (lamp === null || lamp === 'grey' || lamp === 'blue' || dueAt === null) return lamp;
  return dueAt < now && lamp !== 'double-red' ? 'red' : lamp;
}
