import { type Static, Type } from 'typebox';
import type { DomainEvent } from '../core/events.ts';
import type { InstanceState, Seat } from '../core/state.ts';
import { fail, ok } from '../errors.ts';
import { isVoter, type Seats, voters } from '../tasks/round.ts';
import { voidedBy } from '../tasks/run-machine.ts';
import type { Command, DecideContext } from './command.ts';
import { endTask } from './end-task.ts';
import { Comment, closed, Id } from './input.ts';
import { begin, record } from './progress.ts';
import { seatOf, seatsOf, settleRound } from './settle-round.ts';
import { takeTask } from './take-task.ts';
import { answerTask, type TaskAnswer } from './task-answer.ts';
import { withRemark } from './task-comment.ts';

const Input = closed({ taskId: Id, comment: Type.Optional(Comment) });
type Input = Static<typeof Input>;

/**
 * D9 减签: an unfinished task leaves the round, with whoever was added before or after it and has not answered; the votes are counted again at
 * once. Those who added somebody may, and who leads or coordinates the round, administrators also for others; the last who decides stays, and so do who leads and who coordinates.
 */
export const removeSignerTask: Command<Input, TaskAnswer> = {
  name: 'remove-signer-task',
  input: Input,
  decide(state, { taskId, comment = '' }, context) {
    const taken = takeTask(state, { taskId, verb: 'remove-signer', orCoordinator: true }, context);
    if (!taken.ok) return taken;
    const { task, element, node } = taken.value;
    const seats = seatsOf(state, element.id);
    const seat = seatOf(element, task);
    const isLast = seat.coordinator || (isVoter(seat) && (seat.lead || voters(seats).length === 1));
    if (isLast) {
      const user = task.assignee ?? seat.user ?? seat.group ?? '-';
      return fail('signer-last', { elementId: node.id, user }, { elementId: node.id });
    }
    const leaving = withDependants(seats, seat);
    const events = leaving.flatMap((one) => leave(state, { element: element.id, seat: one, comment }, context));
    const removed = record(begin(state), events, context);
    const settled = settleRound(removed, { element: element.id, event: 'remove' }, context);
    return settled.ok ? ok(answerTask(settled.value, taskId, context)) : settled;
  },
};

/** A signer added before or after a seat has nothing to say without it. */
function withDependants(seats: Seats, seat: Seat): Seat[] {
  const dependants = seats.filter(
    (one) => !isVoter(one) && one.added?.to === seat.id && one.answer === null && !one.removed,
  );
  return [seat, ...dependants.flatMap((one) => withDependants(seats, one))];
}

interface Leaving {
  readonly element: string;
  readonly seat: Seat;
  readonly comment: string;
}

function leave(state: InstanceState, { element, seat, comment }: Leaving, context: DecideContext): DomainEvent[] {
  const gone: DomainEvent = { type: 'seatChanged', element, seat: { ...seat, removed: true } };
  const task = seat.task === null ? undefined : state.tasks[seat.task];
  if (!task) return [gone];
  const by = context.actor.id;
  const comments = withRemark(task, { at: context.env.now, by, verb: 'remove-signer', text: comment });
  const end = { task: { ...task, comments }, verb: 'remove-signer', by, outcome: voidedBy('removed') };
  return [endTask(state, end, context), gone];
}
