/** What a new task is made of. */
import type { Task } from '../core/state.ts';
import { ok, type Result } from '../errors.ts';
import type { UserTaskSpec } from '../model/graph.ts';
import { type Assignment, resolveAssignment } from '../people/assignment.ts';
import { evaluateNumber, evaluateText, type Surroundings, unfit } from '../people/evaluate.ts';
import { dueTime } from './due-time.ts';
import type { Place } from './place.ts';

/** Camunda's and Flowable's default. */
const DEFAULT_PRIORITY = 50;

export interface TaskParts {
  readonly assignment: Assignment;
  readonly department: string | null;
  readonly dueAt: number | null;
  readonly priority: number;
  /** The version of the form it is opened with. */
  readonly form?: string;
}

export function makeTask(
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
    ...(parts.form === undefined ? {} : { form: parts.form }),
    comments: [],
  };
}

/** What the model's rules say about a task that opens now. */
export function resolveTask(spec: UserTaskSpec, surroundings: Surroundings): Result<TaskParts> {
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
