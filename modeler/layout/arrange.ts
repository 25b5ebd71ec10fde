/** Arranges a process or sub-process: shapes in a grid, flows in the gaps between its rows and columns, so that none crosses a shape. */
import { elementsIn, ownText, type SourceElement } from '../../engine/model/interchange/source-tree.ts';
import { type Grid, gridOf } from './grid.ts';
import { hostOf, idOf, isContainer, type Link, linksIn, type Size, shapesIn, sizeOf } from './shapes.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box extends Point, Size {}

interface Band {
  readonly y: number;
  readonly height: number;
  /** Lanes around it. */
  readonly level: number;
}

export interface Arrangement extends Size {
  readonly boxes: ReadonlyMap<string, Box>;
  readonly expanded: ReadonlySet<string>;
  readonly ways: ReadonlyMap<string, readonly Point[]>;
  /** By the id of the lane: from its top to its bottom. */
  readonly lanes: ReadonlyMap<string, Band>;
}

const GUTTER = 60;
const GAP = 80;
/** Around the whole, so that ways back stay inside. */
const MARGIN = 20;

export function arrange(container: SourceElement): Arrangement {
  const shapes = shapesIn(container);
  const inner = new Map(shapes.filter(isContainer).map((shape) => [idOf(shape), arrange(shape)]));
  const hosts = new Map(
    shapes.flatMap((shape) => (hostOf(shape) === null ? [] : [[idOf(shape), hostOf(shape) as string]])),
  );
  const placed = shapes.filter((shape) => !hosts.has(idOf(shape)));
  const sizes = new Map(
    placed.map((shape) => [idOf(shape), inner.get(idOf(shape)) ?? sizeOf(shape) ?? { width: 100, height: 80 }]),
  );
  const links = linksIn(container);
  const lanes = lanesOf(container);
  const leaves = leavesOf(lanes);
  const grid = gridOf(
    {
      ids: placed.map(idOf),
      links: links.map((link) => ({ ...link, source: hosts.get(link.source) ?? link.source })),
      bandOf: (id) =>
        Math.max(
          0,
          leaves.findIndex(({ members }) => members.has(id)),
        ),
    },
    Math.max(1, leaves.length),
  );
  const lines = linesOf(grid, sizes);
  const boxes = boxesOf(grid, lines, sizes);
  attach(boxes, hosts);
  const ways = new Map(links.flatMap((link, i) => wayOf(link, { boxes, grid, lines, hosts, shift: (i % 5) * 8 - 16 })));
  return nested({
    boxes,
    ways,
    inner,
    lanes: new Map(bandsOf(lanes, grid, lines)),
    width: (lines.x.at(-1) as number) + MARGIN,
    height: (lines.y.at(-1) as number) + MARGIN,
  });
}

interface Lines {
  /** The left of each column, then the right end; columns have half a gutter on either side. */
  readonly x: readonly number[];
  readonly y: readonly number[];
}

function linesOf({ cells, bands }: Grid, sizes: ReadonlyMap<string, Size>): Lines {
  const widths: number[] = [0];
  const heights: number[] = Array.from({ length: bands.at(-1) as number }, () => 0);
  for (const [id, { column, row }] of cells) {
    const { width, height } = sizes.get(id) as Size;
    widths[column] = Math.max(widths[column] ?? 0, width);
    heights[row] = Math.max(heights[row] ?? 0, height);
  }
  return { x: sums(widths, GUTTER), y: sums(heights, GAP) };
}

function sums(sizes: readonly number[], between: number): number[] {
  const at = [MARGIN];
  for (const size of sizes) at.push((at.at(-1) as number) + (size || 40) + between);
  return at;
}

function boxesOf({ cells }: Grid, { x, y }: Lines, sizes: ReadonlyMap<string, Size>): Map<string, Box> {
  const middle = (at: readonly number[], i: number): number => ((at[i] as number) + (at[i + 1] as number)) / 2;
  return new Map(
    [...cells].map(([id, { column, row }]): [string, Box] => {
      const { width, height } = sizes.get(id) as Size;
      return [id, { x: middle(x, column) - width / 2, y: middle(y, row) - height / 2, width, height }];
    }),
  );
}

/** Boundary events stand on the lower border of their activity, from its right. */
function attach(boxes: Map<string, Box>, hosts: ReadonlyMap<string, string>): void {
  const count = new Map<string, number>();
  for (const [id, host] of hosts) {
    const box = boxes.get(host);
    if (!box) continue;
    const before = count.get(host) ?? 0;
    count.set(host, before + 1);
    boxes.set(id, { x: box.x + box.width - 44 - before * 44, y: box.y + box.height - 18, width: 36, height: 36 });
  }
}

interface Surroundings {
  readonly boxes: ReadonlyMap<string, Box>;
  readonly grid: Grid;
  readonly lines: Lines;
  readonly hosts: ReadonlyMap<string, string>;
  /** Keeps flows in one gap apart. */
  readonly shift: number;
}

function wayOf({ id, source, target }: Link, around: Surroundings): [string, readonly Point[]][] {
  const { boxes, grid, lines, hosts, shift } = around;
  const from = boxes.get(source);
  const to = boxes.get(target);
  const start = grid.cells.get(hosts.get(source) ?? source);
  const end = grid.cells.get(hosts.get(target) ?? target);
  if (!from || !to || !start || !end) return [];
  const into = { x: to.x, y: to.y + to.height / 2 };
  const before = (lines.x[end.column] as number) + shift;
  const below = (lines.y[start.row + 1] as number) + shift;
  if (hosts.has(source)) {
    const out = { x: from.x + from.width / 2, y: from.y + from.height };
    return [[id, [out, { x: out.x, y: below }, { x: before, y: below }, { x: before, y: into.y }, into]]];
  }
  const out = { x: from.x + from.width, y: from.y + from.height / 2 };
  const after = (lines.x[start.column + 1] as number) + shift;
  if (end.column === start.column + 1) {
    if (out.y === into.y) return [[id, [out, into]]];
    return [[id, [out, { x: after, y: out.y }, { x: after, y: into.y }, into]]];
  }
  return [
    [
      id,
      [out, { x: after, y: out.y }, { x: after, y: below }, { x: before, y: below }, { x: before, y: into.y }, into],
    ],
  ];
}

const bandOf = ({ bands }: Grid, { y }: Lines, band: number) => {
  const top = band === 0 ? 0 : (y[bands[band] as number] as number);
  const bottom = (y[bands[band + 1] as number] as number) + (band === bands.length - 2 ? MARGIN : 0);
  return { y: top, height: bottom - top };
};

interface Lane {
  readonly id: string;
  /** Lanes around it. */
  readonly level: number;
  /** Empty where it has lanes inside. */
  readonly inner: readonly Lane[];
  readonly members: ReadonlySet<string>;
}

const lanesOf = (container: SourceElement, level = 0): Lane[] =>
  elementsIn(container)
    .filter(({ local }) => /^(laneSet|childLaneSet)$/.test(local))
    .flatMap((set) => elementsIn(set).filter(({ local }) => local === 'lane'))
    .map((lane) => ({ id: idOf(lane), level, inner: lanesOf(lane, level + 1), members: new Set(membersOf(lane)) }));

const leavesOf = (lanes: readonly Lane[]): Lane[] =>
  lanes.flatMap((lane) => (lane.inner.length > 0 ? leavesOf(lane.inner) : [lane]));

const membersOf = (lane: SourceElement): string[] =>
  elementsIn(lane)
    .filter(({ local }) => local === 'flowNodeRef')
    .map((member) => ownText(member).trim().replace(/^.*:/, ''));

/** Each lane from its top to its bottom, where the innermost ones are the bands of the grid. */
function bandsOf(lanes: readonly Lane[], grid: Grid, lines: Lines): [string, Band][] {
  const leaves = leavesOf(lanes);
  const every = (lane: Lane): Lane[] => [lane, ...lane.inner.flatMap(every)];
  return lanes.flatMap(every).map((lane) => {
    const bands = leavesOf([lane]).map((leaf) => bandOf(grid, lines, leaves.indexOf(leaf)));
    const y = bands[0]?.y ?? 0;
    return [lane.id, { y, height: bands.reduce((sum, { height }) => sum + height, 0), level: lane.level }];
  });
}

interface Parts extends Size {
  readonly boxes: ReadonlyMap<string, Box>;
  readonly ways: ReadonlyMap<string, readonly Point[]>;
  readonly lanes: Arrangement['lanes'];
  readonly inner: ReadonlyMap<string, Arrangement>;
}

/** With what is inside its sub-processes, moved to where these stand. */
function nested({ boxes, ways, inner, ...rest }: Parts): Arrangement {
  const all = new Map(boxes);
  const every = new Map(ways);
  const expanded = new Set<string>(inner.keys());
  for (const [id, inside] of inner) {
    const { x, y } = boxes.get(id) as Box;
    for (const [each, box] of inside.boxes) all.set(each, { ...box, x: box.x + x, y: box.y + y });
    for (const [each, way] of inside.ways)
      every.set(
        each,
        way.map((point) => ({ x: point.x + x, y: point.y + y })),
      );
    for (const each of inside.expanded) expanded.add(each);
  }
  return { boxes: all, ways: every, expanded, ...rest };
}
