/** Does in the engine core what a run says: conditions read a variable named after their flow, and are given what the run needs. */
import type { ProcessGraph } from '../../engine/model/graph.ts';
import type { RunStep } from '../../engine/model/problem.ts';
import { Case } from '../core/harness.ts';

/** Null where data cannot make it so, because one step passes a gateway twice by different ways. */
export function replay(graph: ProcessGraph, steps: readonly RunStep[]): Case | null {
  const moves = inOneStep(steps);
  const given = moves.map((move) => variablesFor(graph, move));
  if (given.includes(null)) return null;
  const core = new Case(graph, { variables: given[0] ?? {} });
  for (const [at, [first]] of moves.entries()) {
    const variables = given[at] ?? {};
    if (at === 0 || !first) continue;
    if (first.kind === 'complete') core.complete(first.elementId, variables);
    else if (first.kind === 'event') fireTimer(core, first.elementId, variables);
    else throw new Error(`Expected a run that can be done here, but it has ${first.kind} ${first.elementId}.`);
  }
  return core;
}

/** A sub-process opens in the step that enters it. */
function inOneStep(steps: readonly RunStep[]): RunStep[][] {
  const moves: RunStep[][] = [];
  for (const step of steps) {
    if (step.kind === 'start' && moves.length > 0) moves.at(-1)?.push(step);
    else moves.push([step]);
  }
  return moves;
}

function variablesFor(graph: ProcessGraph, steps: readonly RunStep[]): Record<string, boolean> | null {
  const variables: Record<string, boolean> = {};
  for (const { elementId, flows } of steps.flatMap(({ passed }) => passed)) {
    if (flows === null) continue;
    for (const index of graph.nodes[graph.byId.get(elementId) ?? -1]?.outgoing ?? []) {
      const flow = graph.flows[index];
      if (!flow?.condition) continue;
      const name = `c_${flow.id}`;
      const taken = flows.includes(flow.id);
      if (variables[name] !== undefined && variables[name] !== taken) return null;
      variables[name] = taken;
    }
  }
  return variables;
}

function fireTimer(core: Case, elementId: string, variables: Readonly<Record<string, boolean>>): void {
  const node = core.graph.byId.get(elementId);
  const timer = Object.values(core.state.timers).find((each) => each.node === node);
  if (!timer) throw new Error(`Expected a timer at ${elementId}, but there is none.`);
  core.now = Math.max(core.now, timer.dueAt);
  core.pull({ kind: 'writeVariables', scope: core.state.root, variables });
  core.pull({ kind: 'fireTimer', timer: timer.id });
}
