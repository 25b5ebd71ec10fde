import { type Static, Type } from 'typebox';
import { Lamp } from './clocks.ts';
import { Confirmation } from './confirmation.ts';
import { SaidConsents } from './consents.ts';
import { Incident } from './incidents.ts';
import { operation } from './operation.ts';
import { DryRunQuery, dryRun } from './rehearsal.ts';
import { closed, Id, listQuery, nullable, oneOf, page, Text, Time, VariableMap } from './schema.ts';
import { format } from './sla.ts';

export const ElementInstance = closed({
  id: Id,
  elementId: Type.String(),
  name: Type.String(),
  type: Type.String({ description: 'BPMN name with a small first letter: `userTask`, `boundaryEvent`.' }),
  state: oneOf(['entered', 'active', 'completing', 'completed', 'terminating', 'terminated', 'incident']),
  since: Time,
  parentElementInstanceId: nullable(Id),
  instanceId: Id,
  definitionId: Id,
});
export type ElementInstance = Static<typeof ElementInstance>;

export const InstanceStatus = oneOf(['active', 'completed', 'terminated', 'suspended', 'incident']);
export type InstanceStatus = Static<typeof InstanceStatus>;

export const InnerActivity = closed({
  elementInstanceId: Type.String({ description: 'The instance of the ad-hoc sub-process.' }),
  elementId: Type.String(),
  name: Type.String(),
  type: Type.String(),
});

export const ProcessInstance = closed({
  id: Id,
  definitionId: Id,
  definitionKey: Type.String(),
  definitionName: Type.String(),
  serviceName: Type.String({
    description: 'What was applied for: the service item, else the process that the case began with.',
  }),
  version: Type.Integer(),
  businessKey: nullable(Type.String()),
  status: InstanceStatus,
  closedAs: nullable(
    Type.String({
      description:
        'How a case was ended before it was done, or is being ended while what was done is undone: refused, withdrawn, notAccepted, handedOn, void, …',
    }),
  ),
  initiator: nullable(Type.String()),
  initiatorName: nullable(Type.String({ description: 'Name of the initiator in the language of the caller.' })),
  variables: Type.Unsafe<Readonly<Record<string, unknown>>>({
    type: 'object',
    additionalProperties: true,
    description:
      'Variables of the process scope; applicants see those of the start form and those the process publishes (`tb:published`).',
  }),
  masked: Type.Array(Type.String(), {
    description: 'Paths of personal data that the caller sees masked; `POST …/unmask` shows them for a purpose.',
  }),
  dataStates: Type.Record(Type.String(), Type.String(), {
    description: 'States of the data objects of the process (`dataState`), by name; officials only.',
  }),
  published: Type.Array(closed({ name: Type.String(), formKey: nullable(Type.String()) }), {
    description: 'Variables the process publishes to the applicant and that are set, with a form that explains each.',
  }),
  startedAt: Time,
  endedAt: nullable(Time),
  lamp: nullable(Lamp),
  dueAt: nullable(
    Type.String({
      format: 'date-time',
      description: 'By the promise, else by the law; null where the process has neither.',
    }),
  ),
  provisional: Type.Boolean(),
  elements: Type.Array(ElementInstance, {
    description:
      'Open element instances, at most 1,000, the oldest first; lists leave out the items of a multi-instance activity with many. Of an ended case, none.',
  }),
  incidents: Type.Array(Incident),
  activities: Type.Array(InnerActivity, {
    description: 'Activities of ad-hoc sub-processes that the caller may begin now.',
  }),
  requests: Type.Array(Confirmation, {
    description: 'What waits for a second person, the oldest first; officials only.',
  }),
  mayWithdraw: Type.Boolean({
    description: 'The caller began the case, or acts for who did, and may withdraw it now.',
  }),
  mayDirect: Type.Boolean({
    description: 'The caller has it in hand, leads there or manages it: may merge it, split it, and take it out again.',
  }),
  awaits: Type.Array(closed({ message: Type.String(), elementId: Type.String(), name: Type.String(), since: Time }), {
    description: 'Messages the case waits for that the caller may send to it (`POST /messages`).',
  }),
});
export type ProcessInstance = Static<typeof ProcessInstance>;

export const JournalEntry = closed({
  seq: Type.Integer(),
  at: Time,
  actor: Type.String(),
  actorName: Type.String({
    description: 'Name of the actor in the language of the caller; the id where there is none.',
  }),
  command: Type.String(),
  request: nullable(
    Type.String({
      description: 'Fingerprint of sender, route and Idempotency-Key; null where the request had no key.',
    }),
  ),
  events: Type.Array(
    Type.Unsafe<{ type: string }>({
      type: 'object',
      required: ['type'],
      properties: { type: { type: 'string' } },
      additionalProperties: true,
    }),
  ),
  hash: Type.String({ description: 'SHA-256 over this row and the hash of the row before it, hexadecimal.' }),
});
export type JournalEntry = Static<typeof JournalEntry>;

export const Unmasking = closed({
  id: Id,
  instanceId: Id,
  businessKey: nullable(Type.String()),
  at: Time,
  actor: Id,
  actorName: Type.String(),
  fields: Type.Array(Type.String()),
  purpose: Type.String(),
});
export type Unmasking = Static<typeof Unmasking>;

export const StartInstance = closed({
  consents: Type.Optional(SaidConsents),
  definitionKey: Type.Optional(Id),
  definitionId: Type.Optional(Id),
  version: Type.Optional(Type.Integer({ minimum: 1 })),
  versionTag: Type.Optional(Text(200)),
  businessKey: Type.Optional(nullable(Type.String({ minLength: 1, maxLength: 200 }))),
  variables: Type.Optional(VariableMap),
  initiator: Type.Optional(
    Type.String({ minLength: 1, maxLength: 200, description: 'Whom the case is opened for; officials only.' }),
  ),
  startAt: Type.Optional(
    Type.Array(Id, {
      minItems: 1,
      maxItems: 100,
      description: 'Element ids to start at instead of the start event; administrators only.',
    }),
  ),
});
export type StartInstance = Static<typeof StartInstance>;

export const ModifyInstruction = closed({
  type: oneOf(['startBefore', 'startAfter', 'cancel']),
  elementId: Type.Optional(Id),
  elementInstanceId: Type.Optional(Id),
  variables: Type.Optional(VariableMap),
});
export type ModifyInstruction = Static<typeof ModifyInstruction>;

const Reason = closed({ reason: Type.Optional(Text(2000)) });
const VariablesAnswer = closed({ variables: VariableMap });
const scope = closed({
  scope: Type.Optional(
    Type.String({ minLength: 1, maxLength: 200, description: 'Element instance id; the process scope where absent.' }),
  ),
});
const tag = 'process-instances';

export const instanceOperations = {
  startProcessInstance: operation({
    method: 'post',
    path: '/process-instances',
    tag,
    summary: { en: 'Start a case', zh: '发起办件' },
    right: 'case.start',
    query: DryRunQuery,
    rehearsable: true,
    body: StartInstance,
    answer: { status: 201, schema: ProcessInstance },
    example: { definitionKey: 'open-company', businessKey: '2026-000123', variables: { companyName: '一家公司' } },
  }),
  listProcessInstances: operation({
    method: 'get',
    path: '/process-instances',
    tag,
    summary: { en: 'Cases the caller may see, newest first', zh: '可见的办件（新的在前）' },
    right: 'case.read',
    query: listQuery(
      {
        definitionKey: Type.Optional(Id),
        definitionId: Type.Optional(Id),
        businessKey: Type.Optional(Id),
        initiator: Type.Optional(Id),
        status: Type.Optional(InstanceStatus),
        voided: Type.Optional(
          Type.Boolean({ description: 'Only cases that were voided; other lists leave them out.' }),
        ),
        open: Type.Optional(Type.Boolean({ description: 'Only cases that have not ended (true) or have (false).' })),
        favourite: Type.Optional(Type.Literal(true, { description: 'Only those that the caller keeps at hand.' })),
        elementId: Type.Optional(
          Type.String({
            minLength: 1,
            maxLength: 200,
            description:
              'Cases that have work open at this element, with definitionId also those that are inside it; definitionId and definitionKey are then those of its process, which may be one that the case calls.',
          }),
        ),
        lamp: Type.Optional(Lamp),
        dueBefore: Type.Optional(Time),
        startedAfter: Type.Optional(Time),
        startedBefore: Type.Optional(Time),
        endedAfter: Type.Optional(Time),
        endedBefore: Type.Optional(Time),
        ...format,
      },
      ['-startedAt', 'startedAt'],
    ),
    answer: { status: 200, schema: page(ProcessInstance) },
  }),
  getProcessInstance: operation({
    method: 'get',
    path: '/process-instances/{id}',
    tag,
    summary: { en: 'One case', zh: '办件详情' },
    right: 'case.read',
    answer: { status: 200, schema: ProcessInstance },
  }),
  getJournal: operation({
    method: 'get',
    path: '/process-instances/{id}/journal',
    tag,
    summary: { en: 'Every command and event of the case in order', zh: '办件日志：每一步操作与事件' },
    right: 'case.details',
    query: listQuery({}, ['seq']),
    answer: { status: 200, schema: page(JournalEntry) },
  }),
  getVariables: operation({
    method: 'get',
    path: '/process-instances/{id}/variables',
    tag,
    summary: { en: 'Variables of a scope', zh: '读取变量' },
    right: 'case.details',
    query: scope,
    answer: { status: 200, schema: VariablesAnswer },
  }),
  setVariables: operation({
    method: 'patch',
    path: '/process-instances/{id}/variables',
    tag,
    summary: { en: 'Write variables of a scope', zh: '修改变量' },
    right: 'case.operate',
    query: closed({ ...scope.properties, ...dryRun }),
    rehearsable: true,
    body: closed({ variables: VariableMap }),
    answer: { status: 200, schema: VariablesAnswer },
    example: { variables: { amount: 120 } },
  }),
  unmask: operation({
    method: 'post',
    path: '/process-instances/{id}/unmask',
    tag,
    summary: {
      en: 'See masked personal data in plain; who did so, and for what, is kept and shown with the case',
      zh: '查看脱敏信息原文；查看人与用途留痕，并在办件中公示',
    },
    right: 'data.unmask',
    body: closed({
      fields: Type.Array(Text(200), {
        minItems: 1,
        maxItems: 50,
        uniqueItems: true,
        description: 'Among `masked` of the case.',
      }),
      purpose: Type.String({ minLength: 4, maxLength: 500, pattern: '\\S.*\\S.*\\S.*\\S' }),
    }),
    answer: { status: 200, schema: closed({ values: VariableMap }) },
    problems: ['unmask-field-unknown'],
    idempotent: false,
    example: { fields: ['idNumber'], purpose: '核验申请人身份，电话告知补正事项' },
  }),
  listCaseUnmaskings: operation({
    method: 'get',
    path: '/process-instances/{id}/unmaskings',
    tag,
    summary: { en: 'Who saw personal data of the case in plain, and for what', zh: '本办件个人信息原文的查看记录' },
    right: 'case.read',
    query: listQuery({}, ['-at']),
    answer: { status: 200, schema: page(Unmasking) },
  }),
  listInnerActivities: operation({
    method: 'get',
    path: '/process-instances/{id}/elements/{elementInstanceId}/activities',
    tag,
    summary: {
      en: 'Activities of an ad-hoc sub-process that the caller may begin now',
      zh: '自由子流程中当前可启动的活动',
    },
    right: 'case.begin',
    answer: { status: 200, schema: closed({ items: Type.Array(InnerActivity) }) },
  }),
  startInnerActivity: operation({
    method: 'post',
    path: '/process-instances/{id}/elements/{elementInstanceId}/activities',
    tag,
    summary: {
      en: 'Begin an activity of an ad-hoc sub-process. For managers and owners of the process, officials who may start it, and who works inside',
      zh: '启动自由子流程中的活动（管理者、流程负责人、可发起该流程的人员及其中任务的办理人）',
    },
    right: 'case.begin',
    query: DryRunQuery,
    rehearsable: true,
    body: closed({ elementId: Id, variables: Type.Optional(VariableMap) }),
    answer: { status: 200, schema: ProcessInstance },
    problems: ['ad-hoc-busy'],
    example: { elementId: 'inspection', variables: { reason: 'complaint' } },
  }),
  cancelProcessInstance: operation({
    method: 'post',
    path: '/process-instances/{id}/cancel',
    tag,
    summary: {
      en: 'End the case; open tasks are voided. For managers and owners of the process. Where the item asks for two persons (tb:conduct cancel), this asks, and another confirms',
      zh: '终止办件，未办任务作废（管理者与流程负责人）；事项要求两人的（tb:conduct cancel），本操作为申请，由另一人确认',
    },
    right: 'case.operate',
    query: DryRunQuery,
    rehearsable: true,
    body: Reason,
    answer: { status: 200, schema: ProcessInstance },
    problems: ['confirmation-pending'],
  }),
  suspendProcessInstance: operation({
    method: 'post',
    path: '/process-instances/{id}/suspend',
    tag,
    summary: { en: 'Freeze the case: nothing fires and nobody acts until it is resumed', zh: '挂起办件' },
    right: 'case.operate',
    query: DryRunQuery,
    rehearsable: true,
    body: Reason,
    answer: { status: 200, schema: ProcessInstance },
  }),
  resumeProcessInstance: operation({
    method: 'post',
    path: '/process-instances/{id}/resume',
    tag,
    summary: { en: 'Let the case go on', zh: '恢复办件' },
    right: 'case.operate',
    query: DryRunQuery,
    rehearsable: true,
    body: Reason,
    answer: { status: 200, schema: ProcessInstance },
  }),
  withdrawProcessInstance: operation({
    method: 'post',
    path: '/process-instances/{id}/withdraw',
    tag,
    summary: {
      en: 'The applicant withdraws the application before the decision; an official does it on a signed request. Where the process says what a withdrawal does, that happens; what it takes only in part is not `closedAs` withdrawn',
      zh: '撤回申请（决定之前，由申请人或其代理人；工作人员凭签字申请办理）。流程规定了撤回办法的从其规定；只撤回一部分的，closedAs 不为 withdrawn',
    },
    right: 'case.proceed',
    query: DryRunQuery,
    rehearsable: true,
    body: closed({ reason: Type.Optional(Text(2000)), request: Type.Optional(Text(200)) }),
    answer: { status: 200, schema: ProcessInstance },
    problems: ['withdraw-too-late', 'withdraw-impossible', 'withdraw-request-missing', 'withdraw-switched-off'],
    example: { reason: '不再办理' },
  }),
  jumpProcessInstance: operation({
    method: 'post',
    path: '/process-instances/{id}/jump',
    tag,
    summary: {
      en: 'Ask for a jump to a step; a second person who manages the case confirms it',
      zh: '申请跳转到某一步骤，须由另一名管理人员确认',
    },
    right: 'case.operate',
    query: DryRunQuery,
    rehearsable: true,
    body: closed({
      to: Id,
      from: Type.Optional(Id),
      reason: Type.String({ minLength: 1, maxLength: 2000 }),
    }),
    answer: { status: 200, schema: ProcessInstance },
    problems: ['jump-target-invalid', 'jump-past-mandatory', 'jump-ambiguous'],
    example: { to: 'review', reason: '受理环节误操作' },
  }),
  migrateProcessInstance: operation({
    method: 'post',
    path: '/process-instances/{id}/migrate',
    tag,
    summary: {
      en: 'Let a running case go on by another version of its process; running clocks and timers stay as they are',
      zh: '将在办办件转到流程的其他版本；已开始的期限与定时器保持不变',
    },
    right: 'case.modify',
    query: DryRunQuery,
    rehearsable: true,
    body: closed({
      definitionId: Id,
      renamed: Type.Optional(
        Type.Record(Type.String({ maxLength: 200 }), Id, {
          maxProperties: 200,
          description: 'Steps that are called otherwise there: old id to new id.',
        }),
      ),
      reason: Type.Optional(Text(2000)),
    }),
    answer: { status: 200, schema: ProcessInstance },
    problems: ['migration-blocked', 'migration-target'],
    example: { definitionId: 'open-company:4', renamed: { review: 'examine' } },
  }),
  modifyProcessInstance: operation({
    method: 'post',
    path: '/process-instances/{id}/modify',
    tag,
    summary: { en: 'Move tokens by hand', zh: '人工调整流程位置' },
    right: 'case.modify',
    query: DryRunQuery,
    rehearsable: true,
    body: closed({
      instructions: Type.Array(ModifyInstruction, { minItems: 1, maxItems: 100 }),
      reason: Type.Optional(Text(2000)),
    }),
    answer: { status: 200, schema: ProcessInstance },
    example: {
      instructions: [
        { type: 'cancel', elementId: 'review' },
        { type: 'startBefore', elementId: 'accept' },
      ],
    },
  }),
} as const;
