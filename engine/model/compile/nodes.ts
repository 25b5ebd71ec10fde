import type { ElementType } from '../graph.ts';
import { flagOf, localName, type ModdleElement, manyOf, numberOf, textOf } from '../moddle.ts';
import type { NodeDraft, ProcessDraft } from './draft.ts';

const ELEMENT_TYPES: ReadonlySet<string> = new Set<ElementType>([
  'process',
  'subProcess',
  'transaction',
  'adHocSubProcess',
  'callActivity',
  'task',
  'userTask',
  'manualTask',
  'serviceTask',
  'sendTask',
  'receiveTask',
  'scriptTask',
  'businessRuleTask',
  'exclusiveGateway',
  'parallelGateway',
  'inclusiveGateway',
  'complexGateway',
  'eventBasedGateway',
  'startEvent',
  'intermediateCatchEvent',
  'intermediateThrowEvent',
  'boundaryEvent',
  'endEvent',
]);

const isElementType = (name: string): name is ElementType => ELEMENT_TYPES.has(name);

/** First pass: one node per flow node, each scope before what is in it, in document order. */
export function compileNodes(process: ModdleElement): ProcessDraft {
  const draft: ProcessDraft = { source: process, nodes: [], flows: [], indexOf: new Map(), lanes: new Map() };
  addNode(draft, process, -1);
  placeInLanes(draft, process);
  return draft;
}

function addNode(draft: ProcessDraft, source: ModdleElement, parent: number): void {
  const type = localName(source);
  if (!isElementType(type)) return;
  const index = draft.nodes.length;
  draft.nodes.push(emptyNode(source, type, { index, parent }));
  draft.indexOf.set(source, index);
  if (parent >= 0) draft.nodes[parent]?.children.push(index);
  for (const child of manyOf(source, 'flowElements')) addNode(draft, child, index);
}

export function emptyNode(
  source: ModdleElement,
  type: ElementType,
  place: { index: number; parent: number },
): NodeDraft {
  return {
    ...place,
    source,
    type,
    id: source.id ?? '',
    name: textOf(source, 'name') ?? '',
    ...englishName(source),
    incoming: [],
    outgoing: [],
    defaultFlow: null,
    attachedTo: null,
    boundaries: [],
    children: [],
    starts: [],
    eventSubProcesses: [],
    triggeredByEvent: type === 'subProcess' && flagOf(source, 'triggeredByEvent'),
    interrupting: false,
    events: [],
    parallelMultiple: false,
    instantiates: flagOf(source, 'instantiate'),
    loop: null,
    startQuantity: numberOf(source, 'startQuantity') ?? 1,
    completionQuantity: numberOf(source, 'completionQuantity') ?? 1,
    adHoc: null,
    isForCompensation: isForCompensation(source),
    compensatedBy: null,
    declares: [],
    inputs: [],
    outputs: [],
    user: null,
    job: null,
    decision: null,
    script: null,
    call: null,
    join: null,
    activation: null,
    startForm: null,
    lane: null,
    documentation: documentationOf(source),
  };
}

/** Our `tb:nameEn`; absent where the model does not say. */
export function englishName(source: ModdleElement): { nameEn?: string } {
  const nameEn = textOf(source, 'tb:nameEn');
  return nameEn === null ? {} : { nameEn };
}

/** Only activities have the attribute. */
const isForCompensation = (source: ModdleElement): boolean => flagOf(source, 'isForCompensation');

function documentationOf(source: ModdleElement): string | null {
  const texts = manyOf(source, 'documentation').map((part) => textOf(part, 'text') ?? '');
  const whole = texts.filter((part) => part !== '').join('\n');
  return whole === '' ? null : whole;
}

/** The innermost lane wins: lanes are visited from the outside in. */
function placeInLanes(draft: ProcessDraft, scope: ModdleElement): void {
  for (const laneSet of manyOf(scope, 'laneSets')) placeInLaneSet(draft, laneSet, []);
  for (const child of manyOf(scope, 'flowElements')) placeInLanes(draft, child);
}

function placeInLaneSet(draft: ProcessDraft, laneSet: ModdleElement, around: readonly ModdleElement[]): void {
  for (const lane of manyOf(laneSet, 'lanes')) {
    const lanes = [lane, ...around];
    for (const member of manyOf(lane, 'flowNodeRef')) {
      const node = draft.nodes[draft.indexOf.get(member) ?? -1];
      if (!node) continue;
      node.lane = textOf(lane, 'name') ?? lane.id ?? null;
      draft.lanes.set(node.index, lanes);
    }
    const inner = lane.get('childLaneSet');
    if (inner) placeInLaneSet(draft, inner as ModdleElement, lanes);
  }
}
