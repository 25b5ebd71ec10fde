import { type SourceElement, type SourceNode, sourceTree } from '../model/interchange/source-tree.ts';
import type { XmlElement } from '../model/xml/xml-element.ts';
import { labelsOf } from './labels.ts';
import { type LayoutModel, type LayoutNode, readModels, type Scope } from './model.ts';
import type { Box } from './place.ts';
import type { Point } from './ports.ts';
import { stack } from './stack.ts';
import { waysOf } from './ways.ts';

/**
 * The file with a drawing of its own (BPMN DI, BPMN 2.0.2 §12): pools below each other, lanes as bands, the flow from left to right at right
 * angles. A drawing that was there is replaced; nothing else of the text changes. Null where there is no process to draw; throws where the
 * text is no XML.
 */
export function withDrawing(xml: string): string | null {
  const models = readModels(xml);
  if (models.length === 0) return null;
  const { root } = sourceTree(xml);
  const old = root.children.filter((child) => child.kind === 'element' && child.local === 'BPMNDiagram');
  const ids = new Ids(idsIn(root, new Set(old)));
  const diagrams = models.map((model) => diagramOf(model, ids)).join('');
  let text = `${xml.slice(0, root.close).trimEnd()}\n${diagrams}${xml.slice(root.close)}`;
  for (const { start, end } of old.toReversed()) text = `${text.slice(0, start).trimEnd()}${text.slice(end)}`;
  return text;
}

/** Those of the file; the drawing must not take one of them. */
function idsIn(element: SourceElement, without: ReadonlySet<SourceNode>): string[] {
  const own = element.attributes.filter(({ local }) => local === 'id').map(({ plain }) => plain);
  const inner = element.children.flatMap((child) =>
    child.kind === 'element' && !without.has(child) ? idsIn(child, without) : [],
  );
  return [...own, ...inner];
}

class Ids {
  readonly #taken: Set<string>;

  constructor(taken: readonly string[]) {
    this.#taken = new Set(taken);
  }

  next(wished: string): string {
    let id = wished;
    for (let number = 2; this.#taken.has(id); number++) id = `${wished}_${number}`;
    this.#taken.add(id);
    return id;
  }
}

const NAMESPACES = {
  bpmndi: 'http://www.omg.org/spec/BPMN/20100524/DI',
  dc: 'http://www.omg.org/spec/DD/20100524/DC',
  di: 'http://www.omg.org/spec/DD/20100524/DI',
} as const;

function diagramOf(model: LayoutModel, ids: Ids): string {
  const { boxes, frames } = stack(model);
  const ways = waysOf(model, { boxes, frames });
  const labels = labelsOf(model, { boxes, ways });
  const nodes = model.pools.flatMap(({ scope }) => (scope ? nodesOf(scope) : []));
  const shapes = [
    ...frames.map(({ id, ...box }) => shapeText(ids, { id, box, more: ' isHorizontal="true"' })),
    ...nodes.flatMap(({ id, inner, type }) => {
      const box = boxes.get(id);
      const more = inner ? ' isExpanded="true"' : type === 'exclusiveGateway' ? ' isMarkerVisible="true"' : '';
      return box ? [shapeText(ids, { id, box, more, label: labels.get(id) })] : [];
    }),
  ];
  const edges = [...ways].map(([id, points]) => edgeText(ids, { id, points, label: labels.get(id) }));
  const lines = [
    `  <bpmndi:BPMNDiagram id="${ids.next('BPMNDiagram_1')}"${missingNamespaces(model.root)}>`,
    `    <bpmndi:BPMNPlane id="${ids.next('BPMNPlane_1')}" bpmnElement="${model.plane}">`,
    ...shapes,
    ...edges,
    '    </bpmndi:BPMNPlane>',
    '  </bpmndi:BPMNDiagram>',
  ];
  return `${lines.join('\n')}\n`;
}

/** Prefixes that the file uses otherwise or not at all are declared where they are used. */
const missingNamespaces = ({ namespaces }: XmlElement): string =>
  Object.entries(NAMESPACES)
    .filter(([prefix, uri]) => namespaces[prefix] !== uri)
    .map(([prefix, uri]) => ` xmlns:${prefix}="${uri}"`)
    .join('');

const nodesOf = ({ nodes }: Scope): LayoutNode[] =>
  nodes.flatMap((node) => [node, ...(node.inner ? nodesOf(node.inner) : [])]);

const bounds = ({ x, y, width, height }: Box): string =>
  `<dc:Bounds x="${x}" y="${y}" width="${width}" height="${height}"/>`;

const labelled = (label: Box | undefined): string =>
  label ? `\n        <bpmndi:BPMNLabel>${bounds(label)}</bpmndi:BPMNLabel>` : '';

interface ShapeText {
  readonly id: string;
  readonly box: Box;
  readonly more: string;
  readonly label?: Box | undefined;
}

const shapeText = (ids: Ids, { id, box, more, label }: ShapeText): string =>
  `      <bpmndi:BPMNShape id="${ids.next(`${id}_di`)}" bpmnElement="${id}"${more}>\n        ${bounds(box)}${labelled(label)}\n      </bpmndi:BPMNShape>`;

interface EdgeText {
  readonly id: string;
  readonly points: readonly Point[];
  readonly label: Box | undefined;
}

const edgeText = (ids: Ids, { id, points, label }: EdgeText): string =>
  `      <bpmndi:BPMNEdge id="${ids.next(`${id}_di`)}" bpmnElement="${id}">\n${points.map(({ x, y }) => `        <di:waypoint x="${x}" y="${y}"/>`).join('\n')}${labelled(label)}\n      </bpmndi:BPMNEdge>`;
