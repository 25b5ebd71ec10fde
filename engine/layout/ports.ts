import { type Box, GRID } from './place.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export type Side = 'right' | 'bottom' | 'left' | 'top';

/** Where a flow may leave or reach a box. */
export interface Port {
  /** On the border. */
  readonly at: Point;
  /** The first point of the grid before it. */
  readonly before: Point;
  readonly side: Side;
  /** What it costs to use it. */
  readonly cost: number;
}

/** The distance lines keep from boxes. */
export const CLEARANCE = 10;

export const portOf = (box: Box, side: Side, cost: number): Port => {
  const x = box.x + box.width / 2;
  const y = box.y + box.height / 2;
  const across = box.width / 2;
  const down = box.height / 2;
  const outside = (half: number): number => Math.ceil((half + CLEARANCE) / GRID) * GRID;
  switch (side) {
    case 'right':
      return { side, cost, at: { x: x + across, y }, before: { x: x + outside(across), y } };
    case 'left':
      return { side, cost, at: { x: x - across, y }, before: { x: x - outside(across), y } };
    case 'bottom':
      return { side, cost, at: { x, y: y + down }, before: { x, y: y + outside(down) } };
    case 'top':
      return { side, cost, at: { x, y: y - down }, before: { x, y: y - outside(down) } };
  }
};

/** Anywhere on the edge of a pool that faces `towards`. */
export function poolPorts(pool: Box, towards: Box): Port[] {
  const isAbove = pool.y < towards.y;
  const y = isAbove ? pool.y + pool.height : pool.y;
  const ports: Port[] = [];
  for (let x = Math.ceil((pool.x + 50) / GRID) * GRID; x < pool.x + pool.width - 20; x += GRID) {
    const before = {
      x,
      y: isAbove ? Math.ceil((y + CLEARANCE) / GRID) * GRID : Math.floor((y - CLEARANCE) / GRID) * GRID,
    };
    ports.push({ at: { x, y }, before, side: isAbove ? 'bottom' : 'top', cost: 0 });
  }
  return ports;
}
