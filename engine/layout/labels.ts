import { wrap } from '../picture/label.ts';
import { ARTIFACTS, type LayoutFlow, type LayoutModel, type LayoutNode, type Scope } from './model.ts';
import type { Box } from './place.ts';
import type { Point } from './ports.ts';

export interface Drawn {
  readonly boxes: ReadonlyMap<string, Box>;
  readonly ways: ReadonlyMap<string, readonly Point[]>;
}

const WIDTH = 90;
/** Between two events on one border. */
const NARROW = 44;
const LINE = 15;
const GAP = 6;

/** Where the names stand that are not inside what they name: off nodes, lines, borders of sub-processes and each other wherever there is room. */
export function labelsOf(model: LayoutModel, { boxes, ways }: Drawn): ReadonlyMap<string, Box> {
  const nodes = model.pools.flatMap(({ scope }) => (scope ? nodesIn(scope) : []));
  const flows = [...model.pools.flatMap(({ scope }) => (scope ? flowsIn(scope) : [])), ...model.messageFlows];
  const solid = nodes.flatMap(({ id, inner }) => (inner ? [] : (boxes.get(id) ?? [])));
  const scopes = nodes.flatMap(({ id, inner }) => (inner ? (boxes.get(id) ?? []) : []));
  const lines = [...ways.values()].flatMap(segmentsOf);
  const labels = new Map<string, Box>();
  const place = (id: string, candidates: readonly Box[]): void => {
    const judged = candidates.map((box, i) => ({
      box,
      cost:
        i +
        1_000 * solid.filter((other) => overlaps(box, other)).length +
        1_000 * [...labels.values()].filter((other) => overlaps(box, other)).length +
        100 * lines.filter((line) => overlaps(box, line)).length +
        50 * scopes.filter((scope) => overlaps(box, scope) && !holds(scope, box)).length,
    }));
    const best = judged.sort((a, b) => a.cost - b.cost)[0];
    if (best) labels.set(id, best.box);
  };
  for (const node of nodes) {
    const box = boxes.get(node.id);
    if (box && isNamedOutside(node))
      place(node.id, [...around(box, sizeOf(node.name, WIDTH)), ...around(box, sizeOf(node.name, NARROW))]);
  }
  for (const { id, name } of flows) {
    const points = ways.get(id);
    if (name !== '' && points) place(id, along(points, sizeOf(name, WIDTH)));
  }
  return labels;
}

const isNamedOutside = ({ type, name }: LayoutNode): boolean =>
  name !== '' && (/(Event|Gateway)$/.test(type) || (ARTIFACTS.has(type) && type !== 'textAnnotation'));

interface Size {
  readonly width: number;
  readonly height: number;
}

function sizeOf(name: string, most: number): Size {
  const lines = wrap(name, most);
  const width = Math.min(
    most,
    Math.max(...lines.map((line) => [...line].reduce((sum, c) => sum + (c > '\u10ff' ? 12 : 8), 0))),
  );
  return { width, height: lines.length * LINE };
}

/** Below first, then above, then to the sides. */
function around(box: Box, { width, height }: Size): Box[] {
  const [cx, right, bottom] = [box.x + box.width / 2, box.x + box.width, box.y + box.height];
  const xs = [cx - width / 2, right + GAP, box.x - width - GAP, cx + GAP, cx - width - GAP];
  const at = (x: number, y: number): Box => ({ x: Math.round(x), y: Math.round(y), width, height });
  const [middle, rightOf, leftOf, halfRight, halfLeft] = xs as [number, number, number, number, number];
  return [
    at(middle, bottom + GAP),
    at(middle, box.y - height - GAP),
    at(halfRight, bottom + GAP),
    at(halfLeft, bottom + GAP),
    at(halfRight, box.y - height - GAP),
    at(halfLeft, box.y - height - GAP),
    at(rightOf, bottom),
    at(leftOf, bottom),
    at(rightOf, box.y - height),
    at(leftOf, box.y - height),
    at(rightOf, box.y + (box.height - height) / 2),
    at(leftOf, box.y + (box.height - height) / 2),
    ...FURTHER.flatMap((more) => xs.flatMap((x) => [at(x, bottom + GAP + more), at(x, box.y - height - GAP - more)])),
  ];
}

/** Off by so much more where all around is taken, still near enough to be read with what is named. */
const FURTHER = [10, 20, 30];

/** Above or below the flat parts, beside the upright ones, those near the beginning first. */
function along(points: readonly Point[], { width, height }: Size): Box[] {
  const candidates: Box[] = [];
  for (const [i, to] of points.entries()) {
    const from = points[i - 1];
    if (!from) continue;
    const [x, y] = [Math.min(from.x, to.x), Math.min(from.y, to.y)];
    const length = Math.max(Math.abs(to.x - from.x), Math.abs(to.y - from.y));
    if (from.y === to.y && length < width * 0.6) continue;
    for (const share of SHARES) {
      if (from.y === to.y) {
        const left = Math.round(from.x + (to.x - from.x) * share - width / 2);
        candidates.push({ x: left, y: y - height - 3, width, height }, { x: left, y: y + 3, width, height });
      } else {
        const top = Math.round(from.y + (to.y - from.y) * share - height / 2);
        candidates.push({ x: x + GAP, y: top, width, height }, { x: x - width - GAP, y: top, width, height });
      }
    }
  }
  const [first] = points;
  return candidates.length > 0 || !first ? candidates : [{ x: first.x + 2, y: first.y - height - 3, width, height }];
}

const SHARES = [0.35, 0.5, 0.65, 0.2, 0.8, 0.1, 0.9];

const segmentsOf = (points: readonly Point[]): Box[] =>
  points.slice(1).map((to, i) => {
    const from = points[i] as Point;
    return {
      x: Math.min(from.x, to.x),
      y: Math.min(from.y, to.y),
      width: Math.max(0.1, Math.abs(to.x - from.x)),
      height: Math.max(0.1, Math.abs(to.y - from.y)),
    };
  });

const overlaps = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

const holds = (outer: Box, box: Box): boolean =>
  box.x >= outer.x &&
  box.y >= outer.y &&
  box.x + box.width <= outer.x + outer.width &&
  box.y + box.height <= outer.y + outer.height;

const nodesIn = ({ nodes }: Scope): LayoutNode[] =>
  nodes.flatMap((node) => [node, ...(node.inner ? nodesIn(node.inner) : [])]);

const flowsIn = ({ nodes, flows }: Scope): LayoutFlow[] => [
  ...flows,
  ...nodes.flatMap(({ inner }) => (inner ? flowsIn(inner) : [])),
];
