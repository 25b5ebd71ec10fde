/** What the states of the scopes say, as findings. */
import type { FlowNode, ProcessGraph } from '../model/graph.ts';
import type { Finding, FindingKind } from './finding.ts';
import { neverFires } from './never-fires.ts';
import { arcTo } from './outcome.ts';
import { deadNodes } from './reached.ts';
import { runTo } from './run.ts';
import type { Known, ScopeFindings } from './scope.ts';
import { stuckAt } from './stuck-at.ts';
import type { Ways } from './ways.ts';

/** All that is wrong in one scope but for elements no run comes to. */
export function findingsOf(ways: Ways, { scope, space, stuck, endless }: ScopeFindings): Finding[] {
  const over = (kind: FindingKind, state: number): Finding => {
    const arc = arcTo(space, state);
    const elementIds = stuckAt(space, state);
    const elementId = elementIds[0] ?? ways.graph.nodes[scope]?.id ?? '';
    return { kind, elementId, elementIds, ...runTo(ways, scope, ways.over(scope, arc)) };
  };
  return [
    ...deadlocksOf(ways, { scope, space, stuck }),
    ...endless.slice(0, 1).map((state) => untilItTurns(over('no-end', state))),
    ...(space.grown === null ? [] : [over('unbounded', space.grown)]),
  ];
}

/** One for each element, the nearest. */
function deadlocksOf(ways: Ways, { scope, space, stuck }: Pick<ScopeFindings, 'scope' | 'space' | 'stuck'>): Finding[] {
  const nearest = new Map<string, number>();
  for (const state of stuck) {
    const [elementId = ways.graph.nodes[scope]?.id ?? ''] = stuckAt(space, state);
    if (!nearest.has(elementId)) nearest.set(elementId, state);
    if (nearest.size === MAX_DEADLOCKS) break;
  }
  return [...nearest].map(([elementId, state]) => {
    const { parts, elementIds } = ways.toStandstill(scope, elementId, state);
    const node = ways.graph.nodes[ways.graph.byId.get(elementId) ?? -1];
    const never = node !== undefined && neverFires(space, node);
    return {
      kind: 'deadlock',
      elementId,
      elementIds,
      ...(never && { neverFires: true }),
      ...runTo(ways, scope, parts),
    };
  });
}

const MAX_DEADLOCKS = 5;

/** A circle without waiting is shown once: the last step stops where it comes to an element again. */
function untilItTurns(finding: Finding): Finding {
  const last = finding.steps.at(-1);
  if (!last) return finding;
  const again = last.passed.findIndex(
    ({ elementId }, at) => last.passed.findIndex((each) => each.elementId === elementId) < at,
  );
  if (again < 0) return finding;
  return { ...finding, steps: [...finding.steps.slice(0, -1), { ...last, passed: last.passed.slice(0, again + 1) }] };
}

/** One finding for all of one scope; what only undoes others is told apart. */
export function deadOf(graph: ProcessGraph, known: Known): Finding[] {
  const byScope = new Map<string, { kind: FindingKind; nodes: FlowNode[] }>();
  const dead = deadNodes(graph, known);
  for (const node of dead) {
    const kind = undoes(graph, node) ? 'never-undone' : 'dead';
    if (kind === 'never-undone' && dead.some(({ compensatedBy }) => compensatedBy === node.index)) continue;
    const key = `${kind} ${node.parent}`;
    byScope.set(key, { kind, nodes: [...(byScope.get(key)?.nodes ?? []), node] });
  }
  return [...byScope.values()].map(({ kind, nodes }) => ({
    kind,
    elementId: nodes[0]?.id ?? '',
    elementIds: nodes.map(({ id }) => id),
    steps: [],
    dependsOnData: false,
  }));
}

const undoes = (graph: ProcessGraph, { index, isForCompensation }: FlowNode): boolean =>
  isForCompensation || graph.nodes.some(({ compensatedBy }) => compensatedBy === index);
