import type { LayoutFlow, LayoutModel, LayoutNode, Scope } from './model.ts';
import type { Box } from './place.ts';
import { type Point, type Port, poolPorts, portOf, type Side } from './ports.ts';
import { findWay, type Terrain } from './router.ts';
import type { Stacked } from './stack.ts';
import { Traffic } from './traffic.ts';

/** The way of every flow, by its id. */
export function waysOf(model: LayoutModel, stacked: Stacked): ReadonlyMap<string, readonly Point[]> {
  const ways = new Map<string, readonly Point[]>();
  const used = new Map<string, 'in' | 'out'>();
  const layer: Layer = { boxes: stacked.boxes, ways, used, traffic: new Traffic() };
  for (const { id, scope } of model.pools) {
    if (!scope) continue;
    const frame = stacked.frames.find((each) => each.id === id) ?? boundsOf([...stacked.boxes.values()], 60);
    route(scope, frame, layer);
  }
  routeMessages(model, stacked, layer);
  return ways;
}

interface Layer {
  readonly boxes: ReadonlyMap<string, Box>;
  readonly ways: Map<string, readonly Point[]>;
  /** Sides of nodes that flows leave or reach already. */
  readonly used: Map<string, 'in' | 'out'>;
  readonly traffic: Traffic;
}

/** Flows of one scope stay inside it; what is in sub-processes first, because it has less room. */
function route(scope: Scope, region: Box, layer: Layer): void {
  const { boxes } = layer;
  for (const { id, inner } of scope.nodes) {
    const box = boxes.get(id);
    if (inner && box) route(inner, box, layer);
  }
  const nodes = new Map(scope.nodes.map((node) => [node.id, node]));
  const obstacles = [...scope.nodes.flatMap(({ id }) => boxes.get(id) ?? []), ...onBorder(region, layer)];
  const terrain: Terrain = { region: inset(region), obstacles, traffic: layer.traffic };
  for (const flow of shortFirst(scope.flows, boxes)) {
    const [source, target] = [nodes.get(flow.source), nodes.get(flow.target)];
    const [from, to] = [boxes.get(flow.source), boxes.get(flow.target)];
    if (!source || !target || !from || !to) continue;
    const journey = {
      from: portsOut(source, from, layer),
      to: portsIn(target, to, layer),
      target: flow.target,
    };
    keep(flow, findWay(terrain, journey) ?? elbow(from, to), layer);
  }
}

/** Boundary events of the sub-process that the region is stand half inside. */
const onBorder = (region: Box, { boxes }: Layer): Box[] =>
  [...boxes.values()].filter(
    ({ x, y, width, height }) =>
      width === 36 &&
      height === 36 &&
      x + 18 > region.x &&
      x + 18 < region.x + region.width &&
      (Math.abs(y + 18 - region.y) < 1 || Math.abs(y + 18 - region.y - region.height) < 1),
  );

const SIDES: readonly Side[] = ['right', 'bottom', 'left', 'top'];
const OUT: Readonly<Record<Side, number>> = { right: 0, bottom: 6, top: 6, left: 40 };
const INTO: Readonly<Record<Side, number>> = { left: 0, top: 8, bottom: 8, right: 30 };
const TAKEN = 60;

function portsOut(node: LayoutNode, box: Box, layer: Layer): Port[] {
  if (node.attachedTo !== null) return [portOf(box, outerSide(node, box, layer), 0)];
  return SIDES.map((side) => portOf(box, side, OUT[side] + (layer.used.has(`${node.id} ${side}`) ? TAKEN : 0)));
}

function portsIn(node: LayoutNode, box: Box, { used }: Layer): Port[] {
  return SIDES.map((side) => portOf(box, side, INTO[side] + (used.get(`${node.id} ${side}`) === 'out' ? TAKEN : 0)));
}

/** Away from the activity it sits on. */
function outerSide({ attachedTo }: LayoutNode, box: Box, { boxes }: Layer): Side {
  const host = boxes.get(attachedTo ?? '');
  return host && box.y < host.y ? 'top' : 'bottom';
}

function keep({ id, source, target }: LayoutFlow, points: readonly Point[], layer: Layer): void {
  layer.ways.set(id, points);
  layer.traffic.add(points, target);
  note(source, points[0], 'out', layer);
  note(target, points.at(-1), 'in', layer);
}

function note(id: string, point: Point | undefined, way: 'in' | 'out', { boxes, used }: Layer): void {
  const box = boxes.get(id);
  if (!box || !point) return;
  const side = SIDES.find((each) => {
    const { at } = portOf(box, each, 0);
    return at.x === point.x && at.y === point.y;
  });
  if (side) used.set(`${id} ${side}`, way);
}

function routeMessages({ messageFlows }: LayoutModel, { frames, boxes }: Stacked, layer: Layer): void {
  const pools = new Map(frames.filter(({ kind }) => kind === 'pool').map((frame) => [frame.id, frame]));
  const all = [...boxes.values()];
  const holds = (outer: Box) => all.some((box) => box !== outer && contains(outer, box));
  const terrain: Terrain = {
    region: boundsOf([...pools.values()], 60),
    obstacles: all.filter((box) => !holds(box)),
    traffic: layer.traffic,
  };
  for (const flow of messageFlows) {
    const [from, to] = [boxes.get(flow.source), boxes.get(flow.target)];
    const [fromPool, toPool] = [pools.get(flow.source), pools.get(flow.target)];
    const [start, end] = [from ?? fromPool, to ?? toPool];
    if (!start || !end) continue;
    const journey = {
      from: from ? upAndDown(from) : poolPorts(start, end),
      to: to ? upAndDown(to) : poolPorts(end, start),
      target: flow.id,
    };
    keep(flow, findWay(terrain, journey) ?? elbow(start, end), layer);
  }
}

const upAndDown = (box: Box): Port[] => [
  portOf(box, 'top', 0),
  portOf(box, 'bottom', 0),
  portOf(box, 'right', 20),
  portOf(box, 'left', 20),
];

const contains = (outer: Box, box: Box): boolean =>
  box.x > outer.x &&
  box.y > outer.y &&
  box.x + box.width < outer.x + outer.width &&
  box.y + box.height < outer.y + outer.height;

function shortFirst(flows: readonly LayoutFlow[], boxes: ReadonlyMap<string, Box>): LayoutFlow[] {
  const lengthOf = ({ source, target }: LayoutFlow): number => {
    const [from, to] = [boxes.get(source), boxes.get(target)];
    if (!from || !to) return 0;
    const back = to.x < from.x ? 10_000 : 0;
    return back + Math.abs(to.x - from.x) + Math.abs(to.y - from.y);
  };
  return [...flows].sort((a, b) => lengthOf(a) - lengthOf(b));
}

/** Where there is no way between the boxes: through them, but at right angles. */
function elbow(from: Box, to: Box): Point[] {
  const start = { x: from.x + from.width, y: from.y + from.height / 2 };
  const end = { x: to.x, y: to.y + to.height / 2 };
  const middle = (start.x + end.x) / 2;
  return [start, { x: middle, y: start.y }, { x: middle, y: end.y }, end];
}

const inset = ({ x, y, width, height }: Box): Box => ({ x: x + 10, y: y + 10, width: width - 20, height: height - 20 });

function boundsOf(boxes: readonly Box[], margin: number): Box {
  const x = Math.min(...boxes.map((box) => box.x)) - margin;
  const y = Math.min(...boxes.map((box) => box.y)) - margin;
  const width = Math.max(...boxes.map((box) => box.x + box.width)) + margin - x;
  const height = Math.max(...boxes.map((box) => box.y + box.height)) + margin - y;
  return { x, y, width, height };
}
