import type { DomainEvent } from '../core/events.ts';
import { visibleScope } from '../core/query.ts';
import type { InstanceState, Round, Seat, Task } from '../core/state.ts';
import { fail, ok, type Result } from '../errors.ts';
import type { RoundSpec } from '../model/graph.ts';
import type { Assignment } from '../people/assignment.ts';
import type { Chart } from '../people/organisation/chart.ts';
import { ADDED_SIGNER } from '../tasks/allowed-actions.ts';
import { dueSeats, isSeated, type Seats, voters } from '../tasks/round.ts';
import { automaticEnd } from './automatic-end.ts';
import { barredPeople, barsAt } from './bars.ts';
import type { DecideContext } from './command.ts';
import { candidatesOf, coordinatorReasons, coordinatorSeat } from './coordinator-seat.ts';
import { drawPeople } from './draw-people.ts';
import { layeredVoters } from './layered-voters.ts';
import type { Place } from './place.ts';
import { repeatedDecision } from './repeated-decision.ts';
import { type TaskForPeople, withReason } from './resolve-people.ts';
import { type SeatRules, seatRules } from './seat-rules.ts';
import { makeTask, type TimedParts } from './task-parts.ts';

export interface RoundOpening {
  readonly state: InstanceState;
  readonly place: Place;
  readonly spec: RoundSpec;
  readonly parts: TimedParts;
  /** Null where the round has begun: its seats say who is asked. */
  readonly people: TaskForPeople | null;
}

/** Begins the round of a visit, or goes on with one that has begun: the tasks of all who are asked now. */
export function openRound(opening: RoundOpening, context: DecideContext): Result<DomainEvent[]> {
  const { place, people, spec } = opening;
  if (place.element.round || !people) return ok(openSeats(place.element.round ?? NO_SEATS, opening, context));
  const { reserved } = place.element;
  const drawn = reserved?.seats ? undefined : drawPeople(opening.state, place, context);
  if (drawn && !drawn.ok) return drawn;
  const seats = reserved?.seats
    ? ok(reserved.seats)
    : seatsAt({ ...opening, people, drawn: drawn?.value.people }, context);
  if (!seats.ok) return seats;
  const count = voters(seats.value).length;
  const elementId = place.node.id;
  if (count < (spec.atLeast ?? 0)) return fail('four-eyes-unmet', { elementId, count }, { elementId });
  const draw = drawn?.value.draw ?? reserved?.draw;
  const round: Round = { seats: seats.value, ...(draw && { draw }) };
  const begun: DomainEvent = { type: 'roundOpened', element: place.element.id, round };
  return ok([begun, ...openSeats(round, opening, context)]);
}

const NO_SEATS: Round = { seats: [] };

interface SeatsOpening extends RoundOpening {
  readonly people: TaskForPeople;
  /** Those who were drawn by lot. */
  readonly drawn: readonly string[] | undefined;
}

/** The assignee first, then the users, then the groups; nobody found is one seat that is open to administrators. */
function seatsAt(
  { state, place, spec, people, drawn, parts }: SeatsOpening,
  context: DecideContext,
): Result<readonly Seat[]> {
  const surroundings = { scope: visibleScope(state, place.element.id), now: context.env.now };
  const rules = seatRules(spec, surroundings);
  if (!rules.ok) return rules;
  const layers = layeredVoters(state, { spec, surroundings }, context);
  if (!layers.ok) return layers;
  const above = layers.value.filter((user) => !people.barred.includes(user));
  const chosen = drawn ?? above;
  const found = chosen.length > 0 ? { users: chosen, groups: [] } : namedIn(people.assignment);
  const voters = [
    ...found.users.map((user) => ({ user, group: null })),
    ...found.groups.map((group) => ({ user: null, group })),
  ];
  const all = voters.length > 0 ? voters : [{ user: null, group: null }];
  const seats = all.map((voter, id) => ({
    ...newSeat(voter, id, rules.value),
    lead: spec.rule === 'lead' && id === 0,
  }));
  const { department } = parts;
  const coordinators = coordinatorSeat(
    { state, place, spec, department, barred: people.barred, id: seats.length },
    context,
  );
  if (!coordinators.ok) return coordinators;
  const inOrder = spec.order === 'sequence' ? [...seats].sort((a, b) => Number(a.lead) - Number(b.lead)) : seats;
  return ok([...inOrder, ...coordinators.value]);
}

function namedIn({ assignee, candidateUsers, candidateGroups }: Assignment) {
  const users = assignee === null ? candidateUsers : [assignee, ...candidateUsers];
  return { users: [...new Set(users)], groups: candidateGroups };
}

/** The seat of somebody whose vote counts. */
export function newSeat(voter: Pick<Seat, 'user' | 'group'>, id: number, { weightOf, hasVeto }: SeatRules): Seat {
  const name = voter.user ?? voter.group ?? '';
  return { ...voter, id, weight: weightOf(name), veto: hasVeto(name), lead: false, task: null, answer: null };
}

function openSeats(round: Round, opening: RoundOpening, context: DecideContext): DomainEvent[] {
  const { state, place, spec, people } = opening;
  const barred = barredPeople(barsAt(state, place, context.definitions));
  const reasons = people?.reasons ?? [];
  const chart = context.organisation.at(context.env.now);
  return dueSeats(spec, round.seats).flatMap((due) => {
    const seat = seatNow(due, { seats: round.seats, tasks: state.tasks }, chart);
    const task = seatTask({ ...opening, seat, reasons: reasonsFor(seat, { reasons, spec }, context), barred }, context);
    return settled({ ...opening, seat, task }, context);
  });
}

/** Who has handed over since the round began has a successor; who has left, or whose successor answers already, is nobody's: administrators find somebody. */
function seatNow(due: Seat, { seats, tasks }: { seats: Seats; tasks: InstanceState['tasks'] }, chart: Chart): Seat {
  if (due.user === null) return due;
  const user = chart.successorOf(due.user);
  const isTwice = user !== due.user && isSeated(user, { seats, tasks, but: due.id });
  if (isTwice || chart.hasLeft(user)) return { ...due, user: null };
  return user === due.user ? due : { ...due, user };
}

interface Reasoning {
  readonly reasons: TaskForPeople['reasons'];
  readonly spec: RoundSpec;
}

/** Who comes later than at the beginning got the seat then; the reason was of that instant. */
function reasonsFor(seat: Seat, { reasons, spec }: Reasoning, context: DecideContext): TaskForPeople['reasons'] {
  if (seat.coordinator) return coordinatorReasons(seat, context);
  if (seat.insteadOf !== undefined) return redrawnReasons(seat, seat.insteadOf, context);
  const principal = seat.user === null ? `group:${seat.group ?? ''}` : `user:${seat.user}`;
  const found = reasons.filter((reason) => reason.principal === principal);
  if (found.length > 0 || seat.user === null) return found;
  const { added } = seat;
  const rule = added ? ADDED_SIGNER : spec.layered ? 'layered' : 'round';
  const params: Readonly<Record<string, string>> = added ? { by: added.by, kind: added.kind } : {};
  return withReason({}, { user: seat.user, rule, params }, context);
}

function redrawnReasons({ user }: Seat, instead: string, context: DecideContext): TaskForPeople['reasons'] {
  if (user !== null) return withReason({}, { user, rule: 'redrawn', params: { instead } }, context);
  const { version } = context.organisation.at(context.env.now);
  return [{ principal: '', rule: 'draw-exhausted', params: { instead }, organisationVersion: version }];
}

/** F8: who has decided already is not asked again; the answer is recorded with what stands for it. */
function settled(
  { state, place, seat, task }: RoundOpening & { readonly seat: Seat; readonly task: Task },
  context: DecideContext,
): DomainEvent[] {
  const { user } = seat;
  const element = place.element.id;
  const why =
    user === null || seat.added || seat.coordinator
      ? undefined
      : repeatedDecision({ state, place, person: user }, context);
  if (!why || user === null) {
    return [
      { type: 'taskCreated', task },
      { type: 'seatChanged', element, seat: { ...seat, task: task.id } },
    ];
  }
  const passed: Task = { ...task, reasons: withReason(task, { user, ...why }, context) };
  const answer = { vote: 'for', by: user, at: context.env.now, comment: '', variables: {} } as const;
  return [
    { type: 'taskCreated', task },
    automaticEnd(state, { task: passed, event: 'auto:pass', why, person: user }, context),
    { type: 'seatChanged', element, seat: { ...seat, task: task.id, answer } },
  ];
}

interface SeatOpening {
  readonly place: Place;
  readonly parts: TimedParts;
  readonly seat: Seat;
  readonly reasons: TaskForPeople['reasons'];
  readonly barred: readonly string[];
}

/** The task of one seat: somebody's own, or for a group to claim. */
export function seatTask({ place, parts, seat, reasons, barred }: SeatOpening, { env }: DecideContext): Task {
  const assignment: Assignment = {
    assignee: seat.user,
    ...candidatesOf(seat),
  };
  const task = makeTask(place, { ...parts, assignment, reasons, barred, id: env.newId() }, env.now);
  return {
    ...task,
    part: { seat: seat.id, ...(seat.added && { added: seat.added }) },
  };
}
