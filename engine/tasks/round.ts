/**
 * What the seats of a round mean together. Voters are who was found by the model and who was added to the vote (并加签). Who was added before or
 * after a seat is asked besides: neither counts in any share, but the round does not pass before they have answered, and the answer against of one
 * who is not asked for an opinion only ends it, like a veto. The coordinator has no vote, and decides where the voters do not agree.
 */
import type { Round, Seat, Task } from '../core/state.ts';
import type { RoundSpec } from '../model/graph.ts';
import { countVotes, type RoundResult, type Vote } from './vote.ts';

/** The rule by which a task is that of the coordinator, among its reasons. */
export const COORDINATES = 'coordinator';

export type Seats = Round['seats'];

export const isVoter = ({ added, coordinator }: Seat): boolean =>
  !coordinator && (added === undefined || added.kind === 'parallel');

const isIn = ({ removed }: Seat): boolean => !removed;

/** The votes as they are now. */
export function judge(spec: RoundSpec, seats: Seats): RoundResult {
  const coordinator = coordinatorIn(spec, seats);
  const asked = seats.filter((seat) => isIn(seat) && !isVoter(seat) && !seat.coordinator);
  if (asked.some(isAgainst)) return 'failed';
  const result = coordinator ? HANDED[coordinator.answer?.vote ?? 'open'] : countAgreed(spec, seats);
  const kept = result === 'passed' && hasTooFew(spec, seats, coordinator) ? missing(seats, coordinator) : result;
  const awaited = concerned(spec, seats).filter((seat) => asked.includes(seat));
  return kept === 'passed' && awaited.some((seat) => isAwaited(seats, seat)) ? 'open' : kept;
}

/** An answer that ends the round although it is no vote. */
const isAgainst = ({ added, answer }: Seat): boolean => !added?.opinionOnly && answer?.vote === 'against';

/** What the coordinator has said; an abstention is no decision. */
const HANDED: Readonly<Record<Vote | 'open', RoundResult>> = {
  for: 'passed',
  against: 'failed',
  abstain: 'open',
  open: 'open',
};

/** The coordinator, once the voters have not agreed: he decides, and nobody else is asked any more. Not after a veto, which ends the round. */
export function coordinatorIn(spec: RoundSpec, seats: Seats): Seat | undefined {
  const coordinator = seats.find((seat) => isIn(seat) && seat.coordinator);
  if (!coordinator || seats.some((seat) => isIn(seat) && seat.veto && seat.answer?.vote === 'against'))
    return undefined;
  return countAgreed(spec, seats) === 'failed' ? coordinator : undefined;
}

/** The votes and nothing else. */
function countAgreed(spec: RoundSpec, seats: Seats): RoundResult {
  const ballots = voters(seats).map(({ weight, veto, lead, answer }) => ({
    weight,
    veto,
    lead,
    vote: answer?.vote ?? null,
  }));
  const gone = seats.filter(wasFound).map(({ weight }) => ({ weight, veto: false, vote: null, gone: true }));
  return countVotes(spec, [...ballots, ...gone]);
}

/** Found by the model and taken out again. Who was added and taken out leaves the vote as it was before. */
const wasFound = (seat: Seat): boolean => seat.removed === true && !seat.added && isVoter(seat);

/** Those whose answers are still asked for: all, or only those of the coordinator and of whom he asks. */
function concerned(spec: RoundSpec, seats: Seats): readonly Seat[] {
  const coordinator = coordinatorIn(spec, seats);
  if (!coordinator) return seats.filter((seat) => isIn(seat) && !seat.coordinator);
  const own = new Set([coordinator.id]);
  for (let size = 0; size !== own.size; ) {
    size = own.size;
    for (const { id, added } of seats) if (added && own.has(added.to)) own.add(id);
  }
  return seats.filter((seat) => isIn(seat) && own.has(seat.id));
}

/** Who has an open task and is not asked any more, because the coordinator decides now. */
export function setAside(spec: RoundSpec, seats: Seats): Seat[] {
  if (!coordinatorIn(spec, seats)) return [];
  const kept = new Set(concerned(spec, seats).map(({ id }) => id));
  return seats.filter((seat) => isIn(seat) && !kept.has(seat.id) && seat.task !== null && seat.answer === null);
}

/** Different people have to agree: one person never counts twice, whatever seats were answered by whom. */
function hasTooFew({ atLeast = 0 }: RoundSpec, seats: Seats, coordinator: Seat | undefined): boolean {
  const counted = coordinator ? [...voters(seats), coordinator] : voters(seats);
  const agreeing = counted.flatMap(({ answer }) => (answer?.vote === 'for' ? [answer.by] : []));
  return new Set(agreeing).size < atLeast;
}

/** Others may still agree, or it can no longer be. */
const missing = (seats: Seats, coordinator: Seat | undefined): RoundResult =>
  !coordinator && voters(seats).some(({ answer }) => answer === null) ? 'open' : 'failed';

/** Those whose votes are counted. */
export const voters = (seats: Seats): Seat[] => seats.filter((seat) => isIn(seat) && isVoter(seat));

/** The seat it was added to has been answered, and its own answer is still out. */
function isAwaited(seats: Seats, { answer, added }: Seat): boolean {
  return answer === null && seats.some((seat) => isIn(seat) && seat.id === added?.to && seat.answer !== null);
}

/** Who is asked now and has no task yet. One after the other: nobody while an answer is out. */
export function dueSeats(spec: RoundSpec, seats: Seats): Seat[] {
  const asked = concerned(spec, seats);
  const waiting = asked.filter(({ task }) => task === null);
  const beside = waiting.filter((seat) => seat.added && isBesideDue(seats, seat));
  const turns = waiting.filter(({ added }) => !added);
  if (spec.order === 'parallel') return [...turns, ...beside];
  const isBusy = beside.length > 0 || asked.some(({ task, answer }) => task !== null && answer === null);
  return isBusy ? beside : turns.slice(0, 1);
}

const isBesideDue = (seats: Seats, seat: Seat): boolean => seat.added?.kind !== 'after' || isAwaited(seats, seat);

/** Seats added before this one that have been asked and not answered. */
export function heardFirst(seats: Seats, seat: Seat): Seat[] {
  return seats.filter(
    (one) => isIn(one) && one.added?.kind === 'before' && one.added.to === seat.id && one.answer === null,
  );
}

/** Who holds the seat: who has answered, who has its task (delegated, still the owner), or who will get it; null while a group's task lies open. */
function holderOf(seat: Seat, tasks: Readonly<Record<string, Task>>): string | null {
  if (seat.answer) return seat.answer.by;
  const task = seat.task === null ? undefined : tasks[seat.task];
  return task ? (task.owner ?? task.assignee) : seat.user;
}

/** Whether the person has another seat of the round already. The coordinator may be one of the voters. */
export function isSeated(user: string, { seats, tasks, but }: Table): boolean {
  return seats.some((seat) => isIn(seat) && !seat.coordinator && seat.id !== but && holderOf(seat, tasks) === user);
}

interface Table {
  readonly seats: Seats;
  readonly tasks: Readonly<Record<string, Task>>;
  /** The seat that is not looked at. */
  readonly but?: number | undefined;
}
