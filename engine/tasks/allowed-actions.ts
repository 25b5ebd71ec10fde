/**
 * What somebody may do with a task now. Lists show it and commands judge by it, from the same table, so that buttons and checks cannot
 * differ. What a verb needs besides (a form that is filled in, somewhere to return to) is judged when it is used.
 */
import type { TaskReason } from '../core/state.ts';
import type { FlowNode, ProcessGraph } from '../model/graph.ts';
import { asCoordinator, type Facts, factsAbout, namesOf, type TaskActor, type TaskPeople } from './facts.ts';
import { COORDINATES } from './round.ts';
import { nextValue, type TaskPosition } from './run-machine.ts';
import {
  ASKED_VERBS,
  COORDINATOR_VERBS,
  DECIDING_VERBS,
  isBarredVerb,
  PROCEDURE_VERBS,
  ROUND_VERBS,
  SINGLE_VERBS,
  TASK_VERBS,
  type TaskVerb,
} from './verbs.ts';

export interface TaskSituation {
  readonly task: TaskPosition & TaskPeople & Explained & { readonly barred?: readonly string[] };
  readonly node: FlowNode;
  /** Owners of the process the task belongs to. */
  readonly owners: ProcessGraph['owners'];
  /** The case is suspended: nobody acts on its tasks. */
  readonly suspended: boolean;
  /** Those the actor may stand in for at this task as a proxy. */
  readonly principals?: readonly TaskActor[];
  /** The actor waits for the task. */
  readonly isAwaiting?: boolean;
  /** The actor leads or coordinates the round it is of. */
  readonly coordinates?: boolean;
}

interface Standing {
  readonly facts: Facts;
  readonly decides: boolean;
  /** No other verbs. */
  readonly only?: ReadonlySet<TaskVerb>;
}

/** The verbs that `actor` may use, in the order they are offered. */
export function allowedActions(
  actor: TaskActor,
  { task, node, owners, suspended, principals = [], isAwaiting = false, coordinates = false }: TaskSituation,
): TaskVerb[] {
  if (suspended) return [];
  const { barred = [] } = task;
  const isKept = barred.includes(actor.id);
  const free = principals.filter(({ id }) => !barred.includes(id));
  const others = free.map(({ id, groups }) => ({ id, groups, roles: [] }));
  const own = { ...factsAbout(actor, task, owners), isAwaiting };
  const standings: readonly Standing[] = [
    { facts: own, decides: hasDecisionPower(node, actor) },
    ...(coordinates ? [{ facts: asCoordinator(own, task), decides: false, only: COORDINATOR_VERBS }] : []),
    ...others.map((one) => ({ facts: factsAbout(one, task, []), decides: hasDecisionPower(node, one) })),
  ];
  return TASK_VERBS.filter(
    (verb) =>
      !(isKept && isBarredVerb(verb)) &&
      isAdmitted(node, verb, task) &&
      standings.some(
        ({ facts, decides, only }) =>
          (only?.has(verb) ?? true) && (decides || !DECIDING_VERBS.has(verb)) && nextValue(task, verb, facts) !== null,
      ),
  );
}

/** What ends a delegation or a suspension is admitted with what begins it: no task may get stuck. */
const FOLLOWS: Partial<Readonly<Record<TaskVerb, TaskVerb>>> = {
  resolve: 'delegate',
  resume: 'suspend',
  'remove-signer': 'add-signer',
  supplement: 'request-supplement',
  'end-special-procedure': 'start-special-procedure',
  'take-back': 'hand-on',
};

/** Whether the model gives them the power to decide here: by user, group or role. */
export function hasDecisionPower({ user }: FlowNode, actor: TaskActor): boolean {
  const { groups, roles } = actor;
  const named: readonly string[] = user?.deciders ?? [];
  return named.some((name) => namesOf(actor).includes(name) || groups.includes(name) || roles.includes(name));
}

/** Whether several people decide there together. */
export const isRound = ({ user }: FlowNode): boolean => user?.approval !== undefined && user.approval !== null;

/** What a task cannot do without: preparing it changes nothing, and who waits may say so. A list of operations does not take them away. */
const ALWAYS: ReadonlySet<string> = new Set(['save-draft', 'urge']);

/** The rule by which somebody has a task who was added to one, among its reasons. */
export const ADDED_SIGNER = 'added-signer';

/** Whether it is the task of somebody who was added (加签), at whatever step. */
export const isAdded = (task: Explained | undefined): boolean =>
  task?.reasons?.some(({ rule }) => rule === ADDED_SIGNER) ?? false;

/** Whether it is of one who was asked before or after a decision, and not of one voter more. */
export const isAsked = (task: Explained | undefined): boolean =>
  task?.reasons?.some(({ rule, params }) => rule === ADDED_SIGNER && params?.kind !== 'parallel') ?? false;

interface Explained {
  readonly reasons?: readonly (Pick<TaskReason, 'rule'> & Partial<Pick<TaskReason, 'params'>>)[] | null;
}

/** Whether the model admits the verb at this node (`tb:operations`; without it, all). Who coordinates a round has to decide. */
export function isAdmitted(node: FlowNode, verb: TaskVerb | 'retrieve', task?: Explained): boolean {
  const operations = node.user?.operations ?? null;
  if (ALWAYS.has(verb)) return true;
  if (verb === 'abstain' && task?.reasons?.some(({ rule }) => rule === COORDINATES)) return false;
  if (verb === 'retrieve') return operations === null || operations.includes(verb);
  if (isAsked(task) && !ASKED_VERBS.has(verb)) return false;
  if (isRound(node) || isAdded(task) ? SINGLE_VERBS.has(verb) : ROUND_VERBS.has(verb)) return false;
  if (verb === 'jump' && (node.user?.backwards?.freeFlow ?? []).length === 0) return false;
  if (operations === null) return !PROCEDURE_VERBS.has(verb);
  const first = FOLLOWS[verb];
  return operations.includes(verb) || (first !== undefined && operations.includes(first));
}
