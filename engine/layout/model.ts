/** What is to be drawn of a BPMN file: pools, lanes, nodes and flows as they contain and join each other, without any place. */
import { XML_LIMITS } from '../model/xml/limits.ts';
import { scanXml } from '../model/xml/scan.ts';
import { attributeOf, type XmlElement } from '../model/xml/xml-element.ts';

export interface LayoutNode {
  readonly id: string;
  /** Name of the element in the standard. */
  readonly type: string;
  readonly name: string;
  readonly attachedTo: string | null;
  /** Sub-processes: what is inside. */
  readonly inner: Scope | null;
  readonly isEventSubProcess: boolean;
}

export interface LayoutFlow {
  readonly id: string;
  readonly type: 'sequenceFlow' | 'association' | 'messageFlow';
  readonly name: string;
  readonly source: string;
  readonly target: string;
}

export interface Lane {
  readonly id: string;
  readonly name: string;
  readonly children: readonly Lane[];
  readonly nodes: readonly string[];
}

export interface Scope {
  readonly nodes: readonly LayoutNode[];
  readonly flows: readonly LayoutFlow[];
  readonly lanes: readonly Lane[];
}

interface Pool {
  readonly id: string;
  readonly name: string;
  /** Null: nothing of it is known but its name. */
  readonly scope: Scope | null;
}

export interface LayoutModel {
  /** What the diagram shows: a collaboration, or the one process. */
  readonly plane: string;
  /** A process without a collaboration: one pool without a frame. */
  readonly pools: readonly Pool[];
  readonly isFramed: boolean;
  readonly messageFlows: readonly LayoutFlow[];
  readonly root: XmlElement;
}

/** One drawing for the collaboration and one for each process that takes no part in it. Throws where the text is no XML. */
export function readModels(xml: string): LayoutModel[] {
  const scanned = scanXml(xml.replace(/^\uFEFF/, ''), XML_LIMITS);
  if (!scanned.ok) throw new Error(scanned.message.en);
  const { root } = scanned;
  const processes = childrenOf(root, 'process');
  const together = childrenOf(root, 'collaboration')[0];
  const partners = new Set(together ? childrenOf(together, 'participant').map(processOf) : []);
  const alone = processes.filter((process) => !partners.has(idOf(process)));
  return [
    ...(together ? [collaboration(together, root)] : []),
    ...alone.map((process) => ({
      plane: idOf(process),
      pools: [{ id: idOf(process), name: '', scope: scopeOf(process) }],
      isFramed: false,
      messageFlows: [],
      root,
    })),
  ];
}

function collaboration(element: XmlElement, root: XmlElement): LayoutModel {
  const byId = new Map(childrenOf(root, 'process').map((process) => [idOf(process), process]));
  const pools = childrenOf(element, 'participant').map((participant) => {
    const process = byId.get(processOf(participant));
    return { id: idOf(participant), name: nameOf(participant), scope: process ? scopeOf(process) : null };
  });
  const messageFlows = childrenOf(element, 'messageFlow').map((flow) => flowOf(flow, 'messageFlow'));
  return { plane: idOf(element), pools, isFramed: true, messageFlows, root };
}

/** The name may carry a prefix. */
const processOf = (participant: XmlElement): string =>
  attributeOf(participant, 'processRef')?.replace(/^.*:/, '') ?? '';

const NODE = /(Task|task|Event|Gateway|subProcess|SubProcess|transaction|callActivity)$/;
const SCOPES: ReadonlySet<string> = new Set(['subProcess', 'adHocSubProcess', 'transaction']);
/** What accompanies the flow and is not part of it. */
export const ARTIFACTS: ReadonlySet<string> = new Set(['dataObjectReference', 'dataStoreReference', 'textAnnotation']);

function scopeOf(element: XmlElement): Scope {
  const { children } = element;
  const elements = children.filter(({ local }) => NODE.test(local) || ARTIFACTS.has(local));
  return {
    nodes: elements.map(nodeOf),
    flows: [
      ...childrenOf(element, 'sequenceFlow').map((flow) => flowOf(flow, 'sequenceFlow')),
      ...childrenOf(element, 'association').map((flow) => flowOf(flow, 'association')),
      ...elements.flatMap(dataFlowsOf),
    ],
    lanes: childrenOf(element, 'laneSet').flatMap(lanesOf),
  };
}

function nodeOf(element: XmlElement): LayoutNode {
  const { local } = element;
  return {
    id: idOf(element),
    type: local,
    name: local === 'textAnnotation' ? (textOf(element, 'text') ?? '') : nameOf(element),
    attachedTo: attributeOf(element, 'attachedToRef'),
    inner: SCOPES.has(local) ? scopeOf(element) : null,
    isEventSubProcess: attributeOf(element, 'triggeredByEvent') === 'true',
  };
}

function dataFlowsOf(element: XmlElement): LayoutFlow[] {
  const id = idOf(element);
  const read = childrenOf(element, 'dataInputAssociation').flatMap((association) => {
    const source = textOf(association, 'sourceRef');
    return source ? [{ id: idOf(association), name: '', type: 'association' as const, source, target: id }] : [];
  });
  const written = childrenOf(element, 'dataOutputAssociation').flatMap((association) => {
    const target = textOf(association, 'targetRef');
    return target ? [{ id: idOf(association), name: '', type: 'association' as const, source: id, target }] : [];
  });
  return [...read, ...written].filter((flow) => flow.id !== '');
}

const flowOf = (element: XmlElement, type: LayoutFlow['type']): LayoutFlow => ({
  id: idOf(element),
  type,
  name: nameOf(element),
  source: attributeOf(element, 'sourceRef') ?? '',
  target: attributeOf(element, 'targetRef') ?? '',
});

function lanesOf(laneSet: XmlElement): Lane[] {
  return childrenOf(laneSet, 'lane').map((lane) => ({
    id: idOf(lane),
    name: nameOf(lane),
    children: childrenOf(lane, 'childLaneSet').flatMap(lanesOf),
    nodes: childrenOf(lane, 'flowNodeRef').map(({ text }) => text.trim()),
  }));
}

const childrenOf = (element: XmlElement, local: string): XmlElement[] =>
  element.children.filter((child) => child.local === local);

const textOf = (element: XmlElement, local: string): string | undefined => childrenOf(element, local)[0]?.text.trim();

const idOf = (element: XmlElement): string => attributeOf(element, 'id') ?? '';
const nameOf = (element: XmlElement): string => attributeOf(element, 'name') ?? '';
