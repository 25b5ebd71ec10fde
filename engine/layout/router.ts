/**
 * Ways at right angles on a grid: the cheapest by A*, where length, bends, crossings and running along other flows have their price. Boxes are
 * never crossed. Flows that end at the same node may run together.
 */
import { Heap } from './heap.ts';
import { type Box, GRID } from './place.ts';
import { CLEARANCE, type Point, type Port, type Side } from './ports.ts';
import type { Traffic } from './traffic.ts';

/** Right, down, left, up. */
const STEPS = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
] as const;

const DIRECTION: Readonly<Record<Side, number>> = { right: 0, bottom: 1, left: 2, top: 3 };

const BEND = 8;

export interface Terrain {
  readonly region: Box;
  readonly obstacles: readonly Box[];
  readonly traffic: Traffic;
}

export interface Journey {
  readonly from: readonly Port[];
  readonly to: readonly Port[];
  readonly target: string;
}

/** The points of the way, from border to border; null where there is none. */
export function findWay(terrain: Terrain, journey: Journey): Point[] | null {
  return new Search(terrain, journey).run();
}

/** A state is a cell and the direction in which it was entered. */
class Search {
  readonly #left: number;
  readonly #top: number;
  readonly #width: number;
  readonly #height: number;
  readonly #blocked: Uint8Array;
  readonly #traffic: Traffic;
  readonly #target: string;
  readonly #goals = new Map<number, Port>();
  readonly #bounds: Box;
  readonly #best: Float64Array;
  readonly #came: Int32Array;
  readonly #begun = new Map<number, Port>();
  readonly #heap = new Heap();
  #end = -1;
  #least = Number.POSITIVE_INFINITY;

  constructor({ region, obstacles, traffic }: Terrain, { from, to, target }: Journey) {
    this.#left = Math.floor(region.x / GRID);
    this.#top = Math.floor(region.y / GRID);
    this.#width = Math.ceil(region.width / GRID) + 1;
    this.#height = Math.ceil(region.height / GRID) + 1;
    const cells = this.#width * this.#height;
    this.#blocked = new Uint8Array(cells);
    this.#best = new Float64Array(cells * 4).fill(Number.POSITIVE_INFINITY);
    this.#came = new Int32Array(cells * 4).fill(-1);
    this.#traffic = traffic;
    this.#target = target;
    this.#bounds = boundsOf(to);
    for (const box of obstacles) this.#block(box);
    for (const port of to) this.#aimAt(port);
    for (const port of from) this.#beginAt(port);
  }

  run(): Point[] | null {
    while (this.#heap.size > 0) {
      const state = this.#heap.pop();
      if ((this.#best[state] as number) + this.#guess(state >> 2) >= this.#least) break;
      this.#arrive(state);
      this.#goOn(state);
    }
    return this.#end < 0 ? null : this.#wayTo(this.#end);
  }

  #block(box: Box): void {
    const x0 = Math.max(0, Math.floor((box.x - CLEARANCE) / GRID) + 1 - this.#left);
    const x1 = Math.min(this.#width - 1, Math.ceil((box.x + box.width + CLEARANCE) / GRID) - 1 - this.#left);
    const y0 = Math.max(0, Math.floor((box.y - CLEARANCE) / GRID) + 1 - this.#top);
    const y1 = Math.min(this.#height - 1, Math.ceil((box.y + box.height + CLEARANCE) / GRID) - 1 - this.#top);
    for (let y = y0; y <= y1; y++) this.#blocked.fill(1, y * this.#width + x0, y * this.#width + x1 + 1);
  }

  #cellOf({ x, y }: Point): number {
    return this.#cellAt(Math.round(x / GRID) - this.#left, Math.round(y / GRID) - this.#top);
  }

  /** -1 where it lies outside or is blocked. */
  #cellAt(x: number, y: number): number {
    if (x < 0 || y < 0 || x >= this.#width || y >= this.#height) return -1;
    const cell = y * this.#width + x;
    return this.#blocked[cell] ? -1 : cell;
  }

  #pointOf(cell: number): Point {
    const x = cell % this.#width;
    return { x: (x + this.#left) * GRID, y: ((cell - x) / this.#width + this.#top) * GRID };
  }

  #aimAt(port: Port): void {
    const cell = this.#cellOf(port.before);
    if (cell >= 0) this.#goals.set(cell, port);
  }

  #beginAt(port: Port): void {
    const cell = this.#cellOf(port.before);
    if (cell < 0) return;
    const state = cell * 4 + DIRECTION[port.side];
    this.#begun.set(state, port);
    this.#reach(state, port.cost, -1);
  }

  #reach(state: number, cost: number, from: number): void {
    if (cost >= (this.#best[state] as number)) return;
    this.#best[state] = cost;
    this.#came[state] = from;
    this.#heap.push(state, cost + this.#guess(state >> 2));
  }

  /** Never more than what is still to pay. */
  #guess(cell: number): number {
    const { x, y } = this.#pointOf(cell);
    const { x: left, y: top, width, height } = this.#bounds;
    return (Math.max(left - x, 0, x - left - width) + Math.max(top - y, 0, y - top - height)) / GRID;
  }

  #arrive(state: number): void {
    const goal = this.#goals.get(state >> 2);
    if (!goal) return;
    const turn = (DIRECTION[goal.side] + 2 - (state & 3) + 4) % 4;
    const cost = (this.#best[state] as number) + goal.cost + (turn === 0 ? 0 : turn === 2 ? 4 * BEND : BEND);
    if (cost >= this.#least) return;
    this.#least = cost;
    this.#end = state;
  }

  #goOn(state: number): void {
    const cell = state >> 2;
    const x = cell % this.#width;
    const y = (cell - x) / this.#width;
    for (const [direction, [dx, dy]] of STEPS.entries()) {
      if (direction === ((state & 3) + 2) % 4) continue;
      const next = this.#cellAt(x + dx, y + dy);
      if (next < 0) continue;
      const point = this.#pointOf(next);
      const price = this.#traffic.price(point.x, point.y, { isHorizontal: dy === 0, target: this.#target });
      const bend = direction === (state & 3) ? 0 : BEND;
      this.#reach(next * 4 + direction, (this.#best[state] as number) + 1 + price + bend, state);
    }
  }

  #wayTo(end: number): Point[] {
    const points: Point[] = [];
    let state = end;
    for (; (this.#came[state] as number) >= 0; state = this.#came[state] as number)
      points.unshift(this.#pointOf(state >> 2));
    points.unshift(this.#pointOf(state >> 2));
    const [start, goal] = [this.#begun.get(state), this.#goals.get(end >> 2)];
    return straightened([...(start ? [start.at] : []), ...points, ...(goal ? [goal.at] : [])]);
  }
}

function boundsOf(ports: readonly Port[]): Box {
  const xs = ports.map(({ before }) => before.x);
  const ys = ports.map(({ before }) => before.y);
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

/** Only the ends and the bends. */
function straightened(points: readonly Point[]): Point[] {
  return points.filter((point, i) => {
    const [before, after] = [points[i - 1], points[i + 1]];
    if (!before || !after) return true;
    return !((before.x === point.x && point.x === after.x) || (before.y === point.y && point.y === after.y));
  });
}
