/** Which steps of a process write a variable, as far as the model names it: a script, a decision, an adapter, a called process. */
import type { FlowNode, ProcessGraph } from './graph.ts';

/** A graph never changes. */
const known = new WeakMap<ProcessGraph, ReadonlyMap<string, readonly string[]>>();

/** Names of the steps that write one of the variables, in the order of the model; those of forms, messages and whole answers are not named there. */
export function writersOf(graph: ProcessGraph, variables: Iterable<string>): readonly string[] {
  const written = known.get(graph) ?? collect(graph);
  known.set(graph, written);
  return [...new Set([...variables].flatMap((name) => written.get(name) ?? []))];
}

function collect({ nodes }: ProcessGraph): ReadonlyMap<string, readonly string[]> {
  const written = new Map<string, string[]>();
  for (const node of nodes) {
    for (const name of new Set(namesOf(node))) {
      written.set(name, [...(written.get(name) ?? []), node.name || node.id]);
    }
  }
  return written;
}

function namesOf({ script, decision, outputs, loop }: FlowNode): string[] {
  const collected = loop && 'outputCollection' in loop ? loop.outputCollection : null;
  const named = [script?.resultVariable, decision?.resultVariable, collected];
  return [...named.filter((name) => name != null), ...outputs.map(({ target }) => target)];
}
