/** A run that shows what is wrong, from the opening of the case on, in the words of the drawing. */
import type { FlowNode, ProcessGraph } from '../model/graph.ts';
import { type Part, partsTo, partsToNode } from './parts.ts';
import type { Known } from './scope.ts';
import type { Arc } from './space.ts';

export interface RunStep {
  /**
   * `start`: a scope opens; `complete`: what waited at the element is done; `event`: the event happens; `begin`: somebody begins an activity of
   * an ad-hoc sub-process.
   */
  readonly kind: 'start' | 'complete' | 'event' | 'begin';
  readonly elementId: string;
  /** The activity or gateway where the event was waited for, where that is another element. */
  readonly at: string | null;
  /** The elements that tokens come to in this step, in their order, each with the flows by which it is left. */
  readonly passed: readonly PassedElement[];
}

export interface PassedElement {
  readonly elementId: string;
  /** Ids of sequence flows; null where a token waits now. */
  readonly flows: readonly string[] | null;
}

export interface Run {
  readonly steps: readonly RunStep[];
  /** Data decides on the way, so the run may be impossible with the data that really come. */
  readonly dependsOnData: boolean;
}

export function runTo(graph: ProcessGraph, known: Known, scope: number, arc: Arc): Run {
  const { space } = known.get(scope) as NonNullable<ReturnType<Known['get']>>;
  return asRun(graph, [...partsBefore(graph, known, scope), ...partsTo(space, arc)]);
}

/** How the scope around comes to open this one. */
function partsBefore(graph: ProcessGraph, known: Known, scope: number): Part[] {
  const { parent, triggeredByEvent } = graph.nodes[scope] as FlowNode;
  const around = known.get(parent);
  if (!around) return [];
  const before = partsBefore(graph, known, parent);
  const into = partsToNode(around.space, scope) ?? (triggeredByEvent ? partsToStart(graph, known, scope) : null);
  return [...before, ...(into ?? partsTo(around.space, around.space.states[0]?.arcs[0] as Arc))];
}

/** An event sub-process starts where its event is thrown. */
function partsToStart(graph: ProcessGraph, known: Known, scope: number): Part[] | null {
  const { parent, children } = graph.nodes[scope] as FlowNode;
  const around = known.get(parent);
  const starts = children.filter((index) => graph.nodes[index]?.type === 'startEvent');
  const ways = starts.map((start) => around && partsToNode(around.space, start));
  return ways.find((way) => way != null) ?? null;
}

function asRun(graph: ProcessGraph, parts: readonly Part[]): Run {
  const idOf = (node: number) => graph.nodes[node]?.id ?? '';
  const flowId = (flow: number) => graph.flows[flow]?.id ?? '';
  const steps = parts.map(({ action, passed }): RunStep => ({
    kind: action.kind,
    elementId: idOf(action.node),
    at: action.kind === 'event' && action.at !== action.node ? idOf(action.at) : null,
    passed: passed.map(({ node, flows }) => ({ elementId: idOf(node), flows: flows?.map(flowId) ?? null })),
  }));
  return { steps, dependsOnData: parts.some(({ data }) => data) };
}
