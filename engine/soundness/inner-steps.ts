/** A run that completes a scope goes through it: its steps are put in, so that the run can really be done. */
import type { ProcessGraph } from '../model/graph.ts';
import { COMPLETE } from './net.ts';
import { costOf, isFinal } from './outcome.ts';
import { type Part, partsTo } from './parts.ts';
import type { Known } from './scope.ts';

/** The scope opens where it is entered; its last step is the one that leaves it. Rounds of a loop are not told one by one. */
export function withInnerSteps(graph: ProcessGraph, known: Known, parts: readonly Part[]): Part[] {
  const found = parts.map((part): Part[] => [part]);
  const opened = new Set<string>();
  for (const [at, part] of parts.entries()) {
    const scope = part.action.kind === 'complete' ? part.action.node : -1;
    const entered = lastEntry(parts, { scope, before: at, opened });
    const way = entered < 0 || graph.nodes[scope]?.loop ? null : wayThrough(graph, known, scope);
    const [start, ...steps] = way ?? [];
    const last = steps.pop();
    if (!start || !last) continue;
    opened.add(`${entered} ${scope}`);
    found[entered]?.push(start);
    const left = { ...last, passed: [...last.passed, ...part.passed], data: last.data || part.data };
    found[at] = [...steps, left, ...(found[at] ?? []).slice(1)];
  }
  return found.flat();
}

interface Entry {
  readonly scope: number;
  readonly before: number;
  /** The entries, each with its scope, that are accounted for. */
  readonly opened: ReadonlySet<string>;
}

function lastEntry(parts: readonly Part[], { scope, before, opened }: Entry): number {
  for (let at = before - 1; at >= 0; at--) {
    const enters = parts[at]?.passed.some(({ node, flows }) => node === scope && flows === null);
    if (enters && !opened.has(`${at} ${scope}`)) return at;
  }
  return -1;
}

/** The shortest way from its opening to its end. */
function wayThrough(graph: ProcessGraph, known: Known, scope: number): Part[] | null {
  const space = known.get(scope)?.space;
  if (!space) return null;
  const ends = space.states
    .filter((state) => isFinal(space, state) && (state.ended === null || state.ended === COMPLETE))
    .flatMap(({ arcs }) => arcs.slice(0, 1));
  const [first, ...others] = ends;
  if (!first) return null;
  const shortest = others.reduce((best, arc) => (costOf(space, arc) < costOf(space, best) ? arc : best), first);
  return withInnerSteps(graph, known, partsTo(space, shortest));
}
