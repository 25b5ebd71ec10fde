/** What a line of the verb tables consists of, and the plain words that rights are said in. */
import type { Actor } from '../../engine/commands/command.ts';
import type { CaseCommandName } from '../../engine/commands/index.ts';
import type { InstanceState, Task } from '../../engine/core/state.ts';
import type { Desk } from '../commands/desk.ts';

export interface Draw {
  readonly pick: number;
  readonly other: number;
  readonly choice: boolean;
  readonly word: number;
}

export interface CaseVerb {
  readonly command: CaseCommandName;
  /** How often it is drawn, in quarters: what ends a case is rare, or nothing else would be seen. */
  readonly weight: number;
  input(desk: Desk, draw: Draw): object;
  /** Whether such a person may at all; of what the case admits besides, nothing is said. */
  mayUse(actor: Actor, subject: Subject): boolean;
}

export interface Subject {
  readonly state: InstanceState;
  readonly task: Task | undefined;
  readonly input: object;
}

export const at = <T>(among: readonly T[], pick: number): T | undefined => among[pick % Math.max(1, among.length)];

export const openTask = ({ state }: Desk, { pick }: Draw): { taskId: string } => ({
  taskId: at(Object.keys(state.tasks).sort(), pick) ?? 'none',
});

export const isManager = ({ roles }: Actor): boolean => roles.includes('admin') || roles.includes('manager');

export const isAdmin = ({ roles }: Actor): boolean => roles.includes('admin');

export const isConcerned = (actor: Actor, { task }: Subject): boolean =>
  task !== undefined &&
  (task.assignee === actor.id ||
    task.owner === actor.id ||
    task.candidateUsers.includes(actor.id) ||
    task.candidateGroups.some((group) => actor.groups.includes(group)) ||
    isAdmin(actor));

/** Somebody who has a task decides it, and nobody else. */
export const decides = (actor: Actor, subject: Subject): boolean =>
  isConcerned(actor, subject) && (subject.task?.assignee == null || subject.task.assignee === actor.id);

/** D8, D9: the lead of the round that the task is of, or its coordinator: whoever has that task now, else who is named for it. */
export const leadsRound = ({ id, groups }: Actor, { state, task }: Subject): boolean =>
  (state.elements[task?.element ?? '']?.round?.seats ?? []).some((seat) => {
    if (seat.removed || !(seat.lead || seat.coordinator)) return false;
    const holder = state.tasks[seat.task ?? '']?.assignee ?? null;
    const named = [seat.user, ...(seat.coordinator ?? [])];
    return holder === null
      ? named.some((name) => name === id || groups.some((one) => name === `group:${one}`))
      : holder === id;
  });

/** Who asked for the case, or has done a step of it. */
export const waits = ({ id }: Actor, { state }: Subject): boolean =>
  state.initiator === id || state.trail.some(({ by }) => by === id);

export const on = (command: CaseCommandName, weight: number, more: Partial<CaseVerb> = {}): CaseVerb => ({
  command,
  weight,
  input: openTask,
  mayUse: isConcerned,
  ...more,
});

/** The open task together with what else the verb asks for. */
export const withTask =
  (more: (draw: Draw, desk: Desk) => object) =>
  (desk: Desk, draw: Draw): object => ({ ...openTask(desk, draw), ...more(draw, desk) });
