/** What is true of a person with regard to a task; the guards of the machine know nothing else. */
import type { Task } from '../core/state.ts';
import type { ProcessGraph } from '../model/graph.ts';

export interface Facts {
  /** Named as a possible actor, by user or by group. */
  readonly isCandidate: boolean;
  readonly isAssignee: boolean;
  /** Remains responsible while somebody else works (WS-HumanTask: the delegator). */
  readonly isOwner: boolean;
  /** WS-HumanTask: business administrator. Administrators of the system, and the owners of the process. */
  readonly isAdministrator: boolean;
  /** Has added the task to a round that runs. */
  readonly isAdder: boolean;
  /** Waits for the task without having to do it: who asked for the case, who did a step before, who leads those who have it. */
  readonly isAwaiting: boolean;
}

export type FactName = keyof Facts;

export const FACT_NAMES = [
  'isCandidate',
  'isAssignee',
  'isOwner',
  'isAdministrator',
  'isAdder',
  'isAwaiting',
] as const satisfies readonly FactName[];

/** The part of an actor that counts here. */
export interface TaskActor {
  readonly id: string;
  readonly roles: readonly string[];
  readonly groups: readonly string[];
  /** By which persons' names a model means them (D5); absent: their own. */
  readonly names?: readonly string[];
}

/** The persons' names that mean the actor. */
export const namesOf = ({ id, names }: Pick<TaskActor, 'id' | 'names'>): readonly string[] => names ?? [id];

export type TaskPeople = Pick<Task, 'assignee' | 'owner' | 'candidateUsers' | 'candidateGroups' | 'part'>;

/** All but whether somebody waits for the task: that is asked only where it matters. Process owners are named in the model by user or by group. */
export function factsAbout(actor: TaskActor, task: TaskPeople, owners: ProcessGraph['owners']): Facts {
  return {
    isCandidate: task.candidateUsers.includes(actor.id) || share(task.candidateGroups, actor.groups),
    isAssignee: task.assignee === actor.id,
    isOwner: task.owner === actor.id,
    isAdministrator: actor.roles.includes('admin') || share(owners, namesOf(actor)) || share(owners, actor.groups),
    isAdder: task.part?.added?.by === actor.id,
    isAwaiting: false,
  };
}

/** D8, D9: to who leads or coordinates the round, tasks that were added are as those he added himself, and the others as his own. */
export const asCoordinator = (facts: Facts, { part }: Pick<TaskPeople, 'part'>): Facts => ({
  ...facts,
  isAdder: facts.isAdder || part?.added !== undefined,
  isAssignee: true,
});

function share(some: readonly string[], others: readonly string[]): boolean {
  for (const one of some) if (others.includes(one)) return true;
  return false;
}
