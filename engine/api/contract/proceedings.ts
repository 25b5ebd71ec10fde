import { type Static, Type } from 'typebox';
import { CLOCK_CODES } from '../../core/clock-record.ts';
import { CASE_RESULTS, DOCUMENT_KINDS, REOPENING_GROUNDS, type Reopening } from '../../core/proceedings.ts';
import { Confirmation, Person } from './confirmation.ts';
import { ProcessInstance } from './instances.ts';
import { operation } from './operation.ts';
import { DryRunQuery } from './rehearsal.ts';
import { closed, Id, listQuery, nullable, oneOf, page, Text, Time, VariableMap } from './schema.ts';

export const IssuedDocument = closed({
  id: Id,
  kind: oneOf(DOCUMENT_KINDS),
  title: Type.String({ description: 'In the language of the request.' }),
  number: Type.String({ description: 'From a sequence without gaps of its kind and year: 补正〔2026〕1号.' }),
  at: Time,
  by: Person,
  hash: Type.String({ description: 'SHA-256 over everything the document says, hexadecimal.' }),
  standing: Type.Unsafe<'valid' | Reopening['mark']>({
    ...oneOf(['valid', 'revoked', 'corrected']),
    description: 'A reopening of the case marks its result documents; they stay as they are.',
  }),
  prints: Type.Array(closed({ at: Time, by: Person }), { description: 'Who printed it when; officials only.' }),
});
export type IssuedDocument = Static<typeof IssuedDocument>;

const Missing = closed({
  material: Type.String(),
  name: Type.String(),
  result: oneOf(['missing', 'defective']),
  reason: Type.String(),
});

const ClockRecord = closed({
  clock: oneOf(CLOCK_CODES),
  effect: oneOf(['start', 'pause', 'resume', 'extend', 'stop']),
  at: Time,
  amount: nullable(closed({ n: Type.Number(), unit: Type.String() })),
  reason: Type.String(),
  basis: nullable(Type.String()),
  document: nullable(Type.String()),
  verb: Type.String(),
  by: nullable(Person),
});

export const Proceedings = closed({
  result: nullable(oneOf(CASE_RESULTS)),
  acceptedAt: nullable(Time),
  deemed: nullable(
    closed({
      basis: Type.String({
        description: 'The article: nobody answered in time, so it counts as accepted from its receipt.',
      }),
      document: Id,
    }),
  ),
  notices: Type.Array(
    closed({
      document: Type.String(),
      at: Time,
      materials: Type.Array(Missing),
      received: nullable(closed({ at: Time, materials: Type.Array(Type.String()) })),
    }),
  ),
  awaitsSupplement: Type.Boolean({
    description: 'Something is asked for that has not come, and the caller may hand it in.',
  }),
  promises: Type.Array(
    closed({ material: Type.String(), name: Type.String(), dueAt: Time, deliveredAt: nullable(Time) }),
  ),
  procedures: Type.Array(
    closed({ kind: Type.String(), name: Type.String(), days: Type.Integer(), at: Time, endedAt: nullable(Time) }),
  ),
  suspensions: Type.Array(
    closed({
      at: Time,
      reason: Type.String(),
      name: Type.String(),
      basis: nullable(Type.String()),
      until: nullable(Time),
      endedAt: nullable(Time),
    }),
  ),
  extension: nullable(closed({ at: Time, days: Type.Integer(), reason: Type.String(), document: Type.String() })),
  reopenings: Type.Array(
    closed({
      at: Time,
      ground: oneOf(REOPENING_GROUNDS),
      order: nullable(Type.String()),
      reason: Type.String(),
      elementId: Type.String(),
      endedAt: Time,
      result: nullable(oneOf(CASE_RESULTS)),
      mark: oneOf(['revoked', 'corrected']),
      documents: Type.Array(Id),
    }),
    { description: 'How the case was opened again after it had ended, the oldest first.' },
  ),
  handedOn: nullable(closed({ organ: Type.String(), at: Time, receivedAt: Time })),
  clocks: Type.Array(ClockRecord, { description: 'What was done to the clocks of the case, oldest first.' }),
  materials: Type.Array(
    closed({
      code: Type.String(),
      name: Type.String(),
      tolerated: Type.Boolean(),
      held: Type.Boolean({ description: 'The government holds it already, so it is not asked of the applicant.' }),
    }),
  ),
  itemMaterials: Type.Array(
    closed({
      code: Type.String(),
      name: Type.String(),
      required: Type.Boolean(),
      held: Type.Boolean({ description: 'A department that holds it is asked instead of the applicant.' }),
      follows: Type.Boolean({ description: 'It may be handed in after the acceptance.' }),
    }),
    {
      description:
        'What the service item asks for by the answers given when it was applied for; empty without an item.',
    },
  ),
  specialProcedures: Type.Array(closed({ kind: Type.String(), name: Type.String() })),
  suspensionReasons: Type.Array(closed({ code: Type.String(), name: Type.String(), basis: nullable(Type.String()) })),
  allowedActions: Type.Array(
    oneOf(['extend', 'void', 'deliver', 'supplement', 'reopen', 'operate', 'withdraw', 'urge']),
    {
      description:
        'What the caller may do with the case as a whole; `operate`: suspend, resume, cancel, jump. An official withdraws with a signed request. `urge`: whoever waits for what others have to do.',
    },
  ),
});
export type Proceedings = Static<typeof Proceedings>;

const tag = 'proceedings';
const HandedIn = {
  materials: Type.Array(Id, { minItems: 1, maxItems: 200, uniqueItems: true }),
  variables: Type.Optional(VariableMap),
};

export const proceedingsOperations = {
  getProceedings: operation({
    method: 'get',
    path: '/process-instances/{id}/proceedings',
    tag,
    summary: {
      en: 'What procedure by law has come to: acceptance, notices, promises, suspensions, clocks',
      zh: '办件的法定程序情况：受理、补正、容缺、中止、延期与时限记录',
    },
    right: 'case.read',
    answer: { status: 200, schema: Proceedings },
  }),
  listDocuments: operation({
    method: 'get',
    path: '/process-instances/{id}/documents',
    tag,
    summary: { en: 'Documents that were issued in the case, oldest first', zh: '办件已出具的文书' },
    right: 'case.read',
    answer: { status: 200, schema: closed({ items: Type.Array(IssuedDocument) }) },
  }),
  getDocument: operation({
    method: 'get',
    path: '/process-instances/{id}/documents/{documentId}',
    tag,
    summary: { en: 'A document as a page to be printed on A4', zh: '文书的打印页面（A4）' },
    right: 'case.read',
    answer: { status: 200, type: 'text/html' },
  }),
  printDocument: operation({
    method: 'post',
    path: '/process-instances/{id}/documents/{documentId}/prints',
    tag,
    summary: { en: 'Record that a document is printed', zh: '登记文书打印' },
    right: 'case.proceed',
    answer: { status: 201, schema: IssuedDocument },
  }),
  supplementProcessInstance: operation({
    method: 'post',
    path: '/process-instances/{id}/supplement',
    tag,
    summary: { en: 'Hand in what the notice asks for', zh: '提交补正材料' },
    right: 'case.proceed',
    body: closed({ ...HandedIn, comment: Type.Optional(Text(4000)) }),
    answer: { status: 200, schema: ProcessInstance },
    problems: ['supplement-not-awaited', 'material-unknown'],
    example: { materials: ['m1'], variables: { company: '一家公司' } },
  }),
  deliverMaterials: operation({
    method: 'post',
    path: '/process-instances/{id}/deliver',
    tag,
    summary: { en: 'Hand in materials that were promised', zh: '补交容缺材料' },
    right: 'case.proceed',
    body: closed(HandedIn),
    answer: { status: 200, schema: ProcessInstance },
    problems: ['material-unknown'],
    example: { materials: ['m2'] },
  }),
  extendProcessInstance: operation({
    method: 'post',
    path: '/process-instances/{id}/extend',
    tag,
    summary: {
      en: 'Extend the limit, once, before it is over. For the organ head the model names',
      zh: '延期：期限届满前一次，由模型指定的机关负责人批准',
    },
    right: 'case.operate',
    query: DryRunQuery,
    rehearsable: true,
    body: closed({ days: Type.Integer({ minimum: 1, maximum: 3_650 }), reasons: Type.Optional(Text(2000)) }),
    answer: { status: 200, schema: ProcessInstance },
    problems: ['extension-twice', 'extension-late', 'extension-over-cap', 'document-incomplete'],
    example: { days: 10, reasons: '案情复杂，需进一步核实' },
  }),
  voidProcessInstance: operation({
    method: 'post',
    path: '/process-instances/{id}/void',
    tag,
    summary: {
      en: 'Ask for the case to be voided; another administrator or a manager confirms',
      zh: '申请作废办件，由另一名管理员或主管确认',
    },
    right: 'case.modify',
    query: DryRunQuery,
    rehearsable: true,
    body: closed({ reason: Type.String({ minLength: 1, maxLength: 4000 }) }),
    answer: { status: 200, schema: ProcessInstance },
    problems: ['confirmation-pending'],
    example: { reason: '重复登记' },
  }),
  reopenProcessInstance: operation({
    method: 'post',
    path: '/process-instances/{id}/reopen',
    tag,
    summary: {
      en: 'Ask for an ended case to be opened again at a step; somebody with the power of decision confirms',
      zh: '申请重启已办结的办件，由有决定权的人员确认',
    },
    right: 'case.modify',
    query: DryRunQuery,
    rehearsable: true,
    body: closed({
      to: Id,
      ground: oneOf(REOPENING_GROUNDS),
      order: Type.Optional(Id),
      reason: Type.String({ minLength: 1, maxLength: 2000 }),
    }),
    answer: { status: 200, schema: ProcessInstance },
    problems: ['case-not-ended', 'reopen-target', 'reopen-order', 'confirmation-pending'],
    example: { to: 'decide', ground: 'judgment', order: '（2026）京01行终12号', reason: '判决责令重新作出决定' },
  }),
  listConfirmations: operation({
    method: 'get',
    path: '/confirmations',
    tag,
    summary: {
      en: 'What waits for the confirmation of the caller, or for that of others after the caller asked',
      zh: '待本人确认的事项，及本人提出待他人确认的事项',
    },
    right: 'inbox.use',
    query: listQuery(
      {
        waiting: Type.Optional(
          Type.Boolean({ description: 'Only what the caller may confirm, none of what the caller asked for.' }),
        ),
      },
      ['at'],
    ),
    answer: { status: 200, schema: page(Confirmation) },
  }),
  answerConfirmation: operation({
    method: 'post',
    path: '/process-instances/{id}/confirmations/{requestId}/{answer}',
    tag,
    summary: {
      en: 'confirm, refuse (with a reason), or withdraw a request',
      zh: '同意、不同意（须说明理由）或撤回申请',
    },
    right: 'inbox.use',
    query: DryRunQuery,
    rehearsable: true,
    body: closed({ reason: Type.Optional(Text(2000)) }),
    answer: { status: 200, schema: closed({ instanceId: Id, status: Type.String() }) },
    problems: ['confirmation-own', 'confirmation-reason'],
    example: { reason: '情况属实' },
  }),
} as const;
