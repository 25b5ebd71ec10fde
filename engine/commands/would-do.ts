/**
 * What an operation would do, told by comparing the case before and after a decision that nobody commits. Whoever confirms an operation reads
 * this first, so it names people and steps; nothing in it is an id that does not exist yet.
 */

import type { ClockReading } from '../core/clock-record.ts';
import { openElements } from '../core/query.ts';
import type { ElementInstance, InstanceState, InstanceStatus, Task } from '../core/state.ts';
import type { Definitions, FlowNode } from '../model/graph.ts';
import { hasEnded } from './case.ts';

interface TaskBrief {
  /** Null for a task that would be opened: its id is given when it is. */
  readonly id: string | null;
  readonly name: string;
  readonly nameEn?: string;
  readonly elementId: string;
  readonly assignee: string | null;
  readonly candidateUsers: readonly string[];
  readonly candidateGroups: readonly string[];
}

interface ElementBrief {
  readonly elementInstanceId: string;
  readonly elementId: string;
  readonly name: string;
  readonly nameEn?: string;
}

/** Epoch ms; null: there is none. */
interface DueTimeMove {
  readonly taskId: string | null;
  readonly elementId: string;
  readonly name: string;
  readonly nameEn?: string;
  readonly before: number | null;
  readonly after: number | null;
}

/** A limit that begins, ends, moves, stops or goes on. */
interface LimitMove {
  readonly clock: ClockReading['clock'];
  /** Epoch ms; null: it does not run, or not yet. */
  readonly before: number | null;
  readonly after: number | null;
  /** Afterwards: stopped where it has ended. */
  readonly state: ClockReading['state'];
}

export interface WouldDo {
  /** Work of others that would come to nothing. */
  readonly voidedTasks: readonly TaskBrief[];
  /** What opens, and for whom. */
  readonly openedTasks: readonly TaskBrief[];
  readonly endedElements: readonly ElementBrief[];
  /** Elements whose tokens go, and where tokens stand instead, each as often as there are tokens. */
  readonly tokens: { readonly consumed: readonly string[]; readonly produced: readonly string[] };
  readonly caseStatus: InstanceStatus;
  /** It needs a second person, one of these users or groups (none: whoever manages the case), and all this happens when that is given. */
  readonly confirmedBy: readonly string[] | null;
  /** Of tasks and timers: those that go, come or move. */
  readonly dueTimes: readonly DueTimeMove[];
  /** Of the case: what its clocks of the law, of the promise and of procedure become. Those of steps are the due times of their tasks. */
  readonly limits: readonly LimitMove[];
}

export interface Comparison {
  /** Null: the case is opened. */
  readonly before: InstanceState | null;
  readonly after: InstanceState;
  readonly confirmedBy?: readonly string[] | null | undefined;
}

export function wouldDo({ before, after, confirmedBy = null }: Comparison, definitions: Definitions): WouldDo {
  const was = sideOf(before, definitions);
  const is = sideOf(hasEnded(after) ? { ...after, tasks: {}, timers: {} } : after, definitions);
  const voided = new Set(
    after.trail
      .slice(before?.trail.length ?? 0)
      .flatMap(({ taskId, outcome }) => (outcome.startsWith('voided:') ? [taskId] : [])),
  );
  const ended = was.elements.filter(({ id }) => !is.ids.has(id));
  const entered = is.elements.filter(({ id }) => !was.ids.has(id));
  return {
    voidedTasks: was.tasks.filter(({ id }) => voided.has(id)).map((task) => was.brief(task)),
    openedTasks: is.tasks.filter(({ id }) => !before?.tasks[id]).map((task) => ({ ...is.brief(task), id: null })),
    endedElements: ended.map((element) => was.element(element)),
    tokens: { consumed: tokensOf(was, ended), produced: tokensOf(is, entered) },
    caseStatus: after.status,
    confirmedBy,
    dueTimes: [...movedTasks(was, is), ...movedTimers(was, is)],
    limits: movedLimits(before?.readings ?? {}, after.readings ?? {}),
  };
}

interface Side {
  readonly tasks: readonly Task[];
  readonly timers: InstanceState['timers'];
  readonly elements: readonly ElementInstance[];
  readonly ids: ReadonlySet<string>;
  node(at: Pick<ElementInstance, 'def' | 'node'>): FlowNode;
  brief(task: Task): TaskBrief;
  element(element: ElementInstance): ElementBrief;
}

function sideOf(state: InstanceState | null, definitions: Definitions): Side {
  const elements = state ? openElements(state).filter(({ node, loop }) => node !== 0 && !loop) : [];
  const node = ({ def, node: index }: Pick<ElementInstance, 'def' | 'node'>): FlowNode => {
    const found = definitions.byId(state?.definitions[def] ?? '').graph.nodes[index];
    if (!found) throw new Error(`Expected node ${index} in definition ${def} of the case, but there is none.`);
    return found;
  };
  return {
    tasks: byId(state?.tasks ?? {}),
    timers: state?.timers ?? {},
    elements: [...elements].sort((a, b) => (a.id < b.id ? -1 : 1)),
    ids: new Set(elements.map(({ id }) => id)),
    node,
    brief(task) {
      const { id: elementId, ...named } = node(task);
      const { id, assignee, candidateUsers, candidateGroups } = task;
      return { id, ...namesOf(named, elementId), elementId, assignee, candidateUsers, candidateGroups };
    },
    element(element) {
      const { id: elementId, ...named } = node(element);
      return { elementInstanceId: element.id, elementId, ...namesOf(named, elementId) };
    },
  };
}

const namesOf = ({ name, nameEn }: Pick<FlowNode, 'name' | 'nameEn'>, elementId: string) => ({
  name: name || elementId,
  ...(nameEn !== undefined && { nameEn }),
});

const stepOf = ({ id: elementId, ...named }: FlowNode) => ({ elementId, ...namesOf(named, elementId) });

const byId = <T extends { readonly id: string }>(entries: Readonly<Record<string, T>>): T[] =>
  Object.values(entries).sort((a, b) => (a.id < b.id ? -1 : 1));

/** Where the innermost things stand: a sub-process is no token beside what runs in it. */
function tokensOf(side: Side, among: readonly ElementInstance[]): string[] {
  const around = new Set(side.elements.map(({ parent }) => parent));
  return among
    .filter(({ id }) => !around.has(id))
    .map((element) => side.node(element).id)
    .sort();
}

function movedTasks(was: Side, is: Side): DueTimeMove[] {
  const later = new Map(is.tasks.map((task) => [task.id, task]));
  const known = new Set(was.tasks.map(({ id }) => id));
  const before = was.tasks.map((task): DueTimeMove => {
    const after = later.get(task.id)?.dueAt ?? null;
    return { taskId: task.id, ...stepOf(was.node(task)), before: task.dueAt, after };
  });
  const opened = is.tasks
    .filter(({ id }) => !known.has(id))
    .map((task): DueTimeMove => ({ taskId: null, ...stepOf(is.node(task)), before: null, after: task.dueAt }));
  return [...before, ...opened].filter(isMove);
}

/** Ids of timers say nothing to anybody; what is armed again shows as one that goes and one that comes. */
function movedTimers(was: Side, is: Side): DueTimeMove[] {
  const at = (side: Side) =>
    byId(side.timers).map(({ id, element, node, dueAt }) => {
      const host = side.elements.find((one) => one.id === element);
      const step = host ? stepOf(side.node({ def: host.def, node })) : { elementId: element, name: element };
      return { id, dueAt, step };
    });
  const after = new Map(at(is).map((timer) => [timer.id, timer]));
  const before = new Map(at(was).map((timer) => [timer.id, timer]));
  const moves = [...before.values()].map(({ id, step, dueAt }): DueTimeMove => {
    return { taskId: null, ...step, before: dueAt, after: after.get(id)?.dueAt ?? null };
  });
  const armed = [...after.values()]
    .filter(({ id }) => !before.has(id))
    .map(({ step, dueAt }): DueTimeMove => ({ taskId: null, ...step, before: null, after: dueAt }));
  return [...moves, ...armed].filter(isMove);
}

function movedLimits(
  was: NonNullable<InstanceState['readings']>,
  is: NonNullable<InstanceState['readings']>,
): LimitMove[] {
  const ids = [...new Set([...Object.keys(was), ...Object.keys(is)])].sort();
  return ids.flatMap((id): LimitMove[] => {
    const [before, after] = [was[id], is[id]];
    const clock = (after ?? before)?.clock;
    if (clock === undefined || (before?.dueAt === after?.dueAt && before?.state === after?.state)) return [];
    return [{ clock, before: before?.dueAt ?? null, after: after?.dueAt ?? null, state: after?.state ?? 'stopped' }];
  });
}

const isMove = ({ before, after }: DueTimeMove): boolean => before !== after;
