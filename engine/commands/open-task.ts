import type { DomainEvent } from '../core/events.ts';
import { visibleScope } from '../core/query.ts';
import type { InstanceState, Task } from '../core/state.ts';
import { ok, type Result } from '../errors.ts';
import type { UserTaskSpec } from '../model/graph.ts';
import { roundSpecOf } from './ad-hoc-round.ts';
import { automaticEnd } from './automatic-end.ts';
import { openStep } from './clocks/open-step.ts';
import type { DecideContext } from './command.ts';
import { openRound } from './open-round.ts';
import { type Place, placeOf } from './place.ts';
import { repeatedDecision, soleOf } from './repeated-decision.ts';
import { resolvePeople, type TaskForPeople, userTaskAt, withReason } from './resolve-people.ts';
import { makeTask, resolveTask, type TimedParts } from './task-parts.ts';

export interface TaskOpening {
  readonly state: InstanceState;
  /** The user task that was reached. */
  readonly element: string;
  /** Whose it is whatever the rule says, unless he may not do it; null asks the rule. */
  readonly assignee: string | null;
}

/**
 * The new task of a visit, or the tasks of an approval round, and the start of the clock of the step. Where the rules of the model decide instead of
 * a person, the task has ended again: the token is to be moved by whoever asked.
 */
export function openTask(opening: TaskOpening, context: DecideContext): Result<DomainEvent[]> {
  const { state, element } = opening;
  const place = placeOf(state, element, context.definitions);
  const spec = userTaskAt(place);
  const resolved = resolveTask(spec, { scope: visibleScope(state, element), now: context.env.now });
  if (!resolved.ok) return resolved;
  const { limit, department } = resolved.value;
  const step = openStep({ state, place, spec: spec.limit, resolved: limit, department }, context);
  if (!step.ok) return step;
  const { events, ...timed } = step.value;
  const parts: TimedParts = { ...resolved.value, ...timed, ...formNow(spec, place, context) };
  const opened = openParts(opening, { place, parts }, context);
  return opened.ok ? ok([...events, ...opened.value]) : opened;
}

/** The task keeps this version of its form, whatever is deployed while it is open. */
function formNow(
  { form: key }: UserTaskSpec,
  { definition }: Place,
  { forms }: DecideContext,
): Pick<TimedParts, 'form'> {
  const id = key === null ? undefined : forms.find(key, definition.deploymentId)?.id;
  return id === undefined ? {} : { form: id };
}

function openParts(
  opening: TaskOpening,
  { place, parts }: Pick<Resolved, 'place' | 'parts'>,
  context: DecideContext,
): Result<DomainEvent[]> {
  const { state } = opening;
  const { approval: spec } = userTaskAt(place);
  if (place.element.round)
    return openRound({ state, place, spec: roundSpecOf(place.node), parts, people: null }, context);
  const people = resolvePeople(state, place, context);
  if (!people.ok) return people;
  if (spec && !people.value.automatic) return openRound({ state, place, spec, parts, people: people.value }, context);
  return ok(openOne(opening, { place, parts, people: people.value }, context));
}

interface Resolved {
  readonly place: Place;
  readonly parts: TimedParts;
  readonly people: TaskForPeople;
}

function openOne({ state, assignee }: TaskOpening, resolved: Resolved, context: DecideContext): DomainEvent[] {
  const { place, parts, people } = resolved;
  const { env } = context;
  const task = makeTask(place, { ...parts, ...preferring(people, assignee, context), id: env.newId() }, env.now);
  const created: DomainEvent = { type: 'taskCreated', task };
  if (people.automatic) {
    const [why] = people.reasons;
    return [created, automaticEnd(state, { task, event: people.automatic, why, person: null }, context)];
  }
  const person = assignee === null ? soleOf(task) : null;
  const repeated = person === null ? undefined : repeatedDecision({ state, place, person }, context);
  if (!repeated || person === null) return [created];
  const passed: Task = { ...task, assignee: person, reasons: withReason(task, { user: person, ...repeated }, context) };
  return [created, automaticEnd(state, { task: passed, event: 'auto:pass', why: repeated, person }, context)];
}

/** A task that comes back is for who did it before. */
function preferring(people: TaskForPeople, user: string | null, context: DecideContext): TaskForPeople {
  if (user === null || people.barred.includes(user)) return people;
  const reasons = withReason(people, { user, rule: 'returned-to', params: {} }, context);
  return { ...people, assignment: { ...people.assignment, assignee: user }, reasons, automatic: undefined };
}
