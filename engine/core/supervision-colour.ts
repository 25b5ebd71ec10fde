import type { Supervision } from './notices.ts';

export const SUPERVISION_COLOURS = ['blue', 'orange', 'red'] as const;

/**
 * The colour of a sheet at an instant (epoch ms), as an index of `SUPERVISION_COLOURS`: the one it began with, and one more for each time its limit
 * has passed over it unanswered. It stays as it was when it was answered or closed.
 */
export function colourOf({ at, dueAt, grade, answer, closed }: Supervision, now: number): number {
  const until = Math.min(now, answer?.at ?? now, closed?.at ?? now);
  const passed = until <= dueAt ? 0 : Math.ceil((until - dueAt) / Math.max(1, dueAt - at));
  return Math.min(SUPERVISION_COLOURS.length - 1, grade + passed);
}
