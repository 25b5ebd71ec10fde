/**
 * The verbs that random sequences use, by name: what each asks for, given a case and a draw. A verb joins the properties by being in this table.
 * Who may use it is said here a second time, in the plain words of the requirements, to hold the engine to.
 */
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
  /** How often it is drawn. */
  readonly weight: number;
  input(desk: Desk, draw: Draw): object;
  /** Whether such a person may at all; of what the case admits besides, nothing is said. */
  mayUse(actor: Actor, subject: Subject): boolean;
}

interface Subject {
  readonly state: InstanceState;
  readonly task: Task | undefined;
  readonly input: object;
}

const at = <T>(among: readonly T[], pick: number): T | undefined => among[pick % Math.max(1, among.length)];

const openTask = ({ state }: Desk, { pick }: Draw): { taskId: string } => ({
  taskId: at(Object.keys(state.tasks).sort(), pick) ?? 'none',
});

const nodeId = ({ first }: Desk, { other }: Draw): string =>
  at(
    first.graph.nodes.filter(({ type }) => type === 'userTask'),
    other,
  )?.id ?? 'none';

const isManager = ({ roles }: Actor): boolean => roles.includes('admin') || roles.includes('manager');

const isConcerned = (actor: Actor, { task }: Subject): boolean =>
  task !== undefined &&
  (task.assignee === actor.id ||
    task.owner === actor.id ||
    task.candidateGroups.some((group) => actor.groups.includes(group)) ||
    actor.roles.includes('admin'));

/** Somebody who has a task decides it, and nobody else. */
const decides = (actor: Actor, subject: Subject): boolean =>
  isConcerned(actor, subject) && (subject.task?.assignee == null || subject.task.assignee === actor.id);

const on = (command: CaseCommandName, weight: number, more: Partial<CaseVerb> = {}): CaseVerb => ({
  command,
  weight,
  input: openTask,
  mayUse: isConcerned,
  ...more,
});

export const CASE_VERBS: readonly CaseVerb[] = [
  on('claim-task', 2),
  on('release-task', 1),
  on('complete-task', 10, { mayUse: decides }),
  on('return-task', 6, {
    mayUse: decides,
    input: (desk, draw) => ({
      ...openTask(desk, draw),
      ...(draw.word % 3 !== 0 && { to: nodeId(desk, draw) }),
      ...(draw.choice && { resubmit: 'straight' }),
      ...(draw.word % 5 === 0 && { block: 'whole' }),
    }),
  }),
  on('transfer-task', 1, { input: (desk, draw) => ({ ...openTask(desk, draw), to: 'c' }) }),
  on('delegate-task', 1, { mayUse: decides, input: (desk, draw) => ({ ...openTask(desk, draw), to: 'd' }) }),
  on('resolve-task', 1),
  on('suspend-task', 1),
  on('resume-task', 1),
  on('comment-task', 1, { input: (desk, draw) => ({ ...openTask(desk, draw), comment: 'hm' }) }),
  on('open-task', 1, { mayUse: () => true }),
  on('retrieve-task', 4, {
    input: ({ state }, { pick }) => ({ taskId: at(state.trail, pick)?.taskId ?? 'none' }),
    mayUse: (actor, { state, input }) =>
      state.trail.some(({ taskId, by }) => taskId === (input as { taskId: string }).taskId && by === actor.id),
  }),
  on('suspend-instance', 1, { input: () => ({}), mayUse: isManager }),
  on('resume-instance', 1, { input: () => ({}), mayUse: isManager }),
  on('jump-instance', 8, {
    input: (desk, draw) => ({
      to: nodeId(desk, draw),
      reason: 'r',
      ...(draw.choice && { from: at(Object.values(desk.state.tasks), draw.pick)?.element ?? 'none' }),
    }),
    mayUse: isManager,
  }),
  on('reopen-instance', 4, {
    input: (desk, draw) => ({ to: nodeId(desk, draw), ground: 'clericalError', reason: 'r' }),
    mayUse: ({ roles }) => roles.includes('admin'),
  }),
  on('answer-confirmation', 12, {
    input: ({ state }, { pick, choice }) => ({
      requestId: at(Object.keys(state.proceedings?.requests ?? {}), pick) ?? 'none',
      answer: choice ? 'confirm' : 'refuse',
      reason: 'r',
    }),
    mayUse: (actor, { state, input }) => {
      const { requestId } = input as { requestId: string };
      return isManager(actor) && state.proceedings?.requests[requestId]?.by !== actor.id;
    },
  }),
];
