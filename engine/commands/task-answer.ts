/** What the caller of a verb gets: the task as it is now, and what this opened for the caller. */
import type { InstanceState, Task } from '../core/state.ts';
import type { Definitions } from '../model/graph.ts';
import { isForNobody } from '../people/assignment.ts';
import { factsAbout } from '../tasks/facts.ts';
import type { DecideContext, Decision, Foresight } from './command.ts';
import { placeOf } from './place.ts';
import { answer, type Progress } from './progress.ts';
import type { Asking } from './second-person.ts';

interface TaskSummary {
  readonly id: string;
  readonly instanceId: string;
  /** An open state, or how it ended. */
  readonly state: string;
  readonly assignee: string | null;
  readonly owner: string | null;
  readonly candidateUsers: readonly string[];
  readonly candidateGroups: readonly string[];
  readonly dueAt: number | null;
  readonly visit: number;
  readonly endedAt: number | null;
  readonly endedBy: string | null;
  readonly onBehalfOf: string | null;
}

export interface TaskAnswer {
  readonly task: TaskSummary;
  /** Ids of the tasks this opened that the caller is assigned to or may claim. */
  readonly next: readonly string[];
  /** Nothing has moved: a second person must confirm this request. */
  readonly request?: string;
}

export function answerTask(progress: Progress, taskId: string, context: DecideContext): Decision<TaskAnswer> {
  const { state, events } = progress;
  const ended = events.find((event) => event.type === 'taskEnded' && event.task.id === taskId);
  const task = ended?.type === 'taskEnded' ? ended.task : state.tasks[taskId];
  if (!task) throw new Error(`Expected task ${taskId} to be open or just ended, but it is neither.`);
  const end = ended?.type === 'taskEnded' ? ended : undefined;
  const summary: TaskSummary = {
    id: task.id,
    instanceId: state.id,
    state: end?.outcome ?? task.state,
    assignee: task.assignee,
    owner: task.owner,
    candidateUsers: task.candidateUsers,
    candidateGroups: task.candidateGroups,
    dueAt: task.dueAt,
    visit: task.visit,
    endedAt: end?.trail.at ?? null,
    endedBy: end?.trail.by ?? null,
    onBehalfOf: end?.trail.onBehalfOf ?? null,
  };
  return answer(progress, { task: summary, next: openedFor(progress, context) });
}

interface Requested {
  readonly taskId: string;
  readonly foresees: Foresight;
}

/** The same where a second person has to confirm what was asked for: which request that is, and what will then be so. */
export function answerRequest(
  { progress, request }: Asking,
  { taskId, foresees }: Requested,
  context: DecideContext,
): Decision<TaskAnswer> {
  const told = answerTask(progress, taskId, context);
  return { ...told, answer: { ...told.answer, request: request.id }, foresees };
}

/** Tasks opened by these events, and not ended again by them, that the caller is assigned to or may claim. */
export function openedFor({ state, events }: Progress, context: DecideContext): string[] {
  const opened: string[] = [];
  for (const event of events) {
    const task = event.type === 'taskCreated' ? state.tasks[event.task.id] : undefined;
    if (task && isTheirs(state, task, context)) opened.push(task.id);
  }
  return opened;
}

function isTheirs(state: InstanceState, task: Task, { actor, definitions }: DecideContext): boolean {
  if (task.barred?.includes(actor.id)) return false;
  const { isAssignee, isCandidate, isAdministrator } = factsAbout(actor, task, ownersOf(state, task, definitions));
  return isAssignee || (task.assignee === null && isCandidate) || (isForNobody(task) && isAdministrator);
}

function ownersOf(state: InstanceState, task: Task, definitions: Definitions): readonly string[] {
  return placeOf(state, task.element, definitions).definition.graph.owners;
}
