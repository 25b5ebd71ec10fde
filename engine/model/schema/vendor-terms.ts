/** What extensions of other engines are called, and what says the same here. By the name without prefix; namespaces by their prefix of habit. */
import { type Text, text } from '../problem.ts';

export const VENDORS: ReadonlyMap<string, string> = new Map([
  ['http://camunda.org/schema/1.0/bpmn', 'camunda'],
  ['http://activiti.org/bpmn', 'activiti'],
  ['http://flowable.org/bpmn', 'flowable'],
  ['http://flowable.org/design', 'design'],
  ['http://camunda.org/schema/zeebe/1.0', 'zeebe'],
]);

const assignment = text('<tb:assignment assignee/users/groups>', '<tb:assignment assignee/users/groups>');
const limit = text('<tb:limit value unit>, or a timer at its border', '<tb:limit value unit> 或边界定时事件');
const form = text('tb:form with the key of a form', 'tb:form（表单标识）');
const topic = text('tb:topic of a service task', '服务任务的 tb:topic');
const mapping = text('<tb:input> and <tb:output> mappings', '<tb:input> 与 <tb:output> 映射');
const listener = text('a task of its own in the model: listeners are not called', '模型中单独的任务：监听器不会被调用');
const always = text('nothing: every element ends in a commit of its own case', '无需说明：每一步都随办件一起提交');
const retry = text('tb:retry of the task', '任务的 tb:retry');
const result = text('tb:resultVariable, or an <tb:output> mapping', 'tb:resultVariable 或 <tb:output> 映射');
const loop = text(
  'tb:collection and tb:elementVariable of the multi-instance marker',
  '多实例标记的 tb:collection 与 tb:elementVariable',
);
const called = text('calledElement and tb:binding of the call activity', '调用活动的 calledElement 与 tb:binding');
const decision = text('a business rule task with tb:decision', '业务规则任务的 tb:decision');
const message = text(
  'tb:correlationKey of the message event or receive task',
  '消息事件或接收任务的 tb:correlationKey',
);
const starters = text('tb:starters of the process', '流程的 tb:starters');
const script = text('<script> of a script task, in FEEL', '脚本任务的 <script>（FEEL）');
const priority = text('tb:priority of the user task', '用户任务的 tb:priority');
const data = text('variables, or documentation', '变量或说明文字');
const process = text('tb:versionTag and tb:historyTtl of the process', '流程的 tb:versionTag 与 tb:historyTtl');
const condition = text('a gateway before it', '其前的网关');

const USES: readonly (readonly [use: Text, names: readonly string[]])[] = [
  [assignment, ['assignee', 'owner', 'candidateUsers', 'candidateGroups', 'assignmentDefinition', 'customResource']],
  [limit, ['dueDate', 'followUpDate', 'taskSchedule', 'businessCalendarName']],
  [
    form,
    [
      'formKey',
      'formRef',
      'formRefBinding',
      'formRefVersion',
      'formHandlerClass',
      'formData',
      'formProperty',
      'formDefinition',
      'formFieldValidation',
    ],
  ],
  [
    topic,
    [
      'type',
      'topic',
      'class',
      'delegateExpression',
      'expression',
      'taskDefinition',
      'taskHeaders',
      'connector',
      'field',
      'userTask',
      'adHoc',
    ],
  ],
  [
    mapping,
    [
      'inputOutput',
      'ioMapping',
      'in',
      'out',
      'variableMappingClass',
      'variableMappingDelegateExpression',
      'inheritVariables',
    ],
  ],
  [listener, ['executionListener', 'taskListener', 'eventListener', 'executionListeners', 'taskListeners']],
  [always, ['async', 'asyncBefore', 'asyncAfter', 'exclusive', 'triggerable']],
  [retry, ['failedJobRetryTimeCycle', 'errorEventDefinition']],
  [result, ['resultVariable', 'resultVariableName', 'mapDecisionResult', 'useLocalScopeForResultVariable']],
  [loop, ['collection', 'elementVariable', 'elementIndexVariable', 'loopCharacteristics', 'variableAggregation']],
  [
    called,
    [
      'calledElement',
      'calledElementBinding',
      'calledElementVersion',
      'calledElementVersionTag',
      'calledElementType',
      'caseRef',
      'processInstanceName',
    ],
  ],
  [
    decision,
    ['decisionRef', 'decisionRefBinding', 'decisionRefVersion', 'calledDecision', 'rules', 'ruleVariablesInput'],
  ],
  [message, ['subscription', 'correlationKey', 'messageExpression', 'eventCorrelationParameter', 'eventType']],
  [starters, ['candidateStarterUsers', 'candidateStarterGroups', 'initiator', 'isStartableInTasklist']],
  [script, ['script', 'resource', 'autoStoreVariables']],
  [priority, ['priority', 'priorityDefinition', 'jobPriority', 'taskPriority']],
  [
    data,
    [
      'properties',
      'property',
      'errorCodeVariable',
      'errorMessageVariable',
      'errorMessage',
      'variableName',
      'variableEvents',
      'localScope',
      'escalationCodeVariable',
    ],
  ],
  [process, ['historyTimeToLive', 'versionTag', 'historyLevel']],
  [condition, ['skipExpression']],
];

const BY_NAME: ReadonlyMap<string, Text> = new Map(USES.flatMap(([use, names]) => names.map((name) => [name, use])));

/** What to use here instead of an attribute or element of another engine; undefined where it has no meaning for how a process runs. */
export const insteadOf = (local: string): Text | undefined => BY_NAME.get(local);
