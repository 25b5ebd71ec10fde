/** Whom somebody may act for at a task (D4), said a second time in the plainest way, to hold the engine to. */
import type { Actor } from '../../engine/commands/command.ts';
import type { InstanceState, Task, TrailEntry } from '../../engine/core/state.ts';
import type { ProcessGraph } from '../../engine/model/graph.ts';
import type { ProxyRow } from '../../engine/people/organisation/rows.ts';
import { known } from './office-people.ts';

export interface Asked {
  readonly state: InstanceState;
  readonly task: Task;
  readonly graph: ProcessGraph;
  readonly key: string;
  readonly now: number;
}

/** Those for whom the actor may do what they may do, but for the rights of their office: directly, and through one in between. */
export function standInsOf({ id }: Actor, rows: readonly ProxyRow[], asked: Asked): Actor[] {
  const holding = rows.filter((row) => holds(row, asked));
  const direct = holding.filter(({ proxy }) => proxy === id).map(({ principal }) => ({ principal, people: [id] }));
  const indirect = direct.flatMap(({ principal: between }) =>
    holding
      .filter(({ proxy, principal }) => proxy === between && principal !== id)
      .map(({ principal }) => ({ principal, people: [id, between] })),
  );
  return [...direct, ...indirect]
    .filter(({ people }) => people.every((one) => !hasPart(one, asked)))
    .map(({ principal }) => ({ ...known(principal), roles: [] }));
}

function holds(
  { since, until, definitionKeys, elementIds, includeExisting }: ProxyRow,
  { task, graph, key, now }: Asked,
): boolean {
  return (
    since <= now &&
    (until === null || now < until) &&
    (definitionKeys === null || definitionKeys.includes(key)) &&
    (elementIds === null || elementIds.includes(graph.nodes[task.node]?.id ?? '')) &&
    (includeExisting || task.createdAt >= since)
  );
}

/** Asked for the case, decided here before, or did what leads here by a single flow. */
function hasPart(person: string, { state, task, graph }: Asked): boolean {
  const isTheirs = ({ by, onBehalfOf }: TrailEntry): boolean => by === person || onBehalfOf === person;
  const here = state.trail.some((one) => one.by === person && one.node === task.node && one.visit < task.visit);
  const scope = state.elements[task.element]?.parent;
  const sources = (graph.nodes[task.node]?.incoming ?? []).map((flow) => graph.flows[flow]?.source ?? -1);
  const before = sources.flatMap((node) => {
    const done = state.trail.filter(
      (one) =>
        one.node === node &&
        one.scope === scope &&
        one.at <= task.createdAt &&
        one.outcome !== 'returned' &&
        !one.outcome.startsWith('voided:'),
    );
    return done.filter(({ visit }) => visit === done.at(-1)?.visit);
  });
  return state.initiator === person || here || before.some(isTheirs);
}
