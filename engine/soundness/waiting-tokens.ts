/** Where tokens wait as a run goes on, for people who look at the drawing. */
import type { FlowNode, ProcessGraph } from '../model/graph.ts';
import type { Part } from './parts.ts';

type Tokens = Map<number, number>;

export function moveTokens(
  graph: ProcessGraph,
  tokens: Tokens,
  { action, passed }: Pick<Part, 'action' | 'passed'>,
): void {
  const nodeAt = (index: number) => graph.nodes[index] as FlowNode;
  if (action.kind === 'complete' && nodeAt(action.node).children.length === 0) remove(graph, tokens, action.node);
  if (action.kind === 'event') {
    const event = nodeAt(action.node);
    if (event.type === 'boundaryEvent') {
      if (event.interrupting) remove(graph, tokens, action.at);
    } else if (event.type !== 'startEvent') remove(graph, tokens, action.at);
  }
  for (const { node, flows } of passed) {
    if (flows === null) tokens.set(node, (tokens.get(node) ?? 0) + 1);
    else if (nodeAt(node).children.length > 0) remove(graph, tokens, node);
    else if (endsScope(nodeAt(node))) clear(graph, tokens, nodeAt(node).parent);
    else collect(tokens, nodeAt(node));
  }
}

/** What a join has kept leaves it with the token that was missing. */
function collect(tokens: Tokens, node: FlowNode): void {
  const kept = tokens.get(node.index) ?? 0;
  if (kept === 0 || node.incoming.length < 2) return;
  const gone = node.type === 'parallelGateway' ? node.incoming.length - 1 : Math.min(kept, node.incoming.length);
  if (node.join !== null || node.type === 'parallelGateway') tokens.set(node.index, Math.max(0, kept - gone));
}

const endsScope = ({ events }: FlowNode): boolean =>
  events.some(({ kind }) => kind === 'terminate' || kind === 'error' || kind === 'cancel');

function remove(graph: ProcessGraph, tokens: Tokens, node: number): void {
  const left = (tokens.get(node) ?? 0) - 1;
  tokens.set(node, Math.max(0, left));
  if (left <= 0) clear(graph, tokens, node);
}

function clear(graph: ProcessGraph, tokens: Tokens, scope: number): void {
  for (const child of graph.nodes[scope]?.children ?? []) {
    tokens.delete(child);
    clear(graph, tokens, child);
  }
}
