/**
 * What somebody may do with a task now. Lists show it and commands judge by it, from the same table, so that buttons and checks cannot
 * differ. What a verb needs besides (a form that is filled in, somewhere to return to) is judged when it is used.
 */
import type { FlowNode, ProcessGraph } from '../model/graph.ts';
import { factsAbout, type TaskActor, type TaskPeople } from './facts.ts';
import { nextValue, type TaskPosition } from './run-machine.ts';
import { ROUND_VERBS, TASK_VERBS, type TaskVerb } from './verbs.ts';

export interface TaskSituation {
  readonly task: TaskPosition & TaskPeople;
  readonly node: FlowNode;
  /** Owners of the process the task belongs to. */
  readonly owners: ProcessGraph['owners'];
  /** The case is suspended: nobody acts on its tasks. */
  readonly suspended: boolean;
  /** Those the actor may stand in for at this task as a proxy. */
  readonly principals?: readonly TaskActor[];
  /** The actor waits for the task. */
  readonly isAwaiting?: boolean;
}

/** The verbs that `actor` may use, in the order they are offered. */
export function allowedActions(
  actor: TaskActor,
  { task, node, owners, suspended, principals = [], isAwaiting = false }: TaskSituation,
): TaskVerb[] {
  if (suspended) return [];
  const others = principals.map(({ id, groups }) => factsAbout({ id, groups, roles: [] }, task, []));
  const standings = [{ ...factsAbout(actor, task, owners), isAwaiting }, ...others];
  return TASK_VERBS.filter(
    (verb) => isAdmitted(node, verb) && standings.some((facts) => nextValue(task, verb, facts) !== null),
  );
}

/** What ends a delegation or a suspension is admitted with what begins it: no task may get stuck. */
const FOLLOWS: Partial<Readonly<Record<TaskVerb, TaskVerb>>> = {
  resolve: 'delegate',
  resume: 'suspend',
  'remove-signer': 'add-signer',
};

/** Whether several people decide there together. */
export const isRound = ({ user }: FlowNode): boolean => user?.approval !== undefined && user.approval !== null;

/** What a task cannot do without: preparing it changes nothing, and who waits may say so. A list of operations does not take them away. */
const ALWAYS: ReadonlySet<TaskVerb> = new Set(['save-draft', 'urge']);

/** Whether the model admits the verb at this node (`tb:operations`; without it, all). */
export function isAdmitted(node: FlowNode, verb: TaskVerb): boolean {
  if (ROUND_VERBS.has(verb) && !isRound(node)) return false;
  const operations = node.user?.operations ?? null;
  if (operations === null || ALWAYS.has(verb)) return true;
  const first = FOLLOWS[verb];
  return operations.includes(verb) || (first !== undefined && operations.includes(first));
}
