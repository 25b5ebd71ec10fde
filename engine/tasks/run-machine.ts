/**
 * The only caller of the machine. Its answers are computed once, for every state, verb and combination of facts, when this module loads: a
 * transition costs tens of microseconds, a look into the table none. The machine stays the one place where the rules stand.
 */
import { getNextTransitions, transition } from 'xstate';
import type { Task, TaskOutcome, TaskState } from '../core/state.ts';
import { FACT_NAMES, type Facts } from './facts.ts';
import {
  type AutomaticEvent,
  type TaskMachineEvent,
  userTaskMachine,
  VOID_REASONS,
  type VoidReason,
} from './user-task.machine.ts';
import { TASK_VERBS, type TaskVerb } from './verbs.ts';

export type TaskPosition = Pick<Task, 'state' | 'heldFrom'>;

/** What a task is after a verb: still open, or ended. */
export type TaskValue = TaskState | TaskOutcome;

/** Whether the value is an end: no verb leads away from it. */
export function isEnd(value: TaskValue): value is TaskOutcome {
  return value !== 'held' && !OPEN.some((state) => state === value);
}

const HOLDABLE = ['offered', 'claimed', 'working', 'delegated'] as const;
const OPEN: readonly TaskState[] = [...HOLDABLE, 'consulting', 'awaitingSupplement', 'inProcedure', 'handedOn'];

/** Every position a task can be in while it is open. */
export const POSITIONS: readonly TaskPosition[] = [
  ...OPEN.map((state) => ({ state })),
  ...HOLDABLE.map((heldFrom) => ({ state: 'held' as const, heldFrom })),
];

/** Every combination of facts; the index of one is its bits in the order of `FACT_NAMES`. */
export const ALL_FACTS: readonly Facts[] = Array.from({ length: 2 ** FACT_NAMES.length }, (_, bits) => factsOf(bits));

/** Asks the machine itself: the value after the event, or null where it refuses. */
export function runMachine(position: TaskPosition, event: TaskMachineEvent): TaskValue | null {
  const snapshot = snapshotOf(position);
  if (!snapshot.can(event)) return null;
  const [next] = transition(userTaskMachine, snapshot, event);
  return next.value as TaskValue;
}

function snapshotOf({ state, heldFrom }: TaskPosition) {
  const context = {
    heldFrom: HOLDABLE.find((state) => state === heldFrom) ?? null,
  };
  return userTaskMachine.resolveState({ value: state, context });
}

type Row = readonly (TaskValue | null)[];

const VERB_TABLE: ReadonlyMap<string, Row> = new Map(POSITIONS.flatMap(rowsOf));

/** The rows of one position. Events no transition of the state listens to are not tried. */
function rowsOf(position: TaskPosition): [string, Row][] {
  const listened = new Set(getNextTransitions(snapshotOf(position)).map(({ eventType }) => eventType));
  return TASK_VERBS.map((verb) => [
    rowKey(position, verb),
    ALL_FACTS.map((facts) => (listened.has(verb) ? runMachine(position, { type: verb, facts }) : null)),
  ]);
}

const VOID_TABLE: ReadonlyMap<VoidReason, TaskOutcome> = new Map(
  VOID_REASONS.map((reason) => [reason, runMachine({ state: 'offered' }, { type: `void:${reason}` }) as TaskOutcome]),
);

/** What the task becomes when somebody of whom these facts are true uses the verb; null where that is refused. */
export function nextValue(position: TaskPosition, verb: TaskVerb, facts: Facts): TaskValue | null {
  return rowOf(position, verb)[indexOf(facts)] ?? null;
}

/** Whether anybody at all could use the verb now. */
export function isPossible(position: TaskPosition, verb: TaskVerb): boolean {
  return rowOf(position, verb).some((value) => value !== null);
}

/** The states in which somebody could use the verb. */
export function statesFor(verb: TaskVerb): readonly TaskState[] {
  return [...new Set(POSITIONS.filter((position) => isPossible(position, verb)).map(({ state }) => state))];
}

export function voidedBy(reason: VoidReason): TaskOutcome {
  const outcome = VOID_TABLE.get(reason);
  if (!outcome) throw new Error(`Expected the machine to know the reason ${reason}, but it does not.`);
  return outcome;
}

const AUTOMATIC: Readonly<Record<AutomaticEvent, TaskOutcome>> = {
  'auto:pass': runMachine({ state: 'offered' }, { type: 'auto:pass' }) as TaskOutcome,
  'auto:refuse': runMachine({ state: 'offered' }, { type: 'auto:refuse' }) as TaskOutcome,
};

/** How a task ends that the rules of the model decide as it opens. */
export const decidedBy = (event: AutomaticEvent): TaskOutcome => AUTOMATIC[event];

function rowOf(position: TaskPosition, verb: TaskVerb): Row {
  const row = VERB_TABLE.get(rowKey(position, verb));
  if (!row)
    throw new Error(`Expected a task that is open, but it is ${position.state} (held from ${position.heldFrom}).`);
  return row;
}

function rowKey({ state, heldFrom }: TaskPosition, verb: TaskVerb): string {
  return state === 'held' ? `held/${heldFrom}/${verb}` : `${state}/${verb}`;
}

function indexOf(facts: Facts): number {
  return FACT_NAMES.reduce((bits, name, bit) => (facts[name] ? bits | (1 << bit) : bits), 0);
}

function factsOf(bits: number): Facts {
  const has = (bit: number) => (bits & (1 << bit)) !== 0;
  return {
    isCandidate: has(0),
    isAssignee: has(1),
    isOwner: has(2),
    isAdministrator: has(3),
    isAdder: has(4),
    isAwaiting: has(5),
  };
}
