/** Questions about the state of a case that more than one part asks. All are pure reads. */
import { type FeelScope, scopeOf } from '../feel/compile.ts';
import type { Definition, Definitions, FlowNode, ProcessGraph } from '../model/graph.ts';
import { isEnded } from './lifecycle.ts';
import type { ElementInstance, InstanceState, LoopProgress, Variables } from './state.ts';

/** The case as a refusal names it: by its number where it has one, and how it stands. */
export const caseStatus = ({ businessKey, id, status }: InstanceState): { case: string; status: string } => ({
  case: businessKey ?? id,
  status,
});

/** The element instances that are alive. An ended case keeps its root, which holds the final variables; it is not open. */
export function openElements(state: InstanceState): ElementInstance[] {
  return Object.values(state.elements).filter((element) => !isEnded(element.state));
}

export function definitionOf(definitions: Definitions, state: InstanceState, element: ElementInstance): Definition {
  const id = state.definitions[element.def];
  if (id === undefined)
    throw new Error(`Expected definition ${element.def} of case ${state.id}, but it has ${state.definitions.length}.`);
  return definitions.byId(id);
}

function graphOf(definitions: Definitions, state: InstanceState, element: ElementInstance): ProcessGraph {
  return definitionOf(definitions, state, element).graph;
}

export function nodeOf(definitions: Definitions, state: InstanceState, element: ElementInstance): FlowNode {
  return nodeAt(graphOf(definitions, state, element), element.node);
}

export function nodeAt(graph: ProcessGraph, index: number): FlowNode {
  const node = graph.nodes[index];
  if (!node) throw new Error(`Expected node ${index} in process ${graph.key}, but it has ${graph.nodes.length}.`);
  return node;
}

/** The element instance with everything that encloses it, innermost first, up to the root of the case. */
export function* lineage(state: InstanceState, elementId: string): Generator<ElementInstance> {
  let element = state.elements[elementId];
  while (element) {
    yield element;
    element = element.parent === null ? undefined : state.elements[element.parent];
  }
}

/** As `lineage`, but ends at the process the element belongs to: a called process does not see its caller's variables. */
export function* lineageInProcess(state: InstanceState, elementId: string): Generator<ElementInstance> {
  for (const element of lineage(state, elementId)) {
    yield element;
    if (element.node === 0) return;
  }
}

/** The call activities an element instance lies in, innermost first. */
export const callsAround = (state: InstanceState, elementId: string): readonly ElementInstance[] =>
  [...lineage(state, elementId)].flatMap(({ node, parent }) => {
    const call = node === 0 && parent !== null ? state.elements[parent] : undefined;
    return call ? [call] : [];
  });

/** The nearest scope, seen from an element instance upwards, that has a variable of this name; the process where none has. */
export function declaringScope(state: InstanceState, from: string, name: string): string {
  let outermost = from;
  for (const element of lineageInProcess(state, from)) {
    if (element.vars && Object.hasOwn(element.vars, name)) return element.id;
    outermost = element.id;
  }
  return outermost;
}

/** The scope instance whose nodes the element's node belongs to: its parent, or for an item of a loop the parent of the loop's body. */
export function enclosingScope(state: InstanceState, element: ElementInstance): ElementInstance | undefined {
  const parent = element.parent === null ? undefined : state.elements[element.parent];
  return parent && element.item !== undefined ? enclosingScope(state, parent) : parent;
}

/** The variables an expression at this element instance sees; `over` hides them. BPMN 2.0.2 §10.4.7 (ItemAwareElements in scope). */
export function visibleScope(state: InstanceState, elementId: string, over?: Variables): FeelScope {
  const layers = over ? [over] : [];
  let element = state.elements[elementId];
  while (element) {
    if (element.vars) layers.push(element.vars);
    if (element.loop) layers.push(loopVariables(element.loop));
    if (element.node === 0 || element.parent === null) break;
    element = state.elements[element.parent];
  }
  return new Layers(layers);
}

/** A copy of the variables seen at this element instance. The counters of an enclosing loop belong to the loop and are left out. */
export function visibleVariables(state: InstanceState, elementId: string): Variables {
  const layers = [...lineageInProcess(state, elementId)].map((element) => element.vars ?? {});
  return Object.assign({}, ...layers.reverse()) as Variables;
}

/** The definition the case itself goes by now: the one it was started with, until it is moved to another version. */
export function ownDefinitionId({ definitions, elements, root }: InstanceState): string {
  return definitions[elements[root]?.def ?? 0] ?? '';
}

export function rootVariables(state: InstanceState): Variables {
  return state.elements[state.root]?.vars ?? {};
}

/** BPMN 2.0.2 Table 8.30 (instance attributes of multi-instance activities). */
export function loopVariables(loop: LoopProgress): Variables {
  return {
    nrOfInstances: loop.total,
    nrOfActiveInstances: loop.active,
    nrOfCompletedInstances: loop.completed,
  };
}

const SYMBOLS = /[^\p{L}\p{N}_]/u;

/** The first layer that has the name wins. Only names with symbols or spaces may be written in more than one way. */
class Layers implements FeelScope {
  private readonly layers: readonly Variables[];

  constructor(layers: readonly Variables[]) {
    this.layers = layers;
  }

  get(name: string): unknown {
    for (const layer of this.layers) if (Object.hasOwn(layer, name)) return layer[name];
    return this.spelt(name)?.get(name);
  }

  has(name: string): boolean {
    return this.layers.some((layer) => Object.hasOwn(layer, name)) || this.spelt(name) !== undefined;
  }

  private spelt(name: string): FeelScope | undefined {
    return SYMBOLS.test(name) ? this.layers.map(scopeOf).find((layer) => layer.has?.(name)) : undefined;
  }
}
