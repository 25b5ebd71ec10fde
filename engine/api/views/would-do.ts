import type { WouldDo } from '../../commands/would-do.ts';
import type { Rehearsal } from '../contract/rehearsal.ts';
import { timeText } from '../formats.ts';

const timeOrNull = (at: number | null): string | null => (at === null ? null : timeText(at));

/** What an operation would do, with times as texts. */
export function showWouldDo({ dueTimes, ...told }: WouldDo): Rehearsal {
  const moves = dueTimes.map(({ before, after, ...move }) => ({
    ...move,
    before: timeOrNull(before),
    after: timeOrNull(after),
  }));
  return { wouldDo: { ...structuredClone(told), dueTimes: moves } as Rehearsal['wouldDo'] };
}
