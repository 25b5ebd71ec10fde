import type { DomainEvent } from '../core/events.ts';
import type { InstanceState } from '../core/state.ts';
import { fail, ok, type Result } from '../errors.ts';
import type { DecideContext, Decision } from './command.ts';
import { drawNext } from './draw-people.ts';
import { finishTask } from './end-task.ts';
import { placeOf } from './place.ts';
import { record } from './progress.ts';
import { seatOf, seatsOf, settleRound } from './settle-round.ts';
import type { TakenTask } from './take-task.ts';
import { answerTask, type TaskAnswer } from './task-answer.ts';

export interface Declaring {
  readonly taken: TakenTask;
  readonly comment: string | undefined;
  readonly evidence: string | undefined;
}

/**
 * 回避: somebody who was drawn says that he is too near to the case. It is no answer: his seat is drawn again from whoever is left, and he may do
 * nothing at the step any more. Where nobody is left the seat is left to administrators, and the round waits for it. Refuses with 'draw-missing'
 * where the people were not drawn.
 */
export function declareConflict(
  state: InstanceState,
  { taken, comment, evidence }: Declaring,
  context: DecideContext,
): Result<Decision<TaskAnswer>> {
  const { element, task, node, onBehalfOf } = taken;
  const { draw } = element.round ?? {};
  const seat = seatOf(element, task);
  if (!draw || seat.user === null || seat.added)
    return fail('draw-missing', { elementId: node.id }, { elementId: node.id });
  const finished = finishTask(state, { taken, verb: 'abstain', comment, evidence }, context);
  const people = [...new Set([context.actor.id, onBehalfOf ?? context.actor.id])];
  const declared: DomainEvent = {
    type: 'conflictDeclared',
    element: element.id,
    excluded: people.map((person) => ({ person, why: 'declared' })),
  };
  const said = record(finished, [declared], context);
  const place = placeOf(said.state, element.id, context.definitions);
  const seats = seatsOf(said.state, element.id);
  const seated = seats.flatMap(({ user, answer }) => [user ?? [], answer?.by ?? []].flat());
  const next = drawNext(said.state, { place, draw: place.element.round?.draw ?? draw, seated }, context);
  if (!next.ok) return next;
  const redrawn = { ...seat, user: next.value, task: null, answer: null, insteadOf: onBehalfOf ?? context.actor.id };
  const passed = record(said, [{ type: 'seatChanged', element: element.id, seat: redrawn }], context);
  const settled = settleRound(passed, { element: element.id, event: 'remove' }, context);
  return settled.ok ? ok(answerTask(settled.value, task.id, context)) : settled;
}
