import { columnsOf } from './columns.ts';
import type { Lane, LayoutNode, Scope } from './model.ts';
import { type Cell, cellsOf, leavesOf } from './rows.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Arranged {
  readonly width: number;
  readonly height: number;
  /** Nodes, those inside sub-processes too, from the upper left corner of the scope. */
  readonly boxes: ReadonlyMap<string, Box>;
  /** Bands of the lanes that hold nodes, top to bottom. */
  readonly bands: readonly { readonly lane: Lane | null; readonly y: number; readonly height: number }[];
}

/** Centres lie on a grid of this, so that lines between them need no small steps. */
export const GRID = 10;

const COLUMN_GAP = 60;
const ROW_GAP = 50;
const PADDING = 40;
/** Room for the name of a sub-process above what is inside. */
const HEADING = 30;
const EMPTY_LANE = 100;
/** A boundary event and its name below its activity. */
const BOUNDARY = 40;

const round = (value: number): number => Math.ceil(value / GRID) * GRID;

/** Half of it lies on the grid too. */
const even = (value: number): number => Math.ceil(value / (2 * GRID)) * 2 * GRID;

/** Where everything of a scope stands. */
export function arrange(scope: Scope): Arranged {
  const inner = new Map(
    scope.nodes.flatMap(({ id, inner: within }) => (within ? [[id, arrange(within)] as const] : [])),
  );
  const sizes = new Map(scope.nodes.map((node) => [node.id, sizeOf(node, inner.get(node.id))]));
  const cells = cellsOf(scope, columnsOf(scope));
  const grid = measure(scope, { sizes, cells });
  const boxes = new Map<string, Box>();
  for (const node of scope.nodes) {
    const cell = cells.get(node.id);
    const size = sizes.get(node.id);
    if (!cell || !size) continue;
    boxes.set(node.id, boxIn(grid, { node, cell, size }));
  }
  attach(scope, boxes);
  for (const [id, within] of inner) nest(boxes, id, within);
  return { width: grid.width, height: grid.height, boxes, bands: grid.bands };
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function sizeOf({ type }: LayoutNode, inner: Arranged | undefined): Size {
  if (inner) return { width: even(inner.width), height: even(inner.height + HEADING) };
  if (type.endsWith('Event')) return { width: 36, height: 36 };
  if (type.endsWith('Gateway')) return { width: 50, height: 50 };
  if (type === 'dataObjectReference') return { width: 36, height: 50 };
  if (type === 'dataStoreReference') return { width: 50, height: 50 };
  if (type === 'textAnnotation') return { width: 120, height: 50 };
  return { width: 120, height: 80 };
}

interface Grid extends Size {
  readonly columns: ReadonlyMap<number, number>;
  readonly rows: ReadonlyMap<string, number>;
  readonly bands: Arranged['bands'];
}

const rowKey = ({ lane, row }: Pick<Cell, 'lane' | 'row'>): string => `${lane} ${row}`;

/** Centres of columns and rows. */
function measure(
  scope: Scope,
  { sizes, cells }: { sizes: ReadonlyMap<string, Size>; cells: ReadonlyMap<string, Cell> },
): Grid {
  const widths = new Map<number, number>();
  const heights = new Map<string, number>();
  const free = new Map(scope.nodes.map((node) => [node.id, node]));
  let widest = 0;
  for (const [id, cell] of cells) {
    const { width = 0, height = 0 } = sizes.get(id) ?? {};
    const below = scope.nodes.some(({ attachedTo }) => attachedTo === id) ? BOUNDARY : 0;
    heights.set(rowKey(cell), Math.max(heights.get(rowKey(cell)) ?? 0, height + 2 * below));
    if (free.get(id)?.isEventSubProcess) widest = Math.max(widest, width);
    else widths.set(cell.column, Math.max(widths.get(cell.column) ?? 0, width));
  }
  const columns = new Map<number, number>();
  let x = PADDING;
  for (const column of [...widths.keys()].sort((a, b) => a - b)) {
    const width = Math.max(widths.get(column) ?? 0, 80);
    columns.set(column, round(x + width / 2));
    x += round(width) + COLUMN_GAP;
  }
  const { rows, bands, height } = measureRows(scope, heights);
  return { columns, rows, bands, width: Math.max(x - COLUMN_GAP, widest + PADDING) + PADDING, height };
}

function measureRows(scope: Scope, heights: ReadonlyMap<string, number>) {
  const lanes: readonly (Lane | null)[] = scope.lanes.length === 0 ? [null] : leavesOf(scope.lanes);
  const rows = new Map<string, number>();
  const bands: { lane: Lane | null; y: number; height: number }[] = [];
  let y = 0;
  for (const [index, lane] of lanes.entries()) {
    const top = y;
    y += PADDING;
    for (let row = 0; heights.has(rowKey({ lane: index, row })) || hasLater(heights, index, row); row++) {
      const height = heights.get(rowKey({ lane: index, row })) ?? 0;
      rows.set(rowKey({ lane: index, row }), round(y + height / 2));
      y += round(height) + ROW_GAP;
    }
    y = Math.max(top + EMPTY_LANE, y - ROW_GAP + PADDING + LABEL);
    bands.push({ lane, y: top, height: y - top });
  }
  return { rows, bands, height: y };
}

/** Names stand below what they name. */
const LABEL = 20;

const hasLater = (heights: ReadonlyMap<string, number>, lane: number, row: number): boolean =>
  [...heights.keys()].some((key) => {
    const [ofLane, ofRow] = key.split(' ').map(Number);
    return ofLane === lane && (ofRow ?? 0) > row;
  });

function boxIn({ columns, rows }: Grid, { node, cell, size }: { node: LayoutNode; cell: Cell; size: Size }): Box {
  const { width, height } = size;
  const x = node.isEventSubProcess ? PADDING : (columns.get(cell.column) ?? 0) - width / 2;
  return { x, y: (rows.get(rowKey(cell)) ?? 0) - height / 2, width, height };
}

/** Boundary events sit on the lower edge of their activity, from the right; from the fourth on its upper edge. */
function attach({ nodes }: Scope, boxes: Map<string, Box>): void {
  const counts = new Map<string, number>();
  for (const { id, attachedTo } of nodes) {
    const host = attachedTo === null ? undefined : boxes.get(attachedTo);
    if (!host || attachedTo === null) continue;
    const index = counts.get(attachedTo) ?? 0;
    counts.set(attachedTo, index + 1);
    const perEdge = Math.max(1, Math.floor((host.width - 20) / 50));
    const isBelow = index < perEdge;
    const x = host.x + host.width - 30 - (index % perEdge) * 50;
    boxes.set(id, { x: x - 18, y: (isBelow ? host.y + host.height : host.y) - 18, width: 36, height: 36 });
  }
}

function nest(boxes: Map<string, Box>, id: string, within: Arranged): void {
  const outer = boxes.get(id);
  if (!outer) return;
  for (const [inner, { x, y, width, height }] of within.boxes)
    boxes.set(inner, { x: outer.x + x, y: outer.y + HEADING + y, width, height });
}
