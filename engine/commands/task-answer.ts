/** What the caller of a verb gets: the task as it is now, and what this opened for the caller. */
import type { DomainEvent } from '../core/events.ts';
import type { Task } from '../core/state.ts';
import type { DecideContext, Decision } from './command.ts';
import { answer, type Progress } from './progress.ts';

export interface TaskSummary {
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
}

export interface TaskAnswer {
  readonly task: TaskSummary;
  /** Ids of the tasks this opened that the caller is assigned to or may claim. */
  readonly next: readonly string[];
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
  };
  return answer(progress, { task: summary, next: openedFor(events, context) });
}

/** Tasks opened by these events and not ended again by them. */
export function openedFor(events: readonly DomainEvent[], { actor }: DecideContext): string[] {
  const ended = new Set(events.flatMap((event) => (event.type === 'taskEnded' ? [event.task.id] : [])));
  const isTheirs = ({ assignee, candidateUsers, candidateGroups }: Task) =>
    assignee === null
      ? candidateUsers.includes(actor.id) || candidateGroups.some((group) => actor.groups.includes(group))
      : assignee === actor.id;
  return events.flatMap((event) =>
    event.type === 'taskCreated' && !ended.has(event.task.id) && isTheirs(event.task) ? [event.task.id] : [],
  );
}
