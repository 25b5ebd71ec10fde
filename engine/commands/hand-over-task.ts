import { type Static, Type } from 'typebox';
import type { DomainEvent } from '../core/events.ts';
import type { InstanceState, Task } from '../core/state.ts';
import { fail, ok, type Result } from '../errors.ts';
import { factsAbout } from '../tasks/facts.ts';
import { isSeated } from '../tasks/round.ts';
import { requireOpen } from './case.ts';
import type { Command, DecideContext, Decision } from './command.ts';
import { Comment, closed, Id } from './input.ts';
import { placeOf } from './place.ts';
import { begin, record } from './progress.ts';
import { refuseReceivers } from './receivers.ts';
import { withReason } from './resolve-people.ts';
import { forbidden } from './rights.ts';
import { answerTask, type TaskAnswer } from './task-answer.ts';
import { withRemark } from './task-comment.ts';

const Input = closed({
  taskId: Id,
  /** Who leaves. */
  from: Id,
  /** Who takes over. */
  to: Id,
  /** The reason. */
  comment: Type.Optional(Comment),
});
type Input = Static<typeof Input>;

/**
 * D5 交接: one person takes the place of another at a task, as assignee, as the one who remains responsible and as a candidate. An administrator
 * does it in whatever state the task is, held and suspended included, because who has left cannot resume it; the state stays.
 * Not to somebody who answers in the same round already: neither seat could then be answered.
 */
export const handOverTask: Command<Input, TaskAnswer> = {
  name: 'hand-over-task',
  input: Input,
  decide: handOver,
};

function handOver(state: InstanceState, input: Input, context: DecideContext): Result<Decision<TaskAnswer>> {
  const { taskId, from, to, comment = '' } = input;
  const open = requireOpen(state);
  if (!open.ok) return open;
  const task = state.tasks[taskId];
  if (!task || !concerns(task, from)) return fail('not-found', { kind: 'task', id: taskId });
  const place = placeOf(state, task.element, context.definitions);
  if (!factsAbout(context.actor, task, place.definition.graph.owners).isAdministrator)
    return forbidden(context.actor, 'admin | process owner');
  if (from === to) return fail('hand-over-to-oneself', { id: to });
  const { element, node } = place;
  const takesSeat = task.assignee === from || task.owner === from;
  if (takesSeat && isSeated(to, { seats: element.round?.seats ?? [], tasks: state.tasks, but: task.part?.seat }))
    return fail('signer-duplicate', { elementId: node.id, user: to }, { elementId: node.id });
  const kept = refuseReceivers(state, { place, people: [to], verb: 'transfer' }, context);
  if (kept) return kept;
  const why = { user: to, rule: 'handed-over', params: { from, by: context.actor.id } };
  const successor = (id: string): string => (id === from ? to : id);
  const next: Task = {
    ...task,
    assignee: task.assignee === null ? null : successor(task.assignee),
    owner: task.owner === null ? null : successor(task.owner),
    candidateUsers: [...new Set(task.candidateUsers.map(successor))],
    reasons: withReason(task, why, context),
    comments: withRemark(task, { at: context.env.now, by: context.actor.id, verb: 'transfer', text: comment }),
  };
  const event: DomainEvent = { type: 'taskChanged', verb: 'transfer', task: next };
  return ok(answerTask(record(begin(state), [event], context), taskId, context));
}

const concerns = ({ assignee, owner, candidateUsers }: Task, person: string): boolean =>
  assignee === person || owner === person || candidateUsers.includes(person);
