/** A run that shows what is wrong, from the opening of the case on, in the words of the drawing. */
import type { FlowNode, ProcessGraph } from '../model/graph.ts';
import type { RunStep } from '../model/problem.ts';
import type { Part } from './parts.ts';
import { moveTokens } from './waiting-tokens.ts';
import type { Ways } from './ways.ts';

export interface Run {
  readonly steps: readonly RunStep[];
  /** Data decides on the way, so the run may be impossible with the data that really come. */
  readonly dependsOnData: boolean;
}

/** To something in the scope, by the parts from its opening on. */
export function runTo(ways: Ways, scope: number, parts: readonly Part[]): Run {
  return asRun(ways.graph, [...partsBefore(ways, scope), ...parts]);
}

/** How the scope around comes to open this one. */
function partsBefore(ways: Ways, scope: number): Part[] {
  const { graph, known } = ways;
  const { parent, triggeredByEvent } = graph.nodes[scope] as FlowNode;
  const around = known.get(parent);
  if (!around) return [];
  const into = ways.into(parent, scope) ?? (triggeredByEvent ? partsToStart(ways, scope) : null);
  const opening = around.space.states[0]?.arcs[0];
  return [...partsBefore(ways, parent), ...(into ?? (opening ? ways.over(parent, opening) : []))];
}

/** An event sub-process starts where its event is thrown. */
function partsToStart(ways: Ways, scope: number): Part[] | null {
  const { parent, children } = ways.graph.nodes[scope] as FlowNode;
  const starts = children.filter((index) => ways.graph.nodes[index]?.type === 'startEvent');
  return starts.map((start) => ways.into(parent, start)).find((way) => way !== null) ?? null;
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
