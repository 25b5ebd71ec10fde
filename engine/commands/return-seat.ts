/** E6: in a sequence a return may go to whoever was asked before, and not to the step before. */
import type { DomainEvent } from '../core/events.ts';
import type { InstanceState, Seat } from '../core/state.ts';
import type { Result } from '../errors.ts';
import { backwardsOf } from '../model/backwards.ts';
import { isVoter } from '../tasks/round.ts';
import type { DecideContext } from './command.ts';
import { finishTask } from './end-task.ts';
import { type Progress, record } from './progress.ts';
import { seatOf, seatsOf, settleRound } from './settle-round.ts';
import type { TakenTask } from './take-task.ts';

/** The seat that answered last before this one; undefined where the model sends returns to the step before, or nobody has answered. */
export function seatBefore(state: InstanceState, { element, node, task }: TakenTask): Seat | undefined {
  if (!element.round || backwardsOf(node.user).seat !== 'before') return undefined;
  const seats = seatsOf(state, element.id);
  const own = seats.findIndex(({ id }) => id === task.part?.seat);
  return seats.slice(0, own).findLast((seat) => !seat.removed && isVoter(seat) && seat.answer !== null);
}

export interface SeatReturn {
  readonly taken: TakenTask;
  readonly before: Seat;
  readonly comment: string | undefined;
}

/** The answer before is open again, as a new task of the same person; this seat waits for its turn. */
export function returnToSeat(
  state: InstanceState,
  { taken, before, comment }: SeatReturn,
  context: DecideContext,
): Result<Progress> {
  const { element, task } = taken;
  const own = seatOf(element, task);
  const events: DomainEvent[] = [
    { type: 'seatChanged', element: element.id, seat: { ...own, task: null } },
    { type: 'seatChanged', element: element.id, seat: { ...before, task: null, answer: null } },
  ];
  const returned = record(finishTask(state, { taken, verb: 'return', comment }, context), events, context);
  return settleRound(returned, { element: element.id, event: 'retrieve' }, context);
}
