import { type Static, Type } from 'typebox';
import type { DomainEvent } from '../core/events.ts';
import { visibleScope } from '../core/query.ts';
import type { AddedSigner, InstanceState, Seat, TaskState } from '../core/state.ts';
import { fail, ok, type Result } from '../errors.ts';
import { isRound } from '../tasks/allowed-actions.ts';
import { coordinatorIn, isSeated } from '../tasks/round.ts';
import { runMachine } from '../tasks/run-machine.ts';
import { placedIn, withRound } from './ad-hoc-round.ts';
import type { Command, DecideContext } from './command.ts';
import { Comment, closed, Id } from './input.ts';
import { newSeat } from './open-round.ts';
import { begin, record } from './progress.ts';
import { refuseReceivers } from './receivers.ts';
import { seatRules } from './seat-rules.ts';
import { seatOf, seatsOf, settleRound, specOf } from './settle-round.ts';
import { type TakenTask, takeTask } from './take-task.ts';
import { answerTask, type TaskAnswer } from './task-answer.ts';
import { withRemark } from './task-comment.ts';

const Input = closed({
  taskId: Id,
  /** That they exist is checked where users are known. */
  users: Type.Array(Id, { minItems: 1, maxItems: 50, uniqueItems: true }),
  kind: Type.Union([Type.Literal('before'), Type.Literal('after'), Type.Literal('parallel')]),
  /** Whether the answer is an opinion only; it is before a decision unless said otherwise, and never of one who votes. */
  opinionOnly: Type.Optional(Type.Boolean()),
  comment: Type.Optional(Comment),
});
type Input = Static<typeof Input>;

/**
 * 加签, by who has the task, alone or as one of several; 并加签 also by who leads or coordinates the round. D6 前加签: others answer first, and the own task waits for them. D7 后加签: others are asked once the own task is decided, and the token waits for
 * them. D8 并加签: others join the vote where there is one, and what a share is of grows.
 */
export const addSignerTask: Command<Input, TaskAnswer> = {
  name: 'add-signer-task',
  input: Input,
  decide(state, input, context) {
    const { taskId, kind, users, comment = '' } = input;
    // Before and after are about the own decision; who joins the vote is also up to who leads it.
    const taken = takeTask(state, { taskId, verb: 'add-signer', orCoordinator: kind === 'parallel' }, context);
    if (!taken.ok) return taken;
    if (kind === 'parallel' && !isRound(taken.value.node)) return noVote(taken.value);
    const joined = withRound(begin(state), taken.value, context);
    const place = placedIn(joined.state, taken.value);
    const seats = newSeats(joined.state, { ...input, taken: place }, context);
    if (!seats.ok) return seats;
    const { element, task } = place;
    const asks = kind === 'before' && task.state !== 'consulting';
    const to = asks ? (runMachine(task, { type: 'consult' }) as TaskState) : task.state;
    const text = [users.join(', '), comment].filter((part) => part !== '').join(': ');
    const remark = { at: context.env.now, by: context.actor.id, verb: 'add-signer', text };
    const changed: DomainEvent = {
      type: 'taskChanged',
      verb: 'add-signer',
      task: { ...task, state: to, comments: withRemark(task, remark) },
    };
    const added = record(joined, [changed, ...seats.value], context);
    const settled = settleRound(added, { element: element.id, event: 'add' }, context);
    return settled.ok ? ok(answerTask(settled.value, task.id, context)) : settled;
  },
};

/** Nobody joins a vote that is none. */
const noVote = ({ node: { id: elementId } }: TakenTask): Result<never> =>
  fail('round-missing', { verb: 'add-signer (parallel)', elementId }, { elementId });

function newSeats(
  state: InstanceState,
  { taken, users, kind, opinionOnly = kind === 'before' }: Input & { readonly taken: TakenTask },
  context: DecideContext,
): Result<DomainEvent[]> {
  const { element, node, task } = taken;
  if (kind === 'parallel' && opinionOnly) {
    return fail('bad-request', { reason: 'who joins the vote gives more than an opinion' });
  }
  const seats = seatsOf(state, element.id);
  if (kind === 'parallel' && coordinatorIn(specOf(node), seats)) {
    return fail('bad-request', { reason: 'the vote is decided, and the coordinator asks others before or after' });
  }
  const twice = users.find((user) => user === task.assignee || isSeated(user, { seats, tasks: state.tasks }));
  if (twice !== undefined) {
    return fail('signer-duplicate', { elementId: node.id, user: twice }, { elementId: node.id });
  }
  const kept = refuseReceivers(state, { place: taken, people: users, verb: 'add-signer' }, context);
  if (kept) return kept;
  const rules = seatRules(specOf(node), { scope: visibleScope(state, element.id), now: context.env.now });
  if (!rules.ok) return rules;
  const own = seatOf(element, task);
  const first = Math.max(...seats.map(({ id }) => id)) + 1;
  const added: AddedSigner = { by: context.actor.id, to: own.id, kind, opinionOnly };
  const seatFor = (user: string, index: number): Seat => {
    const seat = newSeat({ user, group: null }, first + index, rules.value);
    return kind === 'parallel' ? { ...seat, added } : { ...seat, weight: 1, veto: false, added };
  };
  const before = kind === 'before' ? (seats[seats.indexOf(own) - 1]?.id ?? null) : own.id;
  return ok(
    users.map(seatFor).map((seat, index) => {
      const behind = index === 0 ? before : seat.id - 1;
      return { type: 'seatAdded', element: element.id, seat, behind };
    }),
  );
}
