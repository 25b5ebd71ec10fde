import type { Box, Drawing, Edge, Point } from './drawing.ts';
import { escapeXml } from './escape.ts';
import { textBelow } from './label.ts';
import { drawShape } from './shapes.ts';

export interface PictureOptions {
  /** Names the picture for who does not see it. */
  readonly title: string;
  /** A class for elements by their id: `passed` or `missed`; the rest is drawn plainly. */
  readonly marks?: ReadonlyMap<string, 'passed' | 'missed'>;
}

/** Colour never alone: what is missed is also dashed. */
const STYLE = `text{font:12px "Noto Sans SC","Microsoft YaHei","PingFang SC",sans-serif;text-anchor:middle;fill:#1f2328}
.box{fill:#fff;stroke:#1f2328;stroke-width:1.5}.heavy{stroke-width:4}.dashed{stroke-dasharray:5 3}.dotted{stroke-dasharray:2 3}
.thin,.group{fill:none;stroke:#1f2328;stroke-width:1.2}.group{stroke-dasharray:8 4 2 4}.sign{fill:none;stroke:#1f2328;stroke-width:2}
.full{fill:#1f2328;stroke:#1f2328}.cut{fill:none;stroke:#fff;stroke-width:1.2}.flow{fill:none;stroke:#1f2328;stroke-width:1.5}
.message{stroke-dasharray:8 4}.association{stroke-dasharray:2 4}
.passed .box,.passed .flow{stroke:#1a7f37}.passed .box{fill:#e6f5ea}.passed .flow{stroke-width:2.5}
.missed .box,.missed .flow{stroke:#cf222e;stroke-dasharray:6 4}.missed .box{fill:#ffebe9}.missed .flow{stroke-width:2.5}`;

const MARGIN = 20;

/** The drawing as a picture that stands alone: SVG without scripts or anything from outside. */
export function svgOf({ shapes, edges }: Drawing, { title, marks = new Map() }: PictureOptions): string {
  const { x, y, width, height } = around({ shapes, edges });
  const marked = (id: string, inner: string): string =>
    `<g class="${marks.get(id) ?? 'plain'}" data-element-id="${escapeXml(id)}">${inner}</g>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${x} ${y} ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escapeXml(title)}</title><style>${STYLE}</style>`,
    '<defs><marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto">',
    '<path d="M0 0L10 5L0 10Z" fill="#1f2328"/></marker></defs>',
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="#fff"/>`,
    ...inDrawingOrder(shapes).map((shape) => marked(shape.id, drawShape(shape))),
    ...edges.map((edge) => marked(edge.id, drawEdge(edge))),
    '</svg>\n',
  ].join('\n');
}

/** What holds others is drawn before them; events on a border after what they sit on. */
const inDrawingOrder = (shapes: Drawing['shapes']) =>
  [...shapes].sort(
    (a, b) => Number(a.type === 'boundaryEvent') - Number(b.type === 'boundaryEvent') || areaOf(b) - areaOf(a),
  );

const areaOf = ({ width, height }: Box): number => width * height;

function drawEdge({ type, name, points, label, isDefault }: Edge): string {
  const way = points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x} ${y}`).join('');
  const kind = type === 'messageFlow' ? 'flow message' : type === 'sequenceFlow' ? 'flow' : 'flow association';
  const arrow = type === 'association' ? '' : ' marker-end="url(#arrow)"';
  const text = name === '' ? '' : textBelow(name, label ?? besideOf(points));
  return `<path d="${way}" class="${kind}"${arrow}/>${isDefault ? slash(points) : ''}${text}`;
}

/** The stroke through the beginning of a flow that is taken where no other is. */
function slash([from, to]: readonly Point[]): string {
  if (!from || !to) return '';
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const x = from.x + (12 * (to.x - from.x)) / length;
  const y = from.y + (12 * (to.y - from.y)) / length;
  return `<path d="M${x - 5} ${y + 5}L${x + 5} ${y - 5}" class="sign"/>`;
}

function besideOf(points: readonly Point[]): Box {
  const middle = points[Math.floor((points.length - 1) / 2)] ?? { x: 0, y: 0 };
  return { x: middle.x + 4, y: middle.y - 18, width: 60, height: 14 };
}

function around({ shapes, edges }: Drawing): Box {
  const boxes: readonly Box[] = [
    ...shapes,
    ...[...shapes, ...edges].flatMap(({ label }) => label ?? []),
    ...edges.flatMap(({ points }) => points.map((point) => ({ ...point, width: 0, height: 0 }))),
  ];
  const x = Math.min(...boxes.map((box) => box.x)) - MARGIN;
  const y = Math.min(...boxes.map((box) => box.y)) - MARGIN;
  const width = Math.max(...boxes.map((box) => box.x + box.width)) + MARGIN - x;
  const height = Math.max(...boxes.map((box) => box.y + box.height)) + MARGIN + LABEL_ROOM - y;
  return { x, y, width, height };
}

/** A label of several lines below the lowest shape. */
const LABEL_ROOM = 30;
