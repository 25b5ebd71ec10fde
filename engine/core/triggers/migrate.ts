import { fail, ok, type Result } from '../../errors.ts';
import type { FlowNode } from '../../model/graph.ts';
import { boundariesOf } from '../activate.ts';
import { arm, prepare } from '../catching.ts';
import { isRevived } from '../compensation/revived.ts';
import type { Execution } from '../execution.ts';
import { isSameLoop, isSameSort, type MigrationMap, mapGraphs } from '../migration-map.ts';
import { requireWhole } from '../parts.ts';
import { nodeAt } from '../query.ts';
import { eventStarts, isInterrupted } from '../scope.ts';
import type { Compensation, ElementInstance } from '../state.ts';
import type { TriggerHandler } from './trigger-handler.ts';

/**
 * Everything open goes on at the same step of the other version: tokens, tasks, rounds, clocks and timers as they are. Events at the border and
 * event sub-processes follow the other version: those it has not are not waited for any more, new ones are from now on. Refused whole with
 * 'migration-blocked' where something open has no place there.
 */
export const migrate: TriggerHandler<'migrate'> = (x, { definitionId, renamed }) => {
  requireWhole(x.draft.state);
  const root = x.element(x.draft.state.root);
  const before = x.definition(root.def);
  const map = mapGraphs(before.graph, x.definitions.byId(definitionId).graph, renamed);
  const open = Object.values(x.draft.state.elements).filter(({ def }) => def === root.def);
  const after = x.definitions.byId(definitionId).graph.nodes;
  for (const element of open) {
    const why = whyNot(x, element, { map, after });
    if (why) return blocked(x.node(element), why);
  }
  const undone = Object.values(x.draft.state.compensations).flatMap(withInner);
  const lost = undone.find(({ def, node }) => def === root.def && map.nodes[node] === undefined);
  if (lost) return blocked(nodeAt(before.graph, lost.node), WHY.undo);
  const heard = new Map(open.map((element) => [element.id, keptOf(x, element, { map, after })]));
  x.emit({ type: 'instanceMigrated', from: before.id, to: definitionId, ...map });
  return listenAnew(x, heard);
};

interface Other {
  readonly map: MigrationMap;
  readonly after: readonly FlowNode[];
}

/** What is said of the step that is in the way. */
const WHY = {
  gone: ['is not there, or is of another kind', '已不存在，或类型不同'],
  place: ['lies in another sub-process there', '位于其他子流程中'],
  loop: ['runs over its items in another way there', '的多实例方式不同'],
  event: ['waits for another sort of event there', '等待的事件类型不同'],
  join: ['has tokens waiting on a flow that does not lead to it there', '有令牌等在新版本中不再通向它的流上'],
  undo: ['is done and may have to be undone, but is not there', '已完成且可能需要补偿，但新版本中没有'],
} as const;
type Why = (typeof WHY)[keyof typeof WHY];

const blocked = ({ id, name }: FlowNode, [reason, reasonZh]: Why): Result<never> =>
  fail('migration-blocked', { name: name || id, elementId: id, reason, reasonZh }, { elementId: id });

function whyNot(x: Execution, element: ElementInstance, { map, after }: Other): Why | null {
  const node = x.node(element);
  const there = after[map.nodes[node.index] ?? -1];
  if (!there) return WHY.gone;
  if (node.parent >= 0 && there.parent !== map.nodes[node.parent]) return WHY.place;
  if ((element.loop || element.item !== undefined || there.loop) && !isSameLoop(node, there)) return WHY.loop;
  if (!isSameSort(node, there)) return WHY.event;
  const waiting = Object.keys(element.arrived ?? {}).map((flow) => map.flows[flow]);
  return waiting.every((flow) => flow !== undefined && there.incoming.includes(flow)) ? null : WHY.join;
}

const withInner = (entry: Compensation): Compensation[] => [entry, ...(entry.inner ?? []).flatMap(withInner)];

/** What the element waits for besides itself: events at its border, event sub-processes inside, the ways on from an event-based gateway. */
function heardBy(x: Execution, element: ElementInstance): FlowNode[] {
  if (element.state !== 'active') return [];
  const node = x.node(element);
  const { flows, nodes } = x.graph(element);
  if (node.type === 'eventBasedGateway') return node.outgoing.flatMap((flow) => nodes[flows[flow]?.target ?? -1] ?? []);
  const isScope = !element.loop && !isRevived(x, element) && node.eventSubProcesses.length > 0;
  const inside = isScope && !isInterrupted(x, element.id) ? eventStarts(x.graph(element), node) : [];
  return [...boundariesOf(x, element.id), ...inside];
}

/** Stops waiting for what the other version has not; answers with the nodes there that are waited for already. */
function keptOf(x: Execution, element: ElementInstance, { map, after }: Other): ReadonlySet<number> {
  const kept = new Set<number>();
  for (const node of heardBy(x, element)) {
    const there = after[map.nodes[node.index] ?? -1];
    const isKept = there && isSameSort(node, there) && there.attachedTo === (map.nodes[node.attachedTo ?? -1] ?? null);
    if (isKept) kept.add(there.index);
    else forget(x, element.id, node.index);
  }
  return kept;
}

function forget(x: Execution, element: string, node: number): void {
  const { timers, subscriptions, conditions } = x.draft.state;
  const ids = (waiting: Readonly<Record<string, { readonly element: string; readonly node: number }>>): string[] =>
    Object.entries(waiting).flatMap(([id, one]) => (one.element === element && one.node === node ? [id] : []));
  for (const id of ids(timers)) x.emit({ type: 'timerCancelled', id });
  for (const id of ids(subscriptions)) x.emit({ type: 'subscriptionClosed', id });
  for (const id of ids(conditions)) x.emit({ type: 'conditionDropped', id });
}

function listenAnew(x: Execution, heard: ReadonlyMap<string, ReadonlySet<number>>): Result<void> {
  for (const [id, kept] of heard) {
    const fresh = heardBy(x, x.element(id)).filter(({ index }) => !kept.has(index));
    const catches = prepare(x, id, fresh);
    if (!catches.ok) return catches;
    arm(x, catches.value);
  }
  return ok(undefined);
}
