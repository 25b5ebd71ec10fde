/** Why a task is here now: the last thing somebody did before it arrived. */
import type { Opinion, Task } from '@shared/api/types.ts';

/** What follows from an action is opened in the same commit; clocks of the parts of one commit differ by nothing, those of two by this much at most. */
const SAME_MOMENT_MS = 1_000;
const MOVES: ReadonlySet<string> = new Set([
  'complete',
  'return',
  'jump',
  'retrieve',
  'reject',
  'disagree',
  'supplement',
  'take-back',
]);
/** Whoever has it now got it by this, after it had arrived. */
const HANDED: ReadonlySet<string> = new Set([
  'transfer',
  'delegate',
  'resolve',
  'resume',
  'retrieve',
  'take-back',
  'supplement',
]);

/** The opinion that brought the task here or last handed it over; undefined for the first step of a case. */
export function arrivalOf(
  { id, createdAt }: Pick<Task, 'id' | 'createdAt'>,
  opinions: readonly Opinion[],
): Opinion | undefined {
  const handed = opinions.findLast((opinion) => opinion.taskId === id && HANDED.has(opinion.verb));
  if (handed) return handed;
  const others = opinions.filter(({ taskId }) => taskId !== id);
  const asked = others.findLast(({ verb, at }) => verb === 'add-signer' && isSameMoment(at, createdAt));
  if (asked) return asked;
  const arrived = Date.parse(createdAt) + SAME_MOMENT_MS;
  return others.findLast(({ verb, at }) => MOVES.has(verb) && Date.parse(at) <= arrived);
}

/** Whether the task is there because its case was opened again. */
export const reopenedBy = <T extends { readonly at: string }>(
  { createdAt }: Pick<Task, 'createdAt'>,
  reopenings: readonly T[],
): T | undefined => reopenings.find(({ at }) => isSameMoment(at, createdAt));

const isSameMoment = (one: string, other: string): boolean =>
  Math.abs(Date.parse(one) - Date.parse(other)) <= SAME_MOMENT_MS;
