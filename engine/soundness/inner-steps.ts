/** A run that completes a scope goes through it: its steps are put in, so that the run can really be done. */
import type { ProcessGraph } from '../model/graph.ts';
import type { Part } from './parts.ts';

/** The way from the opening of a scope to its end; null where there is none. */
type Through = (scope: number) => readonly Part[] | null;

/** The scope opens where it is entered; its last step is the one that leaves it. Rounds of a loop are not told one by one. */
export function withInnerSteps(graph: ProcessGraph, parts: readonly Part[], through: Through): Part[] {
  const found = parts.map((part): Part[] => [part]);
  const opened = new Set<string>();
  for (const [at, part] of parts.entries()) {
    const scope = part.action.kind === 'complete' ? part.action.node : -1;
    const entered = lastEntry(parts, { scope, before: at, opened });
    const way = entered < 0 || graph.nodes[scope]?.loop ? null : through(scope);
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
