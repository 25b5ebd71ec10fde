/** One defect is one problem: what no run comes to because all stand still before it is not told again. */
import type { FlowNode, ProcessGraph } from '../model/graph.ts';
import type { Problem } from '../model/problem.ts';
import type { Finding } from './finding.ts';
import { linkTarget } from './nodes.ts';

/** `told`: what the rules have said already. */
export function firstCauses(graph: ProcessGraph, findings: readonly Finding[], told: readonly Problem[]): Finding[] {
  const isDead = ({ kind }: Finding) => kind === 'dead' || kind === 'never-undone';
  const halts = findings.filter((finding) => !isDead(finding)).flatMap(({ elementIds }) => elementIds);
  const effects = behind(graph, halts);
  for (const { rule, elementId } of told) if (rule === 'unreachable-node' && elementId) effects.add(elementId);
  return findings.flatMap((finding) => {
    if (!isDead(finding)) return [finding];
    const elementIds = finding.elementIds.filter((id) => !effects.has(id));
    const [elementId] = elementIds;
    return elementId === undefined ? [] : [{ ...finding, elementId, elementIds }];
  });
}

/** Ids of all that tokens come to only after they have left one of the elements, or the scopes around it. */
function behind(graph: ProcessGraph, ids: readonly string[]): Set<string> {
  const found = new Set<string>();
  const open = ids.flatMap((id) => nodesAround(graph, graph.nodes[graph.byId.get(id) ?? -1]));
  const seen = new Set(open);
  for (let node = open.pop(); node; node = open.pop()) {
    for (const next of after(graph, node)) {
      found.add(next.id);
      if (!seen.has(next)) open.push(next);
      seen.add(next);
    }
  }
  return found;
}

function nodesAround(graph: ProcessGraph, node: FlowNode | undefined): FlowNode[] {
  return node ? [node, ...nodesAround(graph, graph.nodes[node.parent])] : [];
}

function after(graph: ProcessGraph, node: FlowNode): FlowNode[] {
  const targets = [...node.outgoing, ...node.boundaries.flatMap((index) => graph.nodes[index]?.outgoing ?? [])];
  const next = targets.map((flow) => graph.flows[flow]?.target ?? -1);
  const undone = node.compensatedBy === null ? [] : [node.compensatedBy];
  return [...next, linkTarget(graph, node) ?? -1, ...undone, ...node.boundaries].flatMap(
    (index) => graph.nodes[index] ?? [],
  );
}
