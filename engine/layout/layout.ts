import type { XmlElement } from '../model/xml/xml-element.ts';
import { labelsOf } from './labels.ts';
import { type LayoutModel, type LayoutNode, readModels, type Scope } from './model.ts';
import type { Box } from './place.ts';
import type { Point } from './ports.ts';
import { stack } from './stack.ts';
import { waysOf } from './ways.ts';

/**
 * The file with a drawing of its own (BPMN DI, BPMN 2.0.2 §12): pools below each other, lanes as bands, the flow from left to right at right
 * angles. A drawing that was there is replaced; nothing else of the text changes. Throws where the text is no BPMN.
 */
export function withDrawing(xml: string): string {
  const models = readModels(xml);
  const bare = xml.replace(/\s*<(?:\w+:)?BPMNDiagram[\s\S]*<\/(?:\w+:)?BPMNDiagram>/, '');
  const end = bare.lastIndexOf('</');
  const diagrams = models.map((model, i) => diagramOf(model, i + 1));
  return `${bare.slice(0, end).trimEnd()}\n${diagrams.join('')}${bare.slice(end)}`;
}

const NAMESPACES = {
  bpmndi: 'http://www.omg.org/spec/BPMN/20100524/DI',
  dc: 'http://www.omg.org/spec/DD/20100524/DC',
  di: 'http://www.omg.org/spec/DD/20100524/DI',
} as const;

function diagramOf(model: LayoutModel, number: number): string {
  const { boxes, frames } = stack(model);
  const ways = waysOf(model, { boxes, frames });
  const labels = labelsOf(model, { boxes, ways });
  const nodes = model.pools.flatMap(({ scope }) => (scope ? nodesOf(scope) : []));
  const shapes = [
    ...frames.map(({ id, ...box }) => shape(id, box, { more: ' isHorizontal="true"' })),
    ...nodes.flatMap(({ id, inner, type }) => {
      const box = boxes.get(id);
      const more = inner ? ' isExpanded="true"' : type === 'exclusiveGateway' ? ' isMarkerVisible="true"' : '';
      return box ? [shape(id, box, { more, label: labels.get(id) })] : [];
    }),
  ];
  const edges = [...ways].map(([id, points]) => edge(id, points, labels.get(id)));
  const lines = [
    `  <bpmndi:BPMNDiagram id="BPMNDiagram_${number}"${missingNamespaces(model.root)}>`,
    `    <bpmndi:BPMNPlane id="BPMNPlane_${number}" bpmnElement="${model.plane}">`,
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

const labelled = (label: Box | undefined, indent: string): string =>
  label ? `\n${indent}<bpmndi:BPMNLabel>${bounds(label)}</bpmndi:BPMNLabel>` : '';

const shape = (id: string, box: Box, { more, label }: { more: string; label?: Box | undefined }): string =>
  `      <bpmndi:BPMNShape id="${id}_di" bpmnElement="${id}"${more}>\n        ${bounds(box)}${labelled(label, '        ')}\n      </bpmndi:BPMNShape>`;

const edge = (id: string, points: readonly Point[], label: Box | undefined): string =>
  `      <bpmndi:BPMNEdge id="${id}_di" bpmnElement="${id}">\n${points.map(({ x, y }) => `        <di:waypoint x="${x}" y="${y}"/>`).join('\n')}${labelled(label, '        ')}\n      </bpmndi:BPMNEdge>`;
