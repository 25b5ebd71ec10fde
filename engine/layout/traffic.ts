import { GRID } from './place.ts';
import type { Point } from './ports.ts';

const CROSSING = 8;
const ALONG = 80;
const BESIDE = 3;

interface Used {
  readonly isHorizontal: boolean;
  readonly isVertical: boolean;
  readonly target: string;
}

/** What ways there are already. */
export class Traffic {
  readonly #cells = new Map<number, Used[]>();

  add(points: readonly Point[], target: string): void {
    for (const [i, to] of points.entries()) {
      const from = points[i - 1];
      if (!from) continue;
      const isHorizontal = from.y === to.y;
      const length = Math.max(Math.abs(to.x - from.x), Math.abs(to.y - from.y));
      for (let d = 0; d <= length; d += GRID) {
        const x = from.x + Math.sign(to.x - from.x) * d;
        const y = from.y + Math.sign(to.y - from.y) * d;
        this.#use(x, y, { isHorizontal, isVertical: !isHorizontal, target });
      }
    }
  }

  #use(x: number, y: number, used: Used): void {
    const key = keyOf(x, y);
    const there = this.#cells.get(key);
    if (there) there.push(used);
    else this.#cells.set(key, [used]);
  }

  /** What it costs to go through a point besides its length. */
  price(x: number, y: number, { isHorizontal, target }: { isHorizontal: boolean; target: string }): number {
    let price = 0;
    for (const used of this.#cells.get(keyOf(x, y)) ?? []) {
      if (used.target === target) continue;
      price += (isHorizontal ? used.isHorizontal : used.isVertical) ? ALONG : CROSSING;
    }
    const [dx, dy] = isHorizontal ? [0, GRID] : [GRID, 0];
    for (const sign of [-1, 1])
      for (const used of this.#cells.get(keyOf(x + sign * dx, y + sign * dy)) ?? [])
        if (used.target !== target && (isHorizontal ? used.isHorizontal : used.isVertical)) price += BESIDE;
    return price;
  }
}

const keyOf = (x: number, y: number): number => Math.round(x / GRID) * 1_000_000 + Math.round(y / GRID);
