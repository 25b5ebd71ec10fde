/** Where a shape is put after another so that neither it nor the flow that leads to it lies on anything; plain geometry. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

export interface Search {
  /** Where it would be put without looking around: the middle of the shape. */
  readonly first: Point;
  readonly size: Pick<Box, 'width' | 'height'>;
  /** What it follows: the flow leaves it, and the shape does not lie on it. */
  readonly source: Box;
  readonly obstacles: readonly Box[];
  /** Flows that are there: a shape lies on none where it can be helped. */
  readonly ways?: readonly (readonly Point[])[];
  /** Places inside come first: the lane, pool or sub-process of what it follows. */
  readonly frame: Box | undefined;
  /** The way of the flow to a shape in this place. */
  route(place: Box): readonly Point[];
}

const ROWS = 12;
const COLUMNS = [0, 1, -1, 2, -2, 3, -3];
const GAP = 20;
const COLUMN_GAP = 50;

/** The middle of the nearest place that is clear; the first where there is none. */
export function clearPlace({ first, size, source, obstacles, ways = [], frame, route }: Search): Point {
  const clear = candidates(first, size).filter((middle) => {
    const place = boxAt(middle, size);
    return ![source, ...obstacles].some((other) => overlaps(place, other, GAP)) && !crosses(route(place), obstacles);
  });
  const free = clear.filter((middle) => !ways.some((way) => crosses(way, [boxAt(middle, size)])));
  const insideOf = (places: readonly Point[]): Point | undefined =>
    frame && places.find((middle) => within(boxAt(middle, size), frame));
  const found = insideOf(free) ?? insideOf(clear) ?? free[0] ?? clear[0] ?? first;
  return found.x === first.x && found.y === first.y ? first : found;
}

/** The nearest first; below comes before above, and both before further on or back. */
function candidates({ x, y }: Point, { width, height }: Search['size']): Point[] {
  const [down, right] = [Math.round(height / 2) + GAP, width + COLUMN_GAP];
  const rows = Array.from({ length: ROWS }, (_, row) => (row === 0 ? [0] : [row, -row])).flat();
  return COLUMNS.flatMap((column) =>
    rows.map((row) => ({
      at: { x: x + column * right, y: y + row * down },
      far: Math.abs(row) + 3 * Math.abs(column),
    })),
  )
    .sort((one, other) => one.far - other.far)
    .map(({ at }) => at);
}

const boxAt = ({ x, y }: Point, { width, height }: Search['size']): Box => ({
  x: x - width / 2,
  y: y - height / 2,
  width,
  height,
});

const overlaps = (one: Box, other: Box, room: number): boolean =>
  one.x < other.x + other.width + room &&
  other.x < one.x + one.width + room &&
  one.y < other.y + other.height + room &&
  other.y < one.y + one.height + room;

const within = (inner: Box, outer: Box): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

/** Whether a way of straight pieces goes through a box; along its edge is not through it. */
export const crosses = (way: readonly Point[], boxes: readonly Box[]): boolean =>
  way.slice(1).some((to, index) => {
    const from = way[index] ?? to;
    const piece = {
      ...{ x: Math.min(from.x, to.x), y: Math.min(from.y, to.y) },
      ...{ width: Math.abs(from.x - to.x), height: Math.abs(from.y - to.y) },
    };
    return boxes.some((box) => overlaps(piece, box, -1));
  });
