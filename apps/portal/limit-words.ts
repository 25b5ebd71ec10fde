/** What clocks of a case say to its applicant. */
import type { CaseClock } from '@shared/api/types.ts';

export interface LimitWords {
  /** Key of the dictionary group `limit`. */
  readonly key: 'left' | 'today' | 'over' | 'paused' | 'yours';
  /** What is due: key of `limit.what`. */
  readonly what: 'accept' | 'finish';
  readonly days: number;
  readonly dueAt: string;
  readonly provisional: boolean;
  readonly basis: string | null;
}

/** Limits of the whole case; those of single steps are the offices' own. One that runs is told before one that stands still, then the one that is over first. */
const WHOLE = ['promised', 'statutory', 'acceptance', 'correction'];

export function limitWords(clocks: readonly CaseClock[]): LimitWords | null {
  const open = clocks.filter(({ clock, state }) => WHOLE.includes(clock) && state !== 'stopped');
  const standsStill = ({ state }: CaseClock): number => Number(state === 'paused');
  const [first] = open.sort((a, b) => standsStill(a) - standsStill(b) || Date.parse(a.dueAt) - Date.parse(b.dueAt));
  if (!first) return null;
  const { clock, remainingWorkingDays: days, dueAt, provisional, basis, state } = first;
  if (clock === 'correction' && days >= 0) return { key: 'yours', what: 'accept', days, dueAt, provisional, basis };
  const what = clock === 'acceptance' ? 'accept' : 'finish';
  return { key: state === 'paused' ? 'paused' : keyFor(days), what, days: Math.abs(days), dueAt, provisional, basis };
}

const keyFor = (days: number): LimitWords['key'] => {
  if (days < 0) return 'over';
  return days === 0 ? 'today' : 'left';
};
