import type { DomainEvent } from '../core/events.ts';
import { visibleScope } from '../core/query.ts';
import type { InstanceState, Task } from '../core/state.ts';
import { ok, type Result } from '../errors.ts';
import type { UserTaskSpec } from '../model/graph.ts';
import { type Assignment, resolveAssignment } from '../people/assignment.ts';
import { evaluateNumber, evaluateText, type Surroundings, unfit } from '../people/evaluate.ts';
import type { DecideContext } from './command.ts';
import { dueTime } from './due-time.ts';
import { type Place, placeOf } from './place.ts';

export interface TaskOpening {
  readonly state: InstanceState;
  /** The user task that was reached. */
  readonly element: string;
  /** Whose it is whatever the rule says; null asks the rule. */
  readonly assignee: string | null;
}

/** Camunda's and Flowable's default. */
const DEFAULT_PRIORITY = 50;

/** The new task of a visit. Where the model's rules fail there is an incident instead; a retry asks them again. */
export function openTask({ state, element, assignee }: TaskOpening, context: DecideContext): DomainEvent[] {
  const { env, definitions } = context;
  const place = placeOf(state, element, definitions);
  const spec = place.node.user;
  if (!spec) throw new Error(`Expected ${place.node.id} to be a user task, but it is a ${place.node.type}.`);
  const parts = resolve(spec, { scope: visibleScope(state, element), now: env.now });
  if (parts.ok)
    return [{ type: 'taskCreated', task: makeTask(place, { ...parts.value, id: env.newId(), assignee }, env.now) }];
  const { code, params } = parts.failure;
  const incident = { id: env.newId(), element, code, params, since: env.now, retry: { kind: 'enter' } } as const;
  return [{ type: 'incidentRaised', incident }];
}

interface TaskParts {
  readonly assignment: Assignment;
  readonly department: string | null;
  readonly dueAt: number | null;
  readonly priority: number;
}

function makeTask(
  { element, node }: Place,
  parts: TaskParts & { id: string; assignee: string | null },
  now: number,
): Task {
  const { assignment, department, dueAt, priority, id } = parts;
  const assignee = parts.assignee ?? assignment.assignee;
  return {
    id,
    element: element.id,
    def: element.def,
    node: node.index,
    visit: element.visit,
    state: assignee === null ? 'offered' : 'claimed',
    owner: null,
    ...assignment,
    assignee,
    department,
    createdAt: now,
    dueAt,
    priority,
    comments: [],
  };
}

function resolve(spec: UserTaskSpec, surroundings: Surroundings): Result<TaskParts> {
  const assignment = resolveAssignment(spec.assignment, surroundings);
  if (!assignment.ok) return assignment;
  const department = evaluateText(spec.department, surroundings);
  if (!department.ok) return department;
  const dueAt = dueTime(spec.limit, surroundings);
  if (!dueAt.ok) return dueAt;
  const priority = priorityOf(spec, surroundings);
  if (!priority.ok) return priority;
  return ok({
    assignment: assignment.value,
    department: department.value,
    dueAt: dueAt.value,
    priority: priority.value,
  });
}

function priorityOf({ priority }: UserTaskSpec, surroundings: Surroundings): Result<number> {
  const value = evaluateNumber(priority, surroundings);
  if (!value.ok) return value;
  if (priority === null || value.value === null) return ok(DEFAULT_PRIORITY);
  const fits = Number.isInteger(value.value) && Math.abs(value.value) <= 1_000_000;
  return fits ? ok(value.value) : unfit(priority, value.value, 'a whole number up to a million');
}
