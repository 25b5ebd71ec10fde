import type { DomainEvent } from '../core/events.ts';
import { enclosingScope } from '../core/query.ts';
import type { InstanceState, Seat, Variables } from '../core/state.ts';
import { fail, ok, type Result } from '../errors.ts';
import { isRound } from '../tasks/allowed-actions.ts';
import { isSeated, voters } from '../tasks/round.ts';
import type { TaskVerb } from '../tasks/verbs.ts';
import type { Vote } from '../tasks/vote.ts';
import type { DecideContext, Decision } from './command.ts';
import { asksForData, digestsOf } from './data-digest.ts';
import { finishTask } from './end-task.ts';
import { record } from './progress.ts';
import { seatOf, seatsOf, settleRound, specOf } from './settle-round.ts';
import type { TakenTask } from './take-task.ts';
import { answerTask, type TaskAnswer } from './task-answer.ts';

export interface Said {
  readonly taken: TakenTask;
  readonly vote: Vote;
  /** In a round the verb is the answer: anything but `agree` with a vote for would contradict it. */
  readonly outcome?: string | undefined;
  readonly comment: string | undefined;
  readonly evidence?: string | undefined;
  readonly variables: Variables;
}

const VERBS: Readonly<Record<Vote, TaskVerb>> = { for: 'complete', against: 'disagree', abstain: 'abstain' };

/** One answer in a round: it ends its task, and the token moves once the round is decided. */
export function castVote(state: InstanceState, said: Said, context: DecideContext): Result<Decision<TaskAnswer>> {
  const { taken, vote, outcome, variables, comment = '', evidence } = said;
  const { task, element } = taken;
  const seat = seatOf(element, task);
  const refused = refusal(state, { ...said, seat }, context);
  if (refused) return refused;
  const finished = finishTask(state, { taken, verb: VERBS[vote], comment, evidence }, context);
  const how = outcome === undefined || isRound(taken.node) ? {} : { outcome };
  const answer = { vote, by: context.actor.id, at: context.env.now, comment, variables, ...how };
  const answered: DomainEvent = { type: 'seatChanged', element: element.id, seat: { ...seat, answer } };
  const voted = record(finished, [answered, ...sealed(taken, state, context)], context);
  const settled = settleRound(voted, { element: element.id, event: 'vote' }, context);
  return settled.ok ? ok(answerTask(settled.value, task.id, context)) : settled;
}

function refusal(
  state: InstanceState,
  { taken, outcome, seat }: Said & { readonly seat: Seat },
  { actor }: DecideContext,
): Result<never> | undefined {
  const { node, element } = taken;
  const elementId = node.id;
  const seats = seatsOf(state, element.id);
  const isVote = isRound(node) || seat.added !== undefined;
  if (isVote && outcome !== undefined && outcome !== 'agree')
    return fail('round-outcome', { elementId, outcome }, { elementId });
  if (!seat.coordinator && isSeated(actor.id, { seats, tasks: state.tasks, but: seat.id })) {
    return fail('signer-duplicate', { elementId, user: actor.id }, { elementId });
  }
  const missing = voters(seats).filter((one) => one.id !== seat.id && one.answer === null);
  if (specOf(node).rule !== 'lead' || !seat.lead || missing.length === 0) return undefined;
  const names = missing.map(({ user, group }) => user ?? group ?? '-').join(', ');
  return fail('round-lead-waits', { elementId, missing: names }, { elementId });
}

/** Each knows the data of his own vote. */
function sealed(place: TakenTask, state: InstanceState, context: DecideContext): DomainEvent[] {
  const { definition, element, task } = place;
  const scope = enclosingScope(state, element)?.id;
  if (scope === undefined || !asksForData(definition.graph)) return [];
  return [{ type: 'decisionSealed', taskId: task.id, ...digestsOf(state, { scope, place }, context) }];
}
