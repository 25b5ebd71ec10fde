/** The drawing of a BPMN file, as far as the tests look at it. */
import { englishBounds, englishText } from '../../apps/shared/components/english-label.ts';

export interface Box {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Line {
  readonly id: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

export interface Diagram {
  readonly shapes: readonly Box[];
  /** Labels that stand outside of their shape or beside their line; `id` is the element's. */
  readonly labels: readonly Box[];
  readonly lines: readonly Line[];
}

export function readDiagram(xml: string): Diagram {
  const shapes = [...xml.matchAll(/<bpmndi:BPMNShape [^>]*bpmnElement="([^"]+)"[^>]*>([\s\S]*?)<\/bpmndi:BPMNShape>/g)];
  const edges = [...xml.matchAll(/<bpmndi:BPMNEdge [^>]*bpmnElement="([^"]+)"[^>]*>([\s\S]*?)<\/bpmndi:BPMNEdge>/g)];
  return {
    shapes: shapes.flatMap(([, id = '', body = '']) => boxesIn(id, body).slice(0, 1)),
    labels: [
      ...shapes.flatMap(([, id = '', body = '']) => boxesIn(id, body).slice(1)),
      ...edges.flatMap(([, id = '', body = '']) => boxesIn(id, body)),
    ],
    lines: edges.map(([, id = '', body = '']) => ({ id, points: pointsIn(body) })),
  };
}

/** The labels as they stand where names are shown in English. */
export function englishLabels(xml: string, { shapes, labels, lines }: Diagram): readonly Box[] {
  const names = new Map(
    [...xml.matchAll(/ id="([^"]+)" name="[^"]*" tb:nameEn="([^"]*)"/g)].map(([, id = '', name = '']) => [id, name]),
  );
  return labels.flatMap((label) => {
    const name = names.get(label.id);
    if (name === undefined) return [];
    const shape = shapes.find(({ id }) => id === label.id);
    const points = lines.find(({ id }) => id === label.id)?.points ?? [];
    return [{ id: label.id, ...englishText(name, englishBounds(name, label, { shape, points })) }];
  });
}

export const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** Whether a label lies on what is drawn as a diamond: the corners of its box are free. */
export function overlapDiamond(label: Box, { x, y, width, height }: Box): boolean {
  const [cx, cy] = [x + width / 2, y + height / 2];
  const dx = Math.max(label.x - cx, cx - label.x - label.width, 0);
  const dy = Math.max(label.y - cy, cy - label.y - label.height, 0);
  return dx / width + dy / height < 0.5;
}

export const inside = (inner: Box, outer: Box): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

/** Whether a piece of the line runs through the box; touching its border is not enough. */
export const crosses = ({ points }: Line, box: Box): boolean =>
  points.slice(1).some((to, i) => {
    const from = points[i] ?? to;
    const piece = {
      id: '',
      x: Math.min(from.x, to.x),
      y: Math.min(from.y, to.y),
      width: Math.abs(from.x - to.x) + 0.001,
      height: Math.abs(from.y - to.y) + 0.001,
    };
    return overlap(piece, shrunk(box));
  });

/** Whether pieces of two lines run on the same way, so that one cannot be told from the other. */
export const coincide = (a: Line, b: Line): boolean =>
  piecesOf(a).some((one) =>
    piecesOf(b).some(
      (other) =>
        (runTogether(one, other, 'x') && isFlat(one, 'y') && isFlat(other, 'y') && Math.abs(one.y - other.y) < APART) ||
        (runTogether(one, other, 'y') && isFlat(one, 'x') && isFlat(other, 'x') && Math.abs(one.x - other.x) < APART),
    ),
  );

const APART = 4;

type Axis = 'x' | 'y';
const lengthOn = ({ width, height }: Box, axis: Axis): number => (axis === 'x' ? width : height);
const isFlat = (piece: Box, axis: Axis): boolean => lengthOn(piece, axis) === 0;

const runTogether = (a: Box, b: Box, axis: Axis): boolean =>
  Math.min(a[axis] + lengthOn(a, axis), b[axis] + lengthOn(b, axis)) - Math.max(a[axis], b[axis]) > APART;

const piecesOf = ({ id, points }: Line): Box[] =>
  points.slice(1).map((to, i) => {
    const from = points[i] ?? to;
    const [x, y] = [Math.min(from.x, to.x), Math.min(from.y, to.y)];
    return { id, x, y, width: Math.abs(from.x - to.x), height: Math.abs(from.y - to.y) };
  });

const shrunk = ({ id, x, y, width, height }: Box): Box => ({
  id,
  x: x + 1,
  y: y + 1,
  width: width - 2,
  height: height - 2,
});

function boxesIn(id: string, body: string): Box[] {
  return [...body.matchAll(/<dc:Bounds x="([^"]+)" y="([^"]+)" width="([^"]+)" height="([^"]+)"/g)].map(
    ([, x, y, width, height]) => ({ id, x: Number(x), y: Number(y), width: Number(width), height: Number(height) }),
  );
}

const pointsIn = (body: string): { x: number; y: number }[] =>
  [...body.matchAll(/<di:waypoint x="([^"]+)" y="([^"]+)"/g)].map(([, x, y]) => ({ x: Number(x), y: Number(y) }));
