import { companionOf, outgoingOf } from './columns.ts';
import { ARTIFACTS, type Lane, type LayoutFlow, type LayoutNode, type Scope } from './model.ts';

export interface Cell {
  /** Index among the lanes that hold nodes themselves, top to bottom. */
  readonly lane: number;
  readonly row: number;
  readonly column: number;
}

/** Lanes that hold nodes, in the order in which they are drawn. */
export const leavesOf = (lanes: readonly Lane[]): Lane[] =>
  lanes.flatMap((lane) => (lane.children.length === 0 ? [lane] : leavesOf(lane.children)));

/**
 * The row of each node in its lane. A node stands in the row of what leads to it; further branches below, in their order, and what a boundary
 * event leads to below its activity. No node stands on the straight way between two others.
 */
export function cellsOf(scope: Scope, columns: ReadonlyMap<string, number>): ReadonlyMap<string, Cell> {
  const leaves = leavesOf(scope.lanes);
  const laneOf = new Map(leaves.flatMap(({ nodes }, index) => nodes.map((id) => [id, index] as const)));
  const board = new Board();
  const drawn = scope.nodes.filter(
    ({ type, attachedTo, isEventSubProcess }) => attachedTo === null && !isEventSubProcess && !ARTIFACTS.has(type),
  );
  const inOrder = [...drawn].sort((a, b) => (columns.get(a.id) ?? 0) - (columns.get(b.id) ?? 0));
  const wishes = new Wishes(scope);
  for (const { id } of inOrder) {
    const lane = laneOf.get(id) ?? 0;
    const column = columns.get(id) ?? 0;
    const wish = wishes.of(id, lane, board);
    board.put(id, { lane, column, row: wish.row }, wish.from);
  }
  for (const { id } of scope.nodes.filter(({ type }) => ARTIFACTS.has(type))) {
    const beside = board.cells.get(companionOf(id, scope.flows) ?? '');
    const lane = beside?.lane ?? 0;
    board.put(id, { lane, column: columns.get(id) ?? 0, row: Math.max(0, (beside?.row ?? 1) - 1) }, null);
  }
  for (const { id } of scope.nodes.filter(({ isEventSubProcess }) => isEventSubProcess)) {
    const lane = laneOf.get(id) ?? Math.max(0, leaves.length - 1);
    board.put(id, { lane, column: 0, row: board.rowsOf(lane) }, null);
  }
  return board.cells;
}

interface Wish {
  readonly row: number;
  /** The column from which a straight way leads here, if one does. */
  readonly from: number | null;
}

class Wishes {
  readonly #incoming: ReadonlyMap<string, readonly LayoutFlow[]>;
  readonly #outgoing: ReadonlyMap<string, readonly LayoutFlow[]>;
  readonly #nodes: ReadonlyMap<string, LayoutNode>;

  constructor({ nodes, flows }: Scope) {
    const incoming = new Map<string, LayoutFlow[]>();
    for (const flow of flows) incoming.set(flow.target, [...(incoming.get(flow.target) ?? []), flow]);
    this.#incoming = incoming;
    this.#outgoing = outgoingOf(flows);
    this.#nodes = new Map(nodes.map((node) => [node.id, node]));
  }

  of(id: string, lane: number, board: Board): Wish {
    const wishes = (this.#incoming.get(id) ?? []).flatMap((flow) => this.#along(flow, lane, board));
    return wishes.sort((a, b) => a.row - b.row)[0] ?? { row: 0, from: null };
  }

  #along(flow: LayoutFlow, lane: number, board: Board): Wish[] {
    const host = this.#nodes.get(flow.source)?.attachedTo ?? null;
    const cell = board.cells.get(host ?? flow.source);
    if (cell?.lane !== lane) return [];
    if (host !== null) return [{ row: cell.row + 1, from: null }];
    const branch = (this.#outgoing.get(flow.source) ?? []).findIndex(({ id }) => id === flow.id);
    return [{ row: cell.row + Math.max(0, branch), from: branch > 0 ? null : cell.column }];
  }
}

/** Which cells are taken, by nodes and by straight ways between them. */
class Board {
  readonly cells = new Map<string, Cell>();
  readonly #taken = new Set<string>();
  readonly #rows = new Map<number, number>();

  rowsOf(lane: number): number {
    return this.#rows.get(lane) ?? 0;
  }

  put(id: string, { lane, column, row }: Cell, from: number | null): void {
    const free = this.#nearest({ lane, column, row }, from);
    this.cells.set(id, { lane, column, row: free });
    const first = free === row && from !== null ? from + 1 : column;
    for (let at = first; at <= column; at++) this.#taken.add(`${lane} ${free} ${at}`);
    this.#rows.set(lane, Math.max(this.rowsOf(lane), free + 1));
  }

  #nearest({ lane, column, row }: Cell, from: number | null): number {
    for (let distance = 0; ; distance++) {
      for (const candidate of distance === 0 ? [row] : [row + distance, row - distance]) {
        if (
          candidate >= 0 &&
          this.#isFree(lane, candidate, candidate === row && from !== null ? from + 1 : column, column)
        )
          return candidate;
      }
    }
  }

  #isFree(lane: number, row: number, first: number, last: number): boolean {
    for (let column = first; column <= last; column++) if (this.#taken.has(`${lane} ${row} ${column}`)) return false;
    return true;
  }
}
