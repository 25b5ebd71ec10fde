/** A run that shows what is wrong, from the opening of the case on, in the words of the drawing. */
import type { FlowNode, ProcessGraph } from '../model/graph.ts';
import type { RunStep } from '../model/problem.ts';
import { withInnerSteps } from './inner-steps.ts';
import type { Arc } from './net.ts';
import { type Part, partsTo, partsToNode } from './parts.ts';
import type { Known } from './scope.ts';
import { moveTokens } from './waiting-tokens.ts';

export interface Run {
  readonly steps: readonly RunStep[];
  /** Data decides on the way, so the run may be impossible with the data that really come. */
  readonly dependsOnData: boolean;
}

export function runTo(graph: ProcessGraph, known: Known, scope: number, arc: Arc): Run {
  const { space } = known.get(scope) as NonNullable<ReturnType<Known['get']>>;
  return asRun(graph, withInnerSteps(graph, known, [...partsBefore(graph, known, scope), ...partsTo(space, arc)]));
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
  const tokens = new Map<number, number>();
  const steps = parts.map(({ action, passed }): RunStep => {
    moveTokens(graph, tokens, { action, passed });
    return {
      kind: action.kind,
      elementId: idOf(action.node),
      at: action.kind === 'event' && action.at !== action.node ? idOf(action.at) : null,
      passed: passed.map(({ node, flows }) => ({ elementId: idOf(node), flows: flows?.map(flowId) ?? null })),
      tokens: [...tokens].flatMap(([node, count]) => (count > 0 ? [{ elementId: idOf(node), count }] : [])),
    };
  });
  return { steps, dependsOnData: parts.some(({ data }) => data) };
}
