import type { Lane, LayoutModel } from './model.ts';
import { arrange, type Box } from './place.ts';

interface Frame extends Box {
  readonly id: string;
  readonly kind: 'pool' | 'lane';
}

export interface Stacked {
  /** Nodes in the coordinates of the diagram. */
  readonly boxes: ReadonlyMap<string, Box>;
  /** Pools and lanes, outer ones first. */
  readonly frames: readonly Frame[];
}

const LEFT = 160;
const TOP = 80;
/** The bar with the name of a pool or lane. */
const BAR = 30;
const POOL_GAP = 70;
const BLACK_BOX = 60;
/** A character of a name that stands upright. */
const CHARACTER = 12;
const GRID = 20;

/** Pools one below the other, all as wide as the widest. */
export function stack({ pools, isFramed }: LayoutModel): Stacked {
  const arranged = pools.map(({ scope }) => (scope ? arrange(scope) : null));
  const bars = pools.map(({ scope }) => (isFramed ? BAR : 0) + BAR * depthOf(scope?.lanes ?? []));
  const width = Math.max(...arranged.map((each, i) => (each?.width ?? 600) + (bars[i] ?? 0)));
  const boxes = new Map<string, Box>();
  const frames: Frame[] = [];
  let y = TOP;
  for (const [i, pool] of pools.entries()) {
    const each = arranged[i];
    const height = each?.height ?? heightOf(pool.name);
    if (isFramed) frames.push({ id: pool.id, kind: 'pool', x: LEFT, y, width, height });
    const bar = bars[i] ?? 0;
    for (const [id, box] of each?.boxes ?? []) boxes.set(id, { ...box, x: box.x + LEFT + bar, y: box.y + y });
    const bands = new Map(
      (each?.bands ?? []).flatMap((band) => (band.lane ? [[band.lane.id, { ...band, y: band.y + y }] as const] : [])),
    );
    const x = LEFT + (isFramed ? BAR : 0);
    for (const lane of pool.scope?.lanes ?? [])
      frames.push(...framesOf(lane, { bands, x, width: width - (isFramed ? BAR : 0) }));
    y += height + POOL_GAP;
  }
  return { boxes, frames };
}

/** A pool of which nothing is known is as high as its name is long, on the grid of the ways. */
const heightOf = (name: string): number =>
  Math.max(BLACK_BOX, Math.ceil((CHARACTER * ([...name].length + 1)) / GRID) * GRID);

const depthOf = (lanes: readonly Lane[]): number =>
  lanes.length === 0 ? 0 : 1 + Math.max(...lanes.map(({ children }) => depthOf(children)));

interface Bands {
  readonly bands: ReadonlyMap<string, { readonly y: number; readonly height: number }>;
  readonly x: number;
  readonly width: number;
}

function framesOf(lane: Lane, { bands, x, width }: Bands): Frame[] {
  const inner = lane.children.flatMap((child) => framesOf(child, { bands, x: x + BAR, width: width - BAR }));
  const own = bands.get(lane.id);
  const parts = own ? [own] : inner;
  const y = Math.min(...parts.map((part) => part.y));
  const height = Math.max(...parts.map((part) => part.y + part.height)) - y;
  return [{ id: lane.id, kind: 'lane', x, y, width, height }, ...inner];
}
