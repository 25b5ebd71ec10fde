/** The drawing of a BPMN file (BPMN DI, BPMN 2.0.2 §12), as far as it is needed to draw it again: boxes, lines, labels and what they stand for. */
import { XML_LIMITS } from '../model/xml/limits.ts';
import { scanXml } from '../model/xml/scan.ts';
import { attributeOf, withDescendants, type XmlElement } from '../model/xml/xml-element.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Shape extends Box {
  /** Of the element it draws. */
  readonly id: string;
  /** Name of the element in the standard, such as `userTask`. */
  readonly type: string;
  readonly name: string;
  /** Where its label stands, if outside. */
  readonly label: Box | null;
  /** Sub-processes: drawn with what is inside. Pools and lanes: lying. */
  readonly isExpanded: boolean;
  readonly isHorizontal: boolean;
  /** What an event waits for or throws; several: `multiple`. */
  readonly event: string | null;
  /** Boundary events and starts of event sub-processes that leave the activity running. */
  readonly isNonInterrupting: boolean;
  readonly loop: 'parallel' | 'sequential' | 'standard' | null;
  readonly isEventSubProcess: boolean;
  readonly isForCompensation: boolean;
}

export interface Edge {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly points: readonly Point[];
  readonly label: Box | null;
  readonly isDefault: boolean;
}

export interface Drawing {
  readonly shapes: readonly Shape[];
  readonly edges: readonly Edge[];
}

/** Reads all drawings of the file as one. Throws where the file is no XML or has no drawing. */
export function readDrawing(xml: string): Drawing {
  const scanned = scanXml(xml.replace(/^\uFEFF/, ''), XML_LIMITS);
  if (!scanned.ok) throw new Error(scanned.message.en);
  const all = [...withDescendants(scanned.root)];
  const model = modelOf(all);
  const shapes = all.filter(({ local }) => local === 'BPMNShape').flatMap((element) => shapeOf(element, model));
  const edges = all.filter(({ local }) => local === 'BPMNEdge').flatMap((element) => edgeOf(element, model));
  if (shapes.length === 0) throw new Error('Expected a file with a drawing (BPMN DI), but it has none.');
  return { shapes, edges };
}

interface Model {
  readonly byId: ReadonlyMap<string, XmlElement>;
  /** Flows that gateways and activities take by default. */
  readonly defaults: ReadonlySet<string>;
}

function modelOf(all: readonly XmlElement[]): Model {
  const byId = new Map<string, XmlElement>();
  const defaults = new Set<string>();
  for (const element of all) {
    const id = attributeOf(element, 'id');
    if (id !== null) byId.set(id, element);
    const flow = attributeOf(element, 'default');
    if (flow !== null) defaults.add(flow);
  }
  return { byId, defaults };
}

/** What a shape or line draws; a QName may carry a prefix. */
function drawnBy(element: XmlElement, { byId }: Model): { id: string; drawn: XmlElement } | null {
  const id = attributeOf(element, 'bpmnElement')?.replace(/^.*:/, '') ?? '';
  const drawn = byId.get(id);
  return drawn ? { id, drawn } : null;
}

function shapeOf(element: XmlElement, model: Model): Shape[] {
  const found = drawnBy(element, model);
  const bounds = element.children.find(({ local }) => local === 'Bounds');
  if (!found || !bounds) return [];
  const { id, drawn } = found;
  const definitions = drawn.children.filter(({ local }) => local.endsWith('EventDefinition'));
  const reference = drawn.children.filter(({ local }) => local === 'eventDefinitionRef');
  return [
    {
      ...boxOf(bounds),
      id,
      type: drawn.local,
      name: attributeOf(drawn, 'name') ?? '',
      label: labelOf(element),
      isExpanded: attributeOf(element, 'isExpanded') === 'true',
      isHorizontal: attributeOf(element, 'isHorizontal') !== 'false',
      event: eventOf(definitions, reference.length),
      isNonInterrupting:
        attributeOf(drawn, 'cancelActivity') === 'false' || attributeOf(drawn, 'isInterrupting') === 'false',
      loop: loopOf(drawn),
      isEventSubProcess: attributeOf(drawn, 'triggeredByEvent') === 'true',
      isForCompensation: attributeOf(drawn, 'isForCompensation') === 'true',
    },
  ];
}

function eventOf(definitions: readonly XmlElement[], references: number): string | null {
  if (definitions.length + references > 1) return 'multiple';
  return definitions[0]?.local.replace('EventDefinition', '') ?? (references === 1 ? 'multiple' : null);
}

function loopOf(drawn: XmlElement): Shape['loop'] {
  if (drawn.children.some(({ local }) => local === 'standardLoopCharacteristics')) return 'standard';
  const many = drawn.children.find(({ local }) => local === 'multiInstanceLoopCharacteristics');
  if (!many) return null;
  return attributeOf(many, 'isSequential') === 'true' ? 'sequential' : 'parallel';
}

function edgeOf(element: XmlElement, model: Model): Edge[] {
  const found = drawnBy(element, model);
  if (!found) return [];
  const points = element.children.filter(({ local }) => local === 'waypoint').map(pointOf);
  if (points.length < 2) return [];
  const { id, drawn } = found;
  const name = attributeOf(drawn, 'name') ?? '';
  return [{ id, type: drawn.local, name, points, label: labelOf(element), isDefault: model.defaults.has(id) }];
}

function labelOf(element: XmlElement): Box | null {
  const bounds = element.children
    .find(({ local }) => local === 'BPMNLabel')
    ?.children.find(({ local }) => local === 'Bounds');
  return bounds ? boxOf(bounds) : null;
}

const numberOf = (element: XmlElement, name: string): number => Number(attributeOf(element, name) ?? 0);

const pointOf = (element: XmlElement): Point => ({ x: numberOf(element, 'x'), y: numberOf(element, 'y') });

const boxOf = (bounds: XmlElement): Box => ({
  ...pointOf(bounds),
  width: numberOf(bounds, 'width'),
  height: numberOf(bounds, 'height'),
});
