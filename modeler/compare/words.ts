/** Under which name a property is known in the panel. */
const FIELDS: Readonly<Record<string, string>> = {
  name: 'name',
  conditionExpression: 'condition',
  default: 'defaultFlow',
  isExecutable: 'executable',
  versionTag: 'versionTag',
  serviceItem: 'serviceItem',
  starters: 'starters',
  published: 'published',
  inboxVariables: 'inboxVariables',
  owners: 'owners',
  historyTtl: 'historyTtl',
  'assignment.assignee': 'assignee',
  'assignment.users': 'users',
  'assignment.groups': 'groups',
  department: 'department',
  form: 'form',
  'limit.value': 'limitValue',
  'limit.unit': 'limitUnit',
  'limit.clock': 'limitClock',
  'limit.startDayCounts': 'startDayCounts',
  'limit.endOfDay': 'endOfDay',
  'limit.lastDay': 'lastDay',
  'limit.pausableBy': 'pausableBy',
  'limit.extension': 'extension',
  'limit.extensions': 'extensions',
  'limit.yellowFrom': 'yellowFrom',
  'limit.yellowDays': 'yellowDays',
  'limit.basis': 'basis',
  'limit.department': 'limitDepartment',
  'limit.floor': 'floor',
  'limit.startsAfter': 'startsAfter',
  'limit.stopsAfter': 'stopsAfter',
  priority: 'priority',
  operations: 'operations',
  topic: 'topic',
  retry: 'retry',
  script: 'script',
  scriptFormat: 'scriptFormat',
  decision: 'decision',
  resultVariable: 'resultVariable',
  calledElement: 'calledElement',
  binding: 'binding',
  version: 'calledVersion',
  messageRef: 'messageName',
  'message.messageRef': 'messageName',
  'signal.signalRef': 'signalName',
  'error.errorRef': 'errorCode',
  'escalation.escalationRef': 'escalationCode',
  correlationKey: 'correlationKey',
  timeToLive: 'timeToLive',
  codeVariable: 'codeVariable',
  'link.name': 'linkName',
  documentation: 'documentation',
  'timer.timeDate': 'timerValue',
  'timer.timeDuration': 'timerValue',
  'timer.timeCycle': 'timerValue',
  'multiInstance.isSequential': 'sequential',
  'multiInstance.collection': 'collection',
  'multiInstance.elementVariable': 'elementVariable',
  'multiInstance.loopCardinality': 'cardinality',
  'multiInstance.outputCollection': 'outputCollection',
  'multiInstance.outputElement': 'outputElement',
  'multiInstance.completionCondition': 'completionCondition',
  'standard.loopCondition': 'loopCondition',
  'standard.loopMaximum': 'loopMaximum',
  'standard.testBefore': 'testBefore',
};

/** Properties that only a comparison shows. */
const OWN = new Set([
  'type',
  'sourceRef',
  'targetRef',
  'attachedToRef',
  'processRef',
  'cancelActivity',
  'isInterrupting',
  'triggeredByEvent',
  'text',
  'multiInstance',
  'standard',
  'message',
  'timer',
  'signal',
  'error',
  'escalation',
  'terminate',
  'link',
]);

export interface PropertyWord {
  /** In the dictionary; null where the name in the file is all there is. */
  readonly key: string | null;
  /** What the property is about: the target of a mapping, or the name in the file. */
  readonly name: string;
}

/** How to call a property that differs. */
export function wordFor(property: string): PropertyWord {
  const [, mapping, target] = /^(input|output)\.(.*)$/.exec(property) ?? [];
  if (mapping !== undefined) return { key: `modeler.difference.${mapping}`, name: target ?? '' };
  const field = FIELDS[property.replace(/^limit\(\w+\)\./, 'limit.')];
  if (field !== undefined) return { key: `modeler.field.${field}`, name: property };
  return { key: OWN.has(property) ? `modeler.difference.${property}` : null, name: property };
}
