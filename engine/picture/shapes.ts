import type { Shape } from './drawing.ts';
import { eventSign, gatewaySign, MARKERS, taskSign } from './glyphs.ts';
import { textBelow, textIn, textUp } from './label.ts';

/** The inside of one shape, in the coordinates of the drawing. */
export function drawShape(shape: Shape): string {
  const { type } = shape;
  if (type === 'participant' || type === 'lane') return pool(shape);
  if (type.endsWith('Event')) return event(shape);
  if (type.endsWith('Gateway')) return gateway(shape);
  if (type.startsWith('data')) return data(shape);
  if (type === 'textAnnotation') return annotation(shape);
  if (type === 'group') return rectangle(shape, 'group', 8);
  return activity(shape);
}

const rectangle = ({ x, y, width, height }: Shape, kind: string, round = 0): string =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${round}" class="${kind}"/>`;

const at = (x: number, y: number, sign: string): string =>
  sign === '' ? '' : `<g transform="translate(${x} ${y})">${sign}</g>`;

/** Pools and lanes are named in a bar of 30 on their left, or above. */
function pool(shape: Shape): string {
  const { x, y, width, height, name, isHorizontal, type } = shape;
  const bar = isHorizontal ? `M${x + 30} ${y}v${height}` : `M${x} ${y + 30}h${width}`;
  const label = isHorizontal ? textUp(name, x + 19, y + height / 2) : textIn(name, { x, y, width, height: 30 });
  return `${rectangle(shape, 'box')}${type === 'participant' ? `<path d="${bar}" class="thin"/>` : ''}${label}`;
}

function event(shape: Shape): string {
  const { x, y, width, height, type, event: kind, isNonInterrupting } = shape;
  const [cx, cy, r] = [x + width / 2, y + height / 2, width / 2];
  const ring = `box${isNonInterrupting ? ' dashed' : ''}`;
  const isBetween = type === 'boundaryEvent' || type.startsWith('intermediate');
  const rings = [
    `<circle cx="${cx}" cy="${cy}" r="${r}" class="${ring}${type === 'endEvent' ? ' heavy' : ''}"/>`,
    isBetween ? `<circle cx="${cx}" cy="${cy}" r="${r - 3}" class="${ring}"/>` : '',
  ];
  const isThrown = type === 'endEvent' || type === 'intermediateThrowEvent';
  return `${rings.join('')}${at(cx, cy, kind === null ? '' : eventSign(kind, isThrown))}${outside(shape)}`;
}

function gateway(shape: Shape): string {
  const { x, y, width, height, type } = shape;
  const [cx, cy] = [x + width / 2, y + height / 2];
  const diamond = `<path d="M${cx} ${y}L${x + width} ${cy}L${cx} ${y + height}L${x} ${cy}Z" class="box"/>`;
  return `${diamond}${at(cx, cy, gatewaySign(type))}${outside(shape)}`;
}

/** Labels of events and gateways stand where the drawing says, else below. */
function outside({ x, y, width, height, name, label }: Shape): string {
  if (name === '') return '';
  return textBelow(name, label ?? { x: x - 30, y: y + height + 4, width: width + 60, height: 14 });
}

const SCOPES: ReadonlySet<string> = new Set(['subProcess', 'transaction', 'adHocSubProcess']);

function activity(shape: Shape): string {
  const { x, y, width, type, name, isExpanded, isEventSubProcess } = shape;
  const isScope = SCOPES.has(type);
  const kind = `box${type === 'callActivity' ? ' heavy' : ''}${isEventSubProcess ? ' dotted' : ''}`;
  const inner =
    type === 'transaction'
      ? rectangle({ ...shape, x: x + 3, y: y + 3, width: width - 6, height: shape.height - 6 }, 'thin', 8)
      : '';
  const label = isScope && isExpanded ? textIn(name, { x, y: y + 4, width, height: 18 }) : textIn(name, inset(shape));
  return `${rectangle(shape, kind, 10)}${inner}${at(x + 15, y + 15, taskSign(type))}${label}${markers(shape, isScope)}`;
}

const inset = ({ x, y, width, height }: Shape) => ({ x: x + 6, y, width: width - 12, height });

function markers({ x, y, width, height, type, loop, isExpanded, isForCompensation }: Shape, isScope: boolean): string {
  const signs = [
    ...((isScope && !isExpanded) || type === 'callActivity' ? [MARKERS.collapsed] : []),
    ...(loop ? [MARKERS[loop]] : []),
    ...(isForCompensation ? [MARKERS.compensation] : []),
    ...(type === 'adHocSubProcess' ? [MARKERS.adHoc] : []),
  ];
  const left = x + width / 2 - (signs.length - 1) * 10;
  return signs.map((sign, i) => at(left + i * 20, y + height - 11, sign)).join('');
}

function data(shape: Shape): string {
  const { x, y, width, height, type } = shape;
  const sheet = `M${x} ${y}h${width - 10}l10 10v${height - 10}h-${width}ZM${x + width - 10} ${y}v10h10`;
  const drum = `M${x} ${y + 6}a${width / 2} 6 0 0 1 ${width} 0v${height - 12}a${width / 2} 6 0 0 1 -${width} 0ZM${x} ${y + 6}a${width / 2} 6 0 0 0 ${width} 0`;
  return `<path d="${type === 'dataStoreReference' ? drum : sheet}" class="box"/>${outside(shape)}`;
}

const annotation = (shape: Shape): string =>
  `<path d="M${shape.x + 15} ${shape.y}h-15v${shape.height}h15" class="thin"/>${textIn(shape.name, inset(shape))}`;
