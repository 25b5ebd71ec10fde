/** G2 催办: what is written when a task is urged. It goes to those who have the task to do; clocks do not notice. */
import type { Urge, UrgeStanding } from '../../core/notices.ts';
import type { InstanceState, Task } from '../../core/state.ts';
import { fail, ok, type Result } from '../../errors.ts';
import type { Actor, DecideContext } from '../command.ts';
import { noticesOf, stamp } from './notice.ts';

/** Between two urges of one task by the same person, ms. The public has to be patient; colleagues are kept from flooding each other. */
const PAUSES: Readonly<Record<UrgeStanding, number>> = {
  applicant: 4 * 3_600_000,
  predecessor: 600_000,
  lead: 600_000,
  owner: 600_000,
  administrator: 600_000,
  system: 0,
};

const HIGHEST = 4;

export interface Urging {
  readonly task: Task;
  /** The BPMN id of its element. */
  readonly elementId: string;
  readonly standing: UrgeStanding;
  readonly text: string;
}

/** One for each person or group that may do the task. Refuses with 'urged-too-soon' and 'nothing-to-urge'. */
export function urgesFor(
  state: InstanceState,
  { task, elementId, standing, text }: Urging,
  context: DecideContext,
): Result<readonly Urge[]> {
  const before = noticesOf(state, 'urge').filter((urge) => urge.task === task.id);
  const soon = tooSoon(before, standing, context);
  if (soon) return soon;
  const receivers = receiversFor(task, context.actor);
  if (receivers.length === 0) return fail('nothing-to-urge');
  const rounds = new Set(before.map(({ at, by }) => `${at} ${by}`)).size;
  const level = Math.min(HIGHEST, rounds + 1);
  return ok(
    receivers.map((to) => ({
      kind: 'urge',
      ...stamp(context),
      task: task.id,
      element: elementId,
      to,
      text,
      standing,
      level,
      channel: 'inbox',
    })),
  );
}

/** Whoever has the task to do, but the one who urges. */
export const receiversFor = (task: Task, { id }: Pick<Actor, 'id'>): string[] =>
  receiversOf(task).filter((to) => to !== `user:${id}`);

function receiversOf({ assignee, candidateUsers, candidateGroups }: Task): string[] {
  if (assignee !== null) return [`user:${assignee}`];
  return [...new Set([...candidateUsers.map((id) => `user:${id}`), ...candidateGroups.map((id) => `group:${id}`)])];
}

function tooSoon(
  before: readonly Urge[],
  standing: UrgeStanding,
  { env, actor }: DecideContext,
): Result<never> | undefined {
  const last = Math.max(Number.NEGATIVE_INFINITY, ...before.filter(({ by }) => by === actor.id).map(({ at }) => at));
  const left = last + PAUSES[standing] - env.now;
  if (!(left > 0)) return undefined;
  return fail('urged-too-soon', { at: new Date(last).toISOString(), seconds: Math.ceil(left / 1000) });
}
