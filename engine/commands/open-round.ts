import type { DomainEvent } from '../core/events.ts';
import { visibleScope } from '../core/query.ts';
import type { InstanceState, Round, Seat, Task } from '../core/state.ts';
import { ok, type Result } from '../errors.ts';
import type { RoundSpec } from '../model/graph.ts';
import type { Assignment } from '../people/assignment.ts';
import { dueSeats } from '../tasks/round.ts';
import type { DecideContext } from './command.ts';
import { layeredVoters } from './layered-voters.ts';
import type { Place } from './place.ts';
import { type SeatRules, seatRules } from './seat-rules.ts';
import { makeTask, type TaskParts } from './task-parts.ts';

export interface RoundOpening {
  readonly state: InstanceState;
  readonly place: Place;
  readonly spec: RoundSpec;
  readonly parts: TaskParts;
}

/** Begins the round of a visit, or goes on with one that has begun: the tasks of all who are asked now. */
export function openRound(opening: RoundOpening, context: DecideContext): Result<DomainEvent[]> {
  const { place } = opening;
  if (place.element.round) return ok(openSeats(place.element.round, opening, context));
  const stands = place.element.reserved?.seats;
  const seats = stands ? ok(stands) : seatsAt(opening, context);
  if (!seats.ok) return seats;
  const round: Round = { seats: seats.value };
  const begun: DomainEvent = { type: 'roundOpened', element: place.element.id, round };
  return ok([begun, ...openSeats(round, opening, context)]);
}

/** The assignee first, then the users, then the groups; nobody found is one seat that is open to administrators. */
function seatsAt({ state, place, spec, parts }: RoundOpening, context: DecideContext): Result<readonly Seat[]> {
  const surroundings = { scope: visibleScope(state, place.element.id), now: context.env.now };
  const rules = seatRules(spec, surroundings);
  if (!rules.ok) return rules;
  const layers = layeredVoters(state, { spec, surroundings }, context);
  if (!layers.ok) return layers;
  const found = layers.value.length > 0 ? { users: layers.value, groups: [] } : namedIn(parts.assignment);
  const voters = [
    ...found.users.map((user) => ({ user, group: null })),
    ...found.groups.map((group) => ({ user: null, group })),
  ];
  const all = voters.length > 0 ? voters : [{ user: null, group: null }];
  const seats = all.map((voter, id) => ({
    ...newSeat(voter, id, rules.value),
    lead: spec.rule === 'lead' && id === 0,
  }));
  return ok(spec.order === 'sequence' ? [...seats].sort((a, b) => Number(a.lead) - Number(b.lead)) : seats);
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

function openSeats({ seats }: Round, { place, spec, parts }: RoundOpening, context: DecideContext): DomainEvent[] {
  return dueSeats(spec, seats).flatMap((seat) => {
    const task = seatTask({ place, parts, seat }, context);
    return [
      { type: 'taskCreated', task },
      { type: 'seatChanged', element: place.element.id, seat: { ...seat, task: task.id } },
    ] as const;
  });
}

interface SeatOpening {
  readonly place: Place;
  readonly parts: TaskParts;
  readonly seat: Seat;
}

/** The task of one seat: somebody's own, or for a group to claim. */
export function seatTask({ place, parts, seat }: SeatOpening, { env }: DecideContext): Task {
  const assignment: Assignment = {
    assignee: seat.user,
    candidateUsers: [],
    candidateGroups: seat.group === null ? [] : [seat.group],
  };
  const task = makeTask(place, { ...parts, assignment, assignee: null, id: env.newId() }, env.now);
  return { ...task, part: { seat: seat.id, ...(seat.added && { added: seat.added }) } };
}
