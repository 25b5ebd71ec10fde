/** The words of BPMN 2.0 in both languages, and notes on what runs in part, for the generated support table. */
import { ELEMENT_WORDS } from '../model/element-words.ts';
import type { ElementType } from '../model/graph.ts';
import { type Text, text } from '../model/problem.ts';
import type { EventCell, EventPosition } from '../model/support.ts';

/** One row of the table for both kinds of sub-process. */
export const ELEMENTS: Readonly<Record<ElementType, Text>> = {
  ...ELEMENT_WORDS,
  subProcess: text('sub-process, event sub-process', '子流程、事件子流程'),
};

/** How what runs runs, where the name alone does not say it. */
export const NOTES: Partial<Readonly<Record<ElementType, Text>>> = {
  callActivity: text(
    'a process inside the case; latest, deployment, version or versionTag',
    '在办件内运行另一流程；可按最新、同次部署、版本号或版本标签绑定',
  ),
  task: text('the token passes', '令牌直接通过'),
  manualTask: text('the token passes', '令牌直接通过'),
  serviceTask: text(
    'an adapter or an external worker by tb:topic, or a DMN decision by tb:decision',
    '按 tb:topic 由适配器或外部工作者完成，或由 tb:decision 引用 DMN 决策',
  ),
  sendTask: text('a message by messageRef, or work by tb:topic', '按 messageRef 发送消息，或按 tb:topic 委托工作'),
  scriptTask: text(
    'FEEL, or JavaScript in a sandbox after the commit; other languages are refused (script-format)',
    'FEEL，或提交后在沙箱中运行的 JavaScript；其他语言被拒绝（script-format）',
  ),
  businessRuleTask: text(
    'work by tb:topic, or a DMN decision by tb:decision',
    '按 tb:topic 委托工作，或由 tb:decision 引用 DMN 决策',
  ),
  transaction: text('undone by compensation, left by its cancel event', '通过补偿撤销，由取消事件离开'),
  adHocSubProcess: text(
    'with a completionCondition; activities are started by hand',
    '须有 completionCondition；活动由人启动',
  ),
  complexGateway: text(
    'start and reset; a join needs an activationCondition',
    '启动与重置；汇聚须有 activationCondition',
  ),
  receiveTask: text('also opens a case', '也可启动办件'),
  eventBasedGateway: text(
    'also opens a case: by one of its events, or parallel, by the first of several messages with keys',
    '也可启动办件：由其中一个事件启动，或并行时由多个带关联键消息中的第一个启动',
  ),
};

export type CellKind = EventCell extends `${infer Kind}/${EventPosition}` ? Kind : never;

export const KINDS: Readonly<Record<CellKind, Text>> = {
  none: text('none', '空'),
  message: text('message', '消息'),
  timer: text('timer', '定时器'),
  signal: text('signal', '信号'),
  error: text('error', '错误'),
  escalation: text('escalation', '升级'),
  conditional: text('conditional', '条件'),
  link: text('link', '链接'),
  terminate: text('terminate', '终止'),
  cancel: text('cancel', '取消'),
  compensation: text('compensation', '补偿'),
  multiple: text('multiple (any of)', '多重（任一）'),
  parallelMultiple: text('parallel multiple (all of)', '并行多重（全部）'),
};

export const POSITIONS: Readonly<Record<EventPosition, Text>> = {
  S: text('start of a process', '流程的开始'),
  N: text('start of an embedded sub-process', '内嵌子流程的开始'),
  'E+': text('start of an event sub-process, interrupting', '事件子流程的开始（中断）'),
  'E-': text('start of an event sub-process, non-interrupting', '事件子流程的开始（非中断）'),
  C: text('intermediate catch', '中间捕获'),
  T: text('intermediate throw', '中间抛出'),
  'B+': text('boundary, interrupting', '边界（中断）'),
  'B-': text('boundary, non-interrupting', '边界（非中断）'),
  X: text('end', '结束'),
};

/**
 * The other executable parts of the standard that are refused wherever they stand: every element of the schema is executed, accepted, or
 * listed here or in `OUTSIDE`.
 */
export const REFUSED: readonly string[] = [
  'dataAssociation',
  'inputOutputBinding',
  'itemAwareElement',
  'rendering',
  'resourceParameterBinding',
  'resourceRole',
];

/** Choreography and the means of extending the schema: not part of process execution, and refused. */
export const OUTSIDE: readonly string[] = [
  'callChoreography',
  'choreography',
  'choreographyTask',
  'extensionAttributeDefinition',
  'extensionDefinition',
  'globalChoreographyTask',
  'globalConversation',
  'subChoreography',
];

/** Accepted elements that have an effect when a case runs; the other accepted ones describe, as the standard has it. */
export const WITH_EFFECT: ReadonlySet<string> = new Set([
  'assignment',
  'association',
  'cancelEventDefinition',
  'compensateEventDefinition',
  'complexBehaviorDefinition',
  'conditionalEventDefinition',
  'correlationKey',
  'correlationProperty',
  'correlationPropertyBinding',
  'correlationPropertyRetrievalExpression',
  'correlationSubscription',
  'dataInput',
  'dataInputAssociation',
  'dataObject',
  'dataOutput',
  'dataOutputAssociation',
  'dataState',
  'dataStore',
  'dataStoreReference',
  'error',
  'errorEventDefinition',
  'escalation',
  'escalationEventDefinition',
  'expression',
  'extensionElements',
  'formalExpression',
  'globalBusinessRuleTask',
  'globalManualTask',
  'globalScriptTask',
  'globalTask',
  'globalUserTask',
  'humanPerformer',
  'implicitThrowEvent',
  'inputOutputSpecification',
  'lane',
  'linkEventDefinition',
  'message',
  'messageEventDefinition',
  'multiInstanceLoopCharacteristics',
  'performer',
  'potentialOwner',
  'property',
  'resource',
  'resourceAssignmentExpression',
  'sequenceFlow',
  'signal',
  'signalEventDefinition',
  'standardLoopCharacteristics',
  'terminateEventDefinition',
  'timerEventDefinition',
]);
