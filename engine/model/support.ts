/**
 * What runs. The one place that knows: rules refuse the rest, so that nothing in a model is silently without effect. To make more of
 * the standard run is a behaviour in the core and a change here.
 */
import type { ElementType, EventKind } from './graph.ts';
import { type Text, text } from './problem.ts';

/** Flow nodes (and scopes) the core has a behaviour for. */
export const EXECUTED_ELEMENTS: ReadonlySet<ElementType> = new Set<ElementType>([
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

/** Everything else a file may contain: read by the compiler, or a description for people that the standard gives no effect. */
export const OTHER_ELEMENTS: ReadonlySet<string> = new Set([
  'approval',
  'assignment',
  'association',
  'auditing',
  'callConversation',
  'category',
  'categoryValue',
  'cancelEventDefinition',
  'collaboration',
  'complexBehaviorDefinition',
  'compensateEventDefinition',
  'conditionalEventDefinition',
  'conversation',
  'conversationAssociation',
  'conversationLink',
  'correlationKey',
  'correlationProperty',
  'correlationPropertyBinding',
  'correlationPropertyRetrievalExpression',
  'correlationSubscription',
  'dataInput',
  'dataInputAssociation',
  'dataObject',
  'dataObjectReference',
  'dataOutput',
  'dataOutputAssociation',
  'dataState',
  'dataStore',
  'dataStoreReference',
  'definitions',
  'documentation',
  'endPoint',
  'error',
  'errorEventDefinition',
  'escalation',
  'escalationEventDefinition',
  'expression',
  'extension',
  'extensionElements',
  'field',
  'formalExpression',
  'globalBusinessRuleTask',
  'globalManualTask',
  'globalScriptTask',
  'globalTask',
  'globalUserTask',
  'group',
  'humanPerformer',
  'implicitThrowEvent',
  'import',
  'inputOutputSpecification',
  'inputSet',
  'interface',
  'itemDefinition',
  'lane',
  'laneSet',
  'linkEventDefinition',
  'message',
  'messageEventDefinition',
  'messageFlow',
  'messageFlowAssociation',
  'monitoring',
  'multiInstanceLoopCharacteristics',
  'operation',
  'outputSet',
  'participant',
  'participantAssociation',
  'participantMultiplicity',
  'partnerEntity',
  'partnerRole',
  'performer',
  'potentialOwner',
  'property',
  'relationship',
  'resource',
  'resourceAssignmentExpression',
  'resourceParameter',
  'sequenceFlow',
  'signal',
  'signalEventDefinition',
  'standardLoopCharacteristics',
  'subConversation',
  'terminateEventDefinition',
  'textAnnotation',
  'timerEventDefinition',
]);

/**
 * S process start, E+ E- event sub-process start, C intermediate catch, T intermediate throw, B+ B- boundary, X end; `+` interrupts.
 * N is the start of an embedded sub-process, which a token enters without any event.
 */
export type EventPosition = 'S' | 'N' | 'E+' | 'E-' | 'C' | 'T' | 'B+' | 'B-' | 'X';

export type EventCell = `${EventKind | 'none' | 'multiple' | 'parallelMultiple'}/${EventPosition}`;

/** The legal cells of BPMN 2.0.2 Table 10.93, and whether they run. What is missing here the standard forbids. */
export const EVENT_CELLS: ReadonlyMap<EventCell, boolean> = new Map<EventCell, boolean>([
  ...cells('none', ['S', 'N', 'T', 'X'], true),
  ...cells('message', ['S', 'E+', 'E-', 'C', 'T', 'B+', 'B-', 'X'], true),
  ...cells('timer', ['S', 'E+', 'E-', 'C', 'B+', 'B-'], true),
  ...cells('signal', ['S', 'E+', 'E-', 'C', 'T', 'B+', 'B-', 'X'], true),
  ...cells('error', ['E+', 'B+', 'X'], true),
  ...cells('escalation', ['E+', 'E-', 'T', 'B+', 'B-', 'X'], true),
  ...cells('terminate', ['X'], true),
  ...cells('link', ['C', 'T'], true),
  ...cells('conditional', ['S', 'E+', 'E-', 'C', 'B+', 'B-'], true),
  ...cells('cancel', ['B+', 'X'], true),
  ...cells('compensation', ['E+', 'T', 'B+', 'B-', 'X'], true),
  ...cells('multiple', ['S', 'E+', 'E-', 'C', 'T', 'B+', 'B-', 'X'], true),
  ...cells('parallelMultiple', ['S', 'E+', 'E-', 'C', 'B+', 'B-'], true),
]);

function cells(
  kind: EventKind | 'none' | 'multiple' | 'parallelMultiple',
  positions: readonly EventPosition[],
  runs: boolean,
): [EventCell, boolean][] {
  return positions.map((position): [EventCell, boolean] => [`${kind}/${position}`, runs]);
}

/** An attribute, or a child that only refers, whose meaning is not executed unless it has one of the accepted values. */
export interface AttributeSupport {
  /** With prefix; it holds for the types that inherit from it. */
  readonly type: string;
  readonly attribute: string;
  /** Absent is always accepted. */
  readonly accepted: readonly unknown[];
  readonly reason: Text;
}

const operation = text(
  'operations of interfaces are not called; name the work by tb:topic or the message by messageRef',
  '接口操作不会被调用；请用 tb:topic 或 messageRef 指明',
);
const inbox = text('user tasks are done in the inbox', '用户任务在待办中办理');
const technology = text('the work is named by tb:topic', '工作由 tb:topic 指明');

const oneValue = text('a data store keeps one JSON value, whatever its length', '数据存储保存一个 JSON 值，不限条数');

const TECHNOLOGIES = ['##unspecified', '##WebService'];

export const ATTRIBUTES: readonly AttributeSupport[] = [
  {
    type: 'bpmn:SequenceFlow',
    attribute: 'isImmediate',
    accepted: [true],
    reason: text('an executable process has immediate flows only', '可执行流程只允许即时顺序流'),
  },
  { type: 'bpmn:ServiceTask', attribute: 'operationRef', accepted: [], reason: operation },
  { type: 'bpmn:SendTask', attribute: 'operationRef', accepted: [], reason: operation },
  { type: 'bpmn:ReceiveTask', attribute: 'operationRef', accepted: [], reason: operation },
  { type: 'bpmn:MessageEventDefinition', attribute: 'operationRef', accepted: [], reason: operation },
  { type: 'bpmn:ServiceTask', attribute: 'implementation', accepted: TECHNOLOGIES, reason: technology },
  { type: 'bpmn:SendTask', attribute: 'implementation', accepted: TECHNOLOGIES, reason: technology },
  { type: 'bpmn:ReceiveTask', attribute: 'implementation', accepted: TECHNOLOGIES, reason: technology },
  { type: 'bpmn:BusinessRuleTask', attribute: 'implementation', accepted: TECHNOLOGIES, reason: technology },
  { type: 'bpmn:GlobalBusinessRuleTask', attribute: 'implementation', accepted: TECHNOLOGIES, reason: technology },
  { type: 'bpmn:UserTask', attribute: 'implementation', accepted: TECHNOLOGIES, reason: inbox },
  { type: 'bpmn:GlobalUserTask', attribute: 'implementation', accepted: TECHNOLOGIES, reason: inbox },
  {
    type: 'bpmn:Process',
    attribute: 'isClosed',
    accepted: [false],
    reason: text('messages from outside are always taken', '流程始终接收外部消息'),
  },
  {
    type: 'bpmn:Transaction',
    attribute: 'method',
    accepted: ['##Compensate'],
    reason: text('a transaction is undone by compensation', '事务通过补偿撤销'),
  },
  {
    type: 'bpmn:Transaction',
    attribute: 'protocol',
    accepted: [],
    reason: text('a transaction is kept by this engine alone', '事务仅由本引擎管理'),
  },
  { type: 'bpmn:DataStore', attribute: 'capacity', accepted: [], reason: oneValue },
  { type: 'bpmn:DataStore', attribute: 'isUnlimited', accepted: [true], reason: oneValue },
  {
    type: 'bpmn:Extension',
    attribute: 'mustUnderstand',
    accepted: [false],
    reason: text('extensions of others are not understood', '无法理解其他厂商的扩展'),
  },
];
