/** What random models have exercised: elements, where they stood, and what was done there. */

import { enclosingScope, nodeOf } from '../../engine/core/query.ts';
import type { ElementInstance, InstanceState } from '../../engine/core/state.ts';
import type { Definitions } from '../../engine/model/graph.ts';

export class Coverage {
  private readonly counts = new Map<string, Map<string, number>>();
  private readonly columns = new Set<string>();

  /** `what` was done at the element instance, which `state` holds. */
  add(state: InstanceState, element: ElementInstance, what: string, definitions: Definitions): void {
    const { type, events } = nodeOf(definitions, state, element);
    const scope = enclosingScope(state, element);
    const around = scope ? nodeOf(definitions, state, scope).type : 'case';
    const kinds = events.map(({ kind }) => kind).join('+');
    const row = `${type}${kinds ? ` ${kinds}` : ''} in ${around}${element.loop ? ' (body)' : ''}${element.item ? ' (item)' : ''}`;
    const cells = this.counts.get(row) ?? new Map<string, number>();
    cells.set(what, (cells.get(what) ?? 0) + 1);
    this.counts.set(row, cells);
    this.columns.add(what);
  }

  /** How often this was done at elements whose row contains all of `parts`. */
  hits(what: string, ...parts: readonly string[]): number {
    let hits = 0;
    for (const [row, cells] of this.counts) if (parts.every((part) => row.includes(part))) hits += cells.get(what) ?? 0;
    return hits;
  }

  /** A row for each element and position, a column for each thing that was done. */
  toString(): string {
    const columns = [...this.columns].sort();
    const head = ''.padEnd(62) + columns.map((name) => name.slice(0, 10).padStart(11)).join('');
    const rows = [...this.counts].sort(([a], [b]) => (a < b ? -1 : 1));
    const lines = rows.map(
      ([row, cells]) => row.padEnd(62) + columns.map((name) => String(cells.get(name) ?? '·').padStart(11)).join(''),
    );
    return [head, ...lines].join('\n');
  }
}
