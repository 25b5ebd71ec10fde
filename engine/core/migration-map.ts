/** Which step of one version is which of another, and what of a case has no place there. */
import type { FlowNode, ProcessGraph } from '../model/graph.ts';

export interface MigrationMap {
  /** Node indexes of the other version by those of this one; what is of another kind there has none. */
  readonly nodes: Readonly<Record<string, number>>;
  readonly flows: Readonly<Record<string, number>>;
}

/** By id, except where `renamed` (old id → new) says otherwise. A flow is the same by its id, else by what it connects. */
export function mapGraphs(
  before: ProcessGraph,
  after: ProcessGraph,
  renamed: Readonly<Record<string, string>>,
): MigrationMap {
  const nodes: Record<string, number> = { 0: 0 };
  for (const node of before.nodes.slice(1)) {
    const found = after.nodes[after.byId.get(renamed[node.id] ?? node.id) ?? -1];
    if (found && found.index > 0 && found.type === node.type) nodes[node.index] = found.index;
  }
  const flows: Record<string, number> = {};
  for (const { index, id, source, target } of before.flows) {
    const between = after.flows.filter((one) => one.source === nodes[source] && one.target === nodes[target]);
    const found = between.find((one) => one.id === id) ?? (between.length === 1 ? between[0] : undefined);
    if (found) flows[index] = found.index;
  }
  return { nodes, flows };
}

/** Whether both wait for, throw or catch the same sorts of events. */
export function isSameSort(one: FlowNode, other: FlowNode): boolean {
  const sorts = ({ events, parallelMultiple }: FlowNode) =>
    `${parallelMultiple} ${events.map((event) => (event.kind === 'timer' ? `timer:${event.timer}` : event.kind)).join()}`;
  return sorts(one) === sorts(other);
}

/** Whether both run the same way over their items. */
export function isSameLoop({ loop: one }: FlowNode, { loop: other }: FlowNode): boolean {
  if (one?.kind !== 'multiInstance' || other?.kind !== 'multiInstance') return one?.kind === other?.kind;
  return one.sequential === other.sequential;
}
