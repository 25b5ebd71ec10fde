/**
 * What the seats of a round mean together. Voters are who was found by the model and who was added to the vote (并加签). Who was added before or
 * after a seat is asked besides: neither counts in any share, but the round does not pass before they have answered, and the answer against of one
 * who is not asked for an opinion only ends it, like a veto.
 */
import type { Round, Seat, Task } from '../core/state.ts';
import type { RoundSpec } from '../model/graph.ts';
import { countVotes, type RoundResult } from './vote.ts';

export type Seats = Round['seats'];

export const isVoter = ({ added }: Seat): boolean => added === undefined || added.kind === 'parallel';

const isIn = ({ removed }: Seat): boolean => !removed;

/** The votes as they are now. */
export function judge(spec: RoundSpec, seats: Seats): RoundResult {
  const asked = seats.filter((seat) => isIn(seat) && !isVoter(seat));
  if (asked.some(({ added, answer }) => !added?.opinionOnly && answer?.vote === 'against')) return 'failed';
  const ballots = voters(seats).map(({ weight, veto, lead, answer }) => ({
    weight,
    veto,
    lead,
    vote: answer?.vote ?? null,
  }));
  const counted = countVotes(spec, ballots);
  const result = counted === 'passed' && hasTooFew(spec, seats) ? missing(seats) : counted;
  return result === 'passed' && asked.some((seat) => isAwaited(seats, seat)) ? 'open' : result;
}

/** Different people have to agree: one person never counts twice, whatever seats were answered by whom. */
function hasTooFew({ atLeast = 0 }: RoundSpec, seats: Seats): boolean {
  const agreeing = voters(seats).flatMap(({ answer }) => (answer?.vote === 'for' ? [answer.by] : []));
  return new Set(agreeing).size < atLeast;
}

/** Others may still agree, or it can no longer be. */
const missing = (seats: Seats): RoundResult =>
  voters(seats).some(({ answer }) => answer === null) ? 'open' : 'failed';

/** Those whose votes are counted. */
export const voters = (seats: Seats): Seat[] => seats.filter((seat) => isIn(seat) && isVoter(seat));

/** The seat it was added to has been answered, and its own answer is still out. */
function isAwaited(seats: Seats, { answer, added }: Seat): boolean {
  return answer === null && seats.some((seat) => isIn(seat) && seat.id === added?.to && seat.answer !== null);
}

/** Who is asked now and has no task yet. One after the other: nobody while an answer is out. */
export function dueSeats({ order }: Pick<RoundSpec, 'order'>, seats: Seats): Seat[] {
  const waiting = seats.filter((seat) => isIn(seat) && seat.task === null);
  const beside = waiting.filter((seat) => seat.added && isBesideDue(seats, seat));
  const turns = waiting.filter(({ added }) => !added);
  if (order === 'parallel') return [...turns, ...beside];
  const isBusy = beside.length > 0 || seats.some((seat) => isIn(seat) && seat.task !== null && seat.answer === null);
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

/** Whether the person has another seat of the round already. */
export function isSeated(user: string, { seats, tasks, but }: Table): boolean {
  return seats.some((seat) => isIn(seat) && seat.id !== but && holderOf(seat, tasks) === user);
}

interface Table {
  readonly seats: Seats;
  readonly tasks: Readonly<Record<string, Task>>;
  /** The seat that is not looked at. */
  readonly but?: number | undefined;
}
