/** For every field of the panel, by group and field: a model in which it is shown, what stands there first, and a value that means something else. */
import { OPERATIONS, PROCEDURE_OPERATIONS } from '../../../modeler/properties/groups/operations.ts';
import { around, model } from '../model-editor.ts';

export interface Sample {
  readonly model: string;
  /** The selected element; `it` unless given. */
  readonly at?: string;
  /** Fields of the same group, or of the same item, that are filled first. */
  readonly first?: Readonly<Record<string, string>>;
  /** Undefined takes the value away, or clears a flag. */
  readonly value: string | undefined;
}

const USER = around('<bpmn:userTask id="it" name="审查" />');
const ASKED = around(
  '<bpmn:userTask id="it"><bpmn:extensionElements><tb:assignment users="wang,li"/></bpmn:extensionElements></bpmn:userTask>',
);
const ROUND = around(
  '<bpmn:userTask id="it"><bpmn:extensionElements><tb:assignment users="wang,li"/><tb:approval rule="all"/></bpmn:extensionElements></bpmn:userTask>',
);
const LIMITED = around(
  '<bpmn:userTask id="it"><bpmn:extensionElements><tb:limit value="5" unit="workingDay"/></bpmn:extensionElements></bpmn:userTask>',
);
const LINE = model(
  `<bpmn:startEvent id="start" /><bpmn:userTask id="before" /><bpmn:userTask id="it" /><bpmn:userTask id="later" /><bpmn:endEvent id="end" />
   <bpmn:sequenceFlow id="f0" sourceRef="start" targetRef="before" /><bpmn:sequenceFlow id="f1" sourceRef="before" targetRef="it" />
   <bpmn:sequenceFlow id="f2" sourceRef="it" targetRef="later" /><bpmn:sequenceFlow id="f3" sourceRef="later" targetRef="end" />`,
);
const BY_HAND = `<bpmn:boundaryEvent id="hand" attachedToRef="it"><bpmn:errorEventDefinition id="any"/></bpmn:boundaryEvent>
  <bpmn:userTask id="person"/><bpmn:sequenceFlow id="to" sourceRef="hand" targetRef="person"/>`;
const WORK = around(`<bpmn:serviceTask id="it" tb:topic="licence" />${BY_HAND}`);
const DECIDED = around('<bpmn:businessRuleTask id="it" tb:decision="fees" />');
const SCRIPT = around('<bpmn:scriptTask id="it" />');
const CALL = around('<bpmn:callActivity id="it" calledElement="other" />');
const CHOICE = model(
  `<bpmn:startEvent id="start" /><bpmn:exclusiveGateway id="it" /><bpmn:endEvent id="one" /><bpmn:endEvent id="two" />
   <bpmn:sequenceFlow id="in" sourceRef="start" targetRef="it" />
   <bpmn:sequenceFlow id="a" sourceRef="it" targetRef="one"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">x = 1</bpmn:conditionExpression></bpmn:sequenceFlow>
   <bpmn:sequenceFlow id="b" sourceRef="it" targetRef="two"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">x = 2</bpmn:conditionExpression></bpmn:sequenceFlow>`,
);
const catching = (definition: string, roots = ''): string =>
  around(`<bpmn:intermediateCatchEvent id="it">${definition}</bpmn:intermediateCatchEvent>`, roots);
const TIMER = catching(
  '<bpmn:timerEventDefinition id="d"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P3D</bpmn:timeDuration></bpmn:timerEventDefinition>',
);
const COUNTED = catching(
  '<bpmn:timerEventDefinition id="d"><bpmn:extensionElements><tb:limit value="5" unit="workingDay"/></bpmn:extensionElements></bpmn:timerEventDefinition>',
);
const MESSAGE = '<bpmn:message id="m" name="Paid" />';
const RECEIVING = catching('<bpmn:messageEventDefinition id="d" messageRef="m" />', MESSAGE);
const SENDING = around(
  '<bpmn:intermediateThrowEvent id="it"><bpmn:messageEventDefinition id="d" messageRef="m" /></bpmn:intermediateThrowEvent>',
  MESSAGE,
);
const WITHDRAWN = model(
  `<bpmn:startEvent id="start" /><bpmn:endEvent id="end" /><bpmn:sequenceFlow id="f" sourceRef="start" targetRef="end" />
   <bpmn:subProcess id="sub" triggeredByEvent="true"><bpmn:startEvent id="it"><bpmn:messageEventDefinition id="d" messageRef="m" /></bpmn:startEvent>
   <bpmn:endEvent id="gone" /><bpmn:sequenceFlow id="away" sourceRef="it" targetRef="gone" /></bpmn:subProcess>`,
  MESSAGE,
);
const LINK = model(
  `<bpmn:startEvent id="start" /><bpmn:intermediateThrowEvent id="it"><bpmn:linkEventDefinition id="d" name="A" /></bpmn:intermediateThrowEvent>
   <bpmn:intermediateCatchEvent id="to"><bpmn:linkEventDefinition id="e" name="A" /></bpmn:intermediateCatchEvent><bpmn:endEvent id="end" />
   <bpmn:sequenceFlow id="f" sourceRef="start" targetRef="it" /><bpmn:sequenceFlow id="g" sourceRef="to" targetRef="end" />`,
);
const border = (kind: string, root: string): string =>
  model(
    `<bpmn:startEvent id="start" /><bpmn:userTask id="task" /><bpmn:endEvent id="end" /><bpmn:endEvent id="other" />
     <bpmn:boundaryEvent id="it" attachedToRef="task"><bpmn:${kind}EventDefinition id="d" ${kind}Ref="r" /></bpmn:boundaryEvent>
     <bpmn:sequenceFlow id="f" sourceRef="start" targetRef="task" /><bpmn:sequenceFlow id="g" sourceRef="task" targetRef="end" />
     <bpmn:sequenceFlow id="h" sourceRef="it" targetRef="other" />`,
    root,
  );
const ERROR = border('error', '<bpmn:error id="r" errorCode="E1" />');
const ESCALATION = border('escalation', '<bpmn:escalation id="r" escalationCode="E1" />');
const ITEMS = around(
  '<bpmn:userTask id="it"><bpmn:multiInstanceLoopCharacteristics tb:collection="departments" tb:outputCollection="opinions" /></bpmn:userTask>',
);
const AGAIN = around('<bpmn:userTask id="it"><bpmn:standardLoopCharacteristics /></bpmn:userTask>');
const FORMED = around('<bpmn:userTask id="it" tb:form="f" />');

const at = (where: string, sample: Omit<Sample, 'at'>): Sample => ({ ...sample, at: where });
const main = (value: string | undefined, first?: Sample['first']): Sample =>
  at('main', { model: LINE, value, ...(first && { first }) });

const LIMIT: Readonly<Record<string, string>> = {
  limitValue: '20',
  limitUnit: 'day',
  startDayCounts: 'true',
  endOfDay: 'closing',
  lastDay: 'as-is',
  pausableBy: 'hearing, expert-review',
  extension: '10',
  extensions: '2',
  yellowFrom: '0.6',
  yellowDays: '2',
  basis: '行政许可法 42',
  basisEn: 'Licensing Act, s. 42',
  limitDepartment: '=office',
};

/** Each value of a group in one model. */
const each = (group: string, values: Readonly<Record<string, string>>, sample: (value: string, id: string) => Sample) =>
  Object.fromEntries(Object.entries(values).map(([id, value]) => [`${group}.${id}`, sample(value, id)]));

export const SAMPLES: Readonly<Record<string, Sample>> = {
  'general.name': { model: USER, value: '审批' },
  'general.nameEn': { model: USER, value: 'Approve' },
  'general.id': { model: USER, value: 'examine' },
  ...each(
    'process',
    {
      processName: '食品经营许可',
      processNameEn: 'Food licence',
      processKey: 'food-licence',
      versionTag: '2.1',
      serviceItem: 'food',
      withdrawal: 'false',
      starters: 'window, applicant',
      owners: 'supervision',
      published: 'decision, reason',
      inboxVariables: 'name, amount',
      parties: 'holder',
      applicant: 'company, name',
      historyTtl: 'P10Y',
    },
    (value) => main(value),
  ),
  'process.executable': main(undefined),
  ...each('assignment', { assignee: 'li', groups: 'window', users: '=officers', department: 'market' }, (value) => ({
    model: USER,
    value,
  })),
  'approvers.approverRule': { model: USER, value: 'superior' },
  ...each('approvers', { approverRole: 'clerk', approverPost: '=post' }, (value) => ({ model: USER, value })),
  'approvers.approverDepartment': { model: USER, first: { approverRole: 'clerk' }, value: 'market' },
  'approvers.approverLevel': { model: USER, first: { approverRule: 'superior' }, value: '2' },
  'approvers.approverNode': { model: LINE, first: { approverRule: 'handler-of' }, value: 'before' },
  'approvers.approverVariable': { model: USER, first: { approverRule: 'chosen-in-form' }, value: 'chosen' },
  'approvers.approverMatter': {
    model: USER,
    first: { approverRule: 'responsibility', approverArea: '=area' },
    value: 'stall',
  },
  'approvers.approverNumber': { model: ROUND, first: { approverRule: 'draw', approverPost: 'expert' }, value: '5' },
  'approvers.approverConflicts': {
    model: ROUND,
    first: { approverRule: 'draw', approverPost: 'expert', approverNumber: '5' },
    value: '=near',
  },
  'approvers.approverArea': {
    model: USER,
    first: { approverRule: 'responsibility', approverMatter: 'stall' },
    value: '=area',
  },
  'approvers.approverEmpty': { model: USER, first: { approverRule: 'superior' }, value: 'superior' },
  'approvers.approverEmptyTo': {
    model: USER,
    first: { approverRule: 'superior', approverEmpty: 'person' },
    value: 'zhou',
  },
  'approvers.approverSelf': { model: USER, first: { approverRule: 'superior' }, value: 'head' },
  'approvers.approverRepeat': { model: USER, first: { approverRule: 'superior' }, value: 'keep-last' },
  'approvers.decides': { model: USER, value: 'licence' },
  'approvers.decidedWhen': { model: USER, first: { decides: 'licence' }, value: '=result = "grant"' },
  'approvers.separateFrom': { model: LINE, value: 'before' },
  'approvers.fourEyes': { model: USER, value: 'true' },
  'approvers.inPerson': { model: USER, value: 'true' },
  'approval.approvalRule': { model: ASKED, value: 'any' },
  ...each(
    'approval',
    { approvalOrder: 'sequence', approvalAbstain: 'left-out', approvalVeto: 'everybody', approvalLayered: '=layers' },
    (value) => ({
      model: ASKED,
      first: { approvalRule: 'all' },
      value,
    }),
  ),
  ...each(
    'approval',
    { approvalShare: '2/3', approvalBase: 'voted', approvalQuorum: '1/2', approvalAgainst: 'wait' },
    (value, id) => ({
      model: ASKED,
      first: { approvalRule: 'ratio', ...(id !== 'approvalShare' && { approvalShare: '3/4' }) },
      value,
    }),
  ),
  'approval.approvalWeights': {
    model: ASKED,
    first: { approvalRule: 'weighted', approvalShare: '1/2' },
    value: '={wang: 2}',
  },
  'approval.approvalRemoval': {
    model: ASKED,
    first: { approvalRule: 'weighted', approvalShare: '1/2' },
    value: 'renormalises',
  },
  'approval.approvalCoordinator': {
    model: ASKED,
    first: { approvalRule: 'all', approvalAgainst: 'coordinator' },
    value: '=boss',
  },
  'form.form': { model: USER, value: 'take-in' },
  'fieldRights.fieldName': { model: FORMED, first: { fieldRight: 'hidden' }, value: 'applicant.phone' },
  'fieldRights.fieldRight': { model: FORMED, first: { fieldName: 'phone' }, value: 'required' },
  'personalData.fieldName': main('idNumber', { fieldMask: 'idNumber' }),
  'personalData.fieldMask': main('phone', { fieldName: 'mobile', fieldMask: 'idNumber' }),
  ...each('limit', { ...LIMIT, limitValue: '7' }, (value, id) => ({
    model: LIMITED,
    ...(id === 'extensions' && { first: { extension: '10' } }),
    ...(id === 'basisEn' && { first: { basis: '本市规定' } }),
    value,
  })),
  'limit.floor': { model: LIMITED, value: 'full' },
  'limit.priority': { model: LIMITED, value: '80' },
  ...each('limits', LIMIT, (value, id) =>
    main(value, {
      limitClock: 'promised',
      ...(id !== 'limitValue' && { limitValue: '5' }),
      ...(id !== 'limitUnit' && { limitUnit: 'workingDay' }),
      ...(id === 'extensions' && { extension: '10' }),
      ...(id === 'basisEn' && { basis: '本市规定' }),
    }),
  ),
  'limits.limitClock': main('statutory', { limitValue: '5', limitUnit: 'workingDay' }),
  'limits.startsAfter': main('before', { limitClock: 'promised', limitValue: '5', limitUnit: 'workingDay' }),
  'limits.stopsAfter': main('later', { limitClock: 'promised', limitValue: '5', limitUnit: 'workingDay' }),
  'limits.settledAfter': main('later', { limitClock: 'promised', limitValue: '5', limitUnit: 'workingDay' }),
  'limits.countsFrom': main('=received', { limitClock: 'promised', limitValue: '5', limitUnit: 'workingDay' }),
  'ladder.rungAction': { model: LIMITED, first: { rungUsed: '70%' }, value: 'supervise' },
  'ladder.rungUsed': { model: LIMITED, value: '70%' },
  'ladder.rungLeft': { model: LIMITED, first: { rungUnit: 'workingDay' }, value: '1' },
  'ladder.rungAfter': { model: LIMITED, first: { rungUnit: 'workingDay' }, value: '2' },
  'ladder.rungUnit': { model: LIMITED, first: { rungLeft: '1' }, value: 'workingHour' },
  'ladder.rungClock': main('statutory', { rungUsed: '70%' }),
  'ladder.rungTo': { model: LIMITED, first: { rungUsed: '70%' }, value: 'handler,lead' },
  'ladder.rungProcess': { model: LIMITED, first: { rungUsed: '70%', rungAction: 'start' }, value: 'inquiry' },
  'ladder.rungTopic': { model: LIMITED, first: { rungUsed: '70%', rungAction: 'call' }, value: 'sms.send' },
  'ladder.rungBasis': {
    model: LIMITED,
    first: { rungAfter: '0', rungUnit: 'workingDay', rungAction: 'pass' },
    value: 'rule 12',
  },
  'ladder.basisEn': {
    model: LIMITED,
    first: { rungAfter: '0', rungUnit: 'workingDay', rungAction: 'pass', rungBasis: '本市规定' },
    value: 'Local rule 12',
  },
  'ladder.rungDaily': { model: LIMITED, first: { rungAfter: '0', rungUnit: 'workingDay' }, value: 'true' },
  'ladder.rungName': { model: LIMITED, first: { rungUsed: '70%' }, value: 'early' },
  'work.topic': { model: around(`<bpmn:serviceTask id="it" />${BY_HAND}`), value: 'licence' },
  ...each(
    'work',
    {
      retry: 'R5/PT30S',
      workPriority: '5',
      purpose: '核验',
      purposeEn: 'Verification',
      giveUp: 'gone',
      manualPath: 'by-hand',
    },
    (value) => ({ model: WORK, value }),
  ),
  'decision.decision': { model: around('<bpmn:businessRuleTask id="it" />'), value: 'fees' },
  'decision.binding': { model: DECIDED, value: 'deployment' },
  'decision.calledVersion': { model: DECIDED, first: { binding: 'version' }, value: '3' },
  'decision.calledVersionTag': { model: DECIDED, first: { binding: 'versionTag' }, value: 'stable' },
  'decision.resultVariable': { model: DECIDED, value: 'fee' },
  'script.scriptFormat': { model: SCRIPT, first: { script: '1 + 1' }, value: 'javascript' },
  'script.script': { model: SCRIPT, value: 'fee * 2' },
  'script.javaScript': { model: SCRIPT, first: { scriptFormat: 'javascript' }, value: '({ total: 1 })' },
  'script.resultVariable': { model: SCRIPT, first: { script: '1 + 1' }, value: 'total' },
  'call.calledElement': { model: around('<bpmn:callActivity id="it" />'), value: 'other' },
  'call.separateFrom': {
    model: around('<bpmn:userTask id="before" /><bpmn:callActivity id="it" calledElement="other" />'),
    value: 'before',
  },
  'call.binding': { model: CALL, value: 'deployment' },
  'call.calledVersion': { model: CALL, first: { binding: 'version' }, value: '3' },
  'call.calledVersionTag': { model: CALL, first: { binding: 'versionTag' }, value: 'stable' },
  'condition.isDefault': at('a', { model: CHOICE, value: 'true' }),
  'condition.condition': at('a', { model: CHOICE, value: 'x > 3' }),
  'defaultFlow.defaultFlow': { model: CHOICE, value: 'b' },
  'timer.timerKind': { model: TIMER, value: 'timeCycle' },
  'timer.timerValue': { model: TIMER, value: 'PT1H' },
  ...each(
    'timer',
    {
      limitValue: '7',
      limitUnit: 'day',
      startDayCounts: 'true',
      endOfDay: 'closing',
      lastDay: 'as-is',
      limitUsed: '70%',
      limitBeside: 'statutory',
      basis: '行政许可法 32',
      basisEn: 'Licensing Act, s. 32',
      limitDepartment: 'housing',
    },
    (value, id) => ({ model: COUNTED, ...(id === 'basisEn' && { first: { basis: '本市规定' } }), value }),
  ),
  'message.messageName': { model: RECEIVING, value: 'Sent' },
  'message.correlationKey': { model: RECEIVING, value: '=caseNumber' },
  'message.senders': { model: RECEIVING, value: 'applicant' },
  'message.timeToLive': { model: SENDING, value: 'PT1H' },
  'link.linkName': { model: LINK, value: 'B' },
  'signal.signalName': {
    model: catching('<bpmn:signalEventDefinition id="d" signalRef="s" />', '<bpmn:signal id="s" name="storm" />'),
    value: 'flood',
  },
  'error.errorCode': { model: ERROR, value: 'E2' },
  'error.codeVariable': { model: ERROR, value: 'code' },
  'escalation.escalationCode': { model: ESCALATION, value: 'E2' },
  'escalation.codeVariable': { model: ESCALATION, value: 'code' },
  'multiInstance.sequential': { model: ITEMS, value: 'true' },
  'multiInstance.collection': { model: ITEMS, value: 'offices' },
  'multiInstance.elementVariable': { model: ITEMS, value: 'office' },
  'multiInstance.cardinality': {
    model: around('<bpmn:userTask id="it"><bpmn:multiInstanceLoopCharacteristics /></bpmn:userTask>'),
    value: '3',
  },
  'multiInstance.outputCollection': { model: ITEMS, value: 'answers' },
  'multiInstance.outputElement': { model: ITEMS, value: '=opinion' },
  'multiInstance.completionCondition': { model: ITEMS, value: 'nrOfCompletedInstances >= 2' },
  'standardLoop.loopCondition': { model: AGAIN, value: 'again' },
  'standardLoop.loopMaximum': { model: AGAIN, value: '5' },
  'standardLoop.testBefore': { model: AGAIN, first: { loopCondition: 'again' }, value: 'true' },
  ...Object.fromEntries(OPERATIONS.map((verb) => [`operations.operation-${verb}`, { model: LINE, value: undefined }])),
  ...Object.fromEntries(
    PROCEDURE_OPERATIONS.map((verb) => [`procedure.operation-${verb}`, { model: LINE, value: 'true' }]),
  ),
  ...each(
    'operations',
    {
      oneByOne: 'true',
      returnTargets: 'before',
      returnResubmit: 'straight',
      returnSigners: 'onlyRejecter',
      returnSeat: 'before',
      returnApplicant: 'false',
      returnConsent: 'superior',
      retrieveUntil: 'strict',
      retrieveWithin: 'PT2H',
      noSkip: 'true',
      freeFlow: 'later',
    },
    (value) => ({ model: LINE, value }),
  ),
  'copies.copyAt': { model: USER, first: { copyUsers: 'li' }, value: 'completion' },
  'copies.copyUsers': { model: USER, value: 'li' },
  'copies.copyGroups': { model: USER, value: 'window' },
  'copies.copyApplicant': { model: USER, value: 'true' },
  ...each('copies', { copyFields: 'name, amount', copyText: '请知悉', copyAgain: 'true' }, (value) => ({
    model: USER,
    first: { copyUsers: 'li' },
    value,
  })),
  'procedure.deciders': { model: LINE, value: 'chief' },
  'procedure.issues': { model: LINE, value: 'grant' },
  'procedure.issuesWhen': { model: LINE, first: { issues: 'grant' }, value: '=result = "grant"' },
  'procedure.issuesBasis': { model: LINE, first: { issues: 'grant' }, value: '行政许可法第三十八条' },
  'milestone.milestoneAccepted': { model: LINE, value: 'true' },
  'waiting.waitsForApplicant': { model: USER, value: 'true' },
  'withdrawing.withdraws': { model: WITHDRAWN, value: 'case' },
  ...each(
    'conduct',
    {
      leads: 'chief, lead',
      organHeads: 'head',
      organ: 'market',
      organEn: 'Market bureau',
      correctionDays: '15',
      toleranceDays: '10',
      undelivered: 'terminated',
      cancel: 'confirmed',
      excludes: 'kind = "secret"',
      extensionCap: '10',
      suspensionMax: '30',
    },
    (value) => main(value),
  ),
  'materials.entryCode': main('M01', { entryName: '申请书' }),
  'materials.entryName': main('申请书', { entryCode: 'M01' }),
  'materials.entryNameEn': main('Form', { entryCode: 'M01' }),
  'materials.tolerated': main('true', { entryCode: 'M01', entryName: '申请书' }),
  'materials.materialHeld': main('licence != null', { entryCode: 'M01', entryName: '申请书' }),
  'specialProcedures.entryKind': main('hearing', { entryName: '听证' }),
  'specialProcedures.entryName': main('听证', { entryKind: 'hearing' }),
  'specialProcedures.entryNameEn': main('Hearing', { entryKind: 'hearing' }),
  'suspensionReasons.entryCode': main('court', { entryName: '诉讼未决' }),
  'suspensionReasons.entryName': main('诉讼未决', { entryCode: 'court' }),
  'suspensionReasons.entryNameEn': main('A lawsuit', { entryCode: 'court' }),
  'suspensionReasons.basisEn': main('Local rule 20', {
    entryCode: 'court',
    entryName: '诉讼未决',
    legalBasis: '实施办法 20',
  }),
  'suspensionReasons.legalBasis': main('实施办法 20', { entryCode: 'court', entryName: '诉讼未决' }),
  ...Object.fromEntries(
    (['inputs', 'outputs'] as const).flatMap((list) => [
      [`${list}.mappingTarget`, { model: WORK, first: { mappingSource: '=a + 1' }, value: 'target' }],
      [`${list}.mappingSource`, { model: WORK, first: { mappingTarget: 'target' }, value: '=a + 1' }],
    ]),
  ),
  'documentation.documentation': { model: USER, value: '核对材料。' },
  'documentation.processDocumentation': {
    model: USER.replace(
      '<bpmn:process ',
      '<bpmn:collaboration id="c"><bpmn:participant id="it" processRef="main" /></bpmn:collaboration><bpmn:process ',
    )
      .replace('userTask id="it"', 'userTask id="do"')
      .replaceAll('Ref="it"', 'Ref="do"'),
    value: '核对材料。',
  },
};
