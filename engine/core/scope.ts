/** Scopes: processes and sub-processes (BPMN 2.0.2 §13.3.4). */
import { ok, type Result } from '../errors.ts';
import type { FlowNode, ProcessGraph } from '../model/graph.ts';
import { arm, prepare } from './catching.ts';
import { isRevived } from './compensation/revived.ts';
import { enter } from './enter.ts';
import type { Execution } from './execution.ts';
import { settleLater } from './flows.ts';
import { declare } from './mappings.ts';
import { nodeAt } from './query.ts';

/** Opens the scope: its data objects are there, its event sub-processes listen, a token is put at each of `starts`. A scope without any is done at once. */
export function openScope(x: Execution, id: string, starts: readonly number[]): Result<void> {
  declare(x, id, x.node(x.element(id)));
  const element = x.element(id);
  const graph = x.graph(element);
  const catches = prepare(x, id, eventStarts(graph, x.node(element)));
  if (!catches.ok) return catches;
  arm(x, catches.value);
  for (const node of starts) enter(x, { scope: id, def: element.def, node });
  settleLater(x, id);
  return ok(undefined);
}

/** The start events of the event sub-processes directly inside the scope. */
export function eventStarts(graph: ProcessGraph, scope: FlowNode): FlowNode[] {
  return scope.eventSubProcesses.flatMap((index) => startEventsOf(graph, nodeAt(graph, index)));
}

export function startEventsOf(graph: ProcessGraph, subProcess: FlowNode): FlowNode[] {
  return subProcess.children.map((index) => nodeAt(graph, index)).filter((node) => node.type === 'startEvent');
}

/** An interrupting event sub-process has taken the scope over: no other of the scope starts any more. */
export function isInterrupted(x: Execution, scope: string): boolean {
  for (const id of x.children(scope)) {
    const element = x.element(id);
    const node = x.node(element);
    if (isRevived(x, element)) continue;
    if (node.triggeredByEvent && startEventsOf(x.graph(element), node).some((start) => start.interrupting)) return true;
  }
  return false;
}
