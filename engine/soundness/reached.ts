/** Which elements some run of the whole process enters. */
import type { FlowNode, ProcessGraph } from '../model/graph.ts';
import type { Known, ScopeFindings } from './scope.ts';

/** Elements that no run enters, each only where its scope is entered. */
export function deadNodes(graph: ProcessGraph, known: Known): FlowNode[] {
  const reached = reachedIn(graph, known);
  const isNews = ({ parent }: FlowNode) => reached.has(parent);
  return graph.nodes.filter(
    (node) => node.index > 0 && !reached.has(node.index) && isNews(node) && !isNeverEntered(node),
  );
}

/** A compensation event only says what undoes what. */
const isNeverEntered = ({ type, events }: FlowNode): boolean =>
  type === 'boundaryEvent' && events.some(({ kind }) => kind === 'compensation');

function reachedIn(graph: ProcessGraph, known: Known): ReadonlySet<number> {
  const reached = new Set([0]);
  const open = [0];
  for (let scope = open.pop(); scope !== undefined; scope = open.pop()) {
    const entered = [...(known.get(scope)?.reached ?? []), ...undoing(graph, known, scope)];
    for (const node of entered) {
      if (reached.has(node)) continue;
      reached.add(node);
      if (known.has(node) && isOpened(graph, known.get(scope), node)) open.push(node);
    }
  }
  return reached;
}

/** Event sub-processes and what undoes others open when they start; other scopes may be ended in the step that enters them. */
function isOpened(graph: ProcessGraph, around: ScopeFindings | undefined, node: number): boolean {
  const { triggeredByEvent, isForCompensation } = graph.nodes[node] as FlowNode;
  return triggeredByEvent || isForCompensation || (around?.opened.has(node) ?? false);
}

/** What undoes an activity runs where the activity is entered and something that reaches so far is to undo it. */
function undoing(graph: ProcessGraph, known: Known, scope: number): number[] {
  const entered = known.get(scope)?.reached ?? new Set<number>();
  const own = graph.nodes[scope]?.compensatedBy ?? null;
  const inner =
    own !== null && graph.nodes[own]?.triggeredByEvent && isUndone(graph, scope)
      ? [own, ...(known.get(own)?.reached ?? [])]
      : [];
  const handlers = [...entered].flatMap((index) => {
    const handler = graph.nodes[index]?.compensatedBy ?? null;
    return handler !== null && !graph.nodes[handler]?.triggeredByEvent && isUndone(graph, index) ? [handler] : [];
  });
  return [...inner, ...handlers];
}

/** Whether an event names the activity or undoes everything in a scope around it, or a transaction around it can be cancelled. */
function isUndone(graph: ProcessGraph, activity: number): boolean {
  const around = new Set<number>();
  for (let node = graph.nodes[activity]; node; node = graph.nodes[node.parent]) around.add(node.index);
  return graph.nodes.some((thrower) => {
    if (thrower.type !== 'endEvent' && thrower.type !== 'intermediateThrowEvent') return false;
    return thrower.events.some((event) => {
      if (event.kind === 'cancel') return [...around].some((index) => graph.nodes[index]?.type === 'transaction');
      if (event.kind !== 'compensation') return false;
      return event.activity === null ? around.has(undoneScope(graph, thrower)) : around.has(event.activity);
    });
  });
}

/** An event sub-process undoes what happened in the scope around it. */
function undoneScope(graph: ProcessGraph, { parent }: FlowNode): number {
  const scope = graph.nodes[parent];
  return scope?.triggeredByEvent ? undoneScope(graph, scope) : parent;
}
