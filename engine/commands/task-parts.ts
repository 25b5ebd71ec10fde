/** What a new task is made of. */
import type { TaskTiming } from '../core/clock-record.ts';
import type { Task, TaskReason } from '../core/state.ts';
import { ok, type Result } from '../errors.ts';
import type { UserTaskSpec } from '../model/graph.ts';
import type { Assignment } from '../people/assignment.ts';
import { evaluateNumber, evaluateText, type Surroundings, unfit } from '../people/evaluate.ts';
import { type ResolvedLimit, resolveLimit } from './clocks/resolve-limit.ts';
import type { Place } from './place.ts';

/** Camunda's and Flowable's default. */
const DEFAULT_PRIORITY = 50;

export interface TaskParts {
  readonly department: string | null;
  readonly limit: ResolvedLimit | null;
  readonly priority: number;
  /** The version of the form it is opened with. */
  readonly form?: string;
}

/** What is made of the limit when the clock of the step has started. */
export interface TimedParts extends TaskParts {
  readonly dueAt: number | null;
  readonly timing?: TaskTiming;
}

export interface NewTask extends TimedParts {
  readonly id: string;
  readonly assignment: Assignment;
  readonly reasons: readonly TaskReason[];
  readonly barred: readonly string[];
}

export function makeTask({ element, node }: Place, parts: NewTask, now: number): Task {
  const { assignment, department, dueAt, timing, priority, id, reasons, barred } = parts;
  const { assignee } = assignment;
  return {
    id,
    element: element.id,
    def: element.def,
    node: node.index,
    visit: element.visit,
    state: assignee === null ? 'offered' : 'claimed',
    owner: null,
    ...assignment,
    department,
    createdAt: now,
    dueAt,
    ...(timing && { timing }),
    priority,
    ...(parts.form === undefined ? {} : { form: parts.form }),
    comments: [],
    reasons,
    ...(barred.length > 0 && { barred }),
  };
}

/** What the model says about a task that opens now, besides whom it is for. */
export function resolveTask(spec: UserTaskSpec, surroundings: Surroundings): Result<TaskParts> {
  const department = evaluateText(spec.department, surroundings);
  if (!department.ok) return department;
  const limit = resolveLimit(spec.limit, surroundings);
  if (!limit.ok) return limit;
  const priority = priorityOf(spec, surroundings);
  if (!priority.ok) return priority;
  return ok({
    department: department.value,
    limit: limit.value,
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
