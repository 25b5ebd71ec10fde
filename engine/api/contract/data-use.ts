/** Reading shared data, objecting to it, and what is told of both. */
import { type Static, Type } from 'typebox';
import { DIRECTORY_KINDS } from '../../forms/required-fields.ts';
import { operation } from './operation.ts';
import { Count, closed, Day, Id, listQuery, Name, nullable, oneOf, page, Text, Time, VariableMap } from './schema.ts';
import { format } from './sla.ts';

const Read = closed({
  id: Id,
  at: Time,
  by: oneOf(['person', 'process']),
  actor: Id,
  actorName: Type.String(),
  department: nullable(Id),
  code: Id,
  name: Type.String(),
  purpose: Type.String(),
  items: Type.Array(Type.String()),
  plain: Type.Array(Type.String(), { description: 'Guarded items that were shown unmasked.' }),
  grantId: nullable(Id),
  consentId: nullable(Id),
  instanceId: nullable(Id),
  subject: nullable(Type.String({ description: 'Masked.' })),
  outcome: oneOf(['asked', 'answered', 'refused', 'failed']),
  problem: nullable(Type.String()),
});
export type Read = Static<typeof Read>;

export const DataObjectionView = closed({
  id: Id,
  code: Id,
  name: Type.String(),
  sourceCode: Id,
  item: nullable(Type.String()),
  instanceId: nullable(Id),
  department: Id,
  departmentName: Type.String(),
  reason: Type.String(),
  state: oneOf(['open', 'corrected', 'refused']),
  raisedBy: Id,
  raisedAt: Time,
  dueAt: Time,
  decision: nullable(Type.String()),
  decidedBy: nullable(Id),
  decidedAt: nullable(Time),
  decidable: Type.Boolean({ description: 'The caller may decide it.' }),
});
export type DataObjectionView = Static<typeof DataObjectionView>;

const SharedField = closed({
  field: Type.String(),
  label: Type.String(),
  code: Id,
  name: Type.String(),
  provider: Id,
  providerName: Type.String(),
  at: Time,
  objection: nullable(
    closed({ id: Id, state: oneOf(['open', 'corrected', 'refused']), decision: nullable(Type.String()) }),
  ),
});

const Coverage = closed({
  at: Time,
  rate: nullable(Type.Number({ description: 'Shared required data items ÷ required data items, 0 to 1.' })),
  required: Count,
  shared: Count,
  departments: closed({
    listed: Type.Integer({ description: 'That provide something.' }),
    connected: Type.Integer({ description: 'That can be asked now.' }),
  }),
  rows: Type.Array(
    closed({
      key: Type.String(),
      name: Type.String(),
      required: Count,
      shared: Count,
      rate: nullable(Type.Number()),
      fromApplicant: Type.Array(Type.String()),
      words: Type.Record(Type.String(), closed({ zh: Type.String(), en: Type.String() }), {
        description: 'What the form calls the fields of `fromApplicant`.',
      }),
      unknownSources: Type.Array(Type.String()),
    }),
  ),
});

const Quarantined = closed({
  id: Id,
  source: Type.String(),
  rowKey: Type.String(),
  field: Type.String(),
  rule: Type.String(),
  shown: Type.String({ description: 'Masked.' }),
  at: Time,
  state: oneOf(['set-aside', 'corrected', 'accepted']),
  decidedBy: nullable(Id),
  decidedAt: nullable(Time),
  note: nullable(Type.String()),
});
export type Quarantined = Static<typeof Quarantined>;

const RULES = [
  'credit-code',
  'military-id',
  'organisation-code',
  'passport',
  'permanent-residence-card',
  'residence-permit',
  'resident-id',
] as const;
const tag = 'sharing';

export const dataUseOperations = {
  queryData: operation({
    method: 'post',
    path: '/data-queries',
    tag,
    summary: {
      en: 'Read shared data, for a purpose; what is answered is cut and masked by grant and level, and the read is logged',
      zh: '按用途查询共享数据（依授权与分级裁剪、脱敏，逐次留痕）',
    },
    right: 'sharing.ask',
    // A repeat is another read, and must be logged as one.
    idempotent: false,
    body: closed({
      code: Id,
      purpose: Type.String({ minLength: 1, maxLength: 500 }),
      items: Type.Optional(Type.Array(Name, { maxItems: 200, uniqueItems: true })),
      values: VariableMap,
      consentId: Type.Optional(nullable(Id)),
      instanceId: Type.Optional(nullable(Id)),
    }),
    answer: {
      status: 200,
      schema: closed({
        readId: Id,
        at: Time,
        code: Id,
        provider: Id,
        providerName: Type.String(),
        values: VariableMap,
        masked: Type.Array(Type.String()),
        grantId: nullable(Id),
      }),
    },
    problems: [
      'data-forbidden',
      'data-not-shared',
      'data-grant-missing',
      'data-grant-suspended',
      'data-grant-ended',
      'data-purpose-differs',
      'data-consent-missing',
      'data-consent-refused',
      'data-item-unknown',
      'data-rate-exceeded',
      'data-source-silent',
      'data-source-refused',
    ],
    example: {
      code: 'tax.check-debt',
      purpose: '准入审查',
      values: { uscc: '91350100M000100Y43' },
    },
  }),
  listDataReads: operation({
    method: 'get',
    path: '/data-reads',
    tag,
    summary: { en: 'Every read of shared data, by people and by processes', zh: '共享数据查询日志' },
    right: 'audit.read',
    query: listQuery(
      {
        code: Type.Optional(Id),
        actor: Type.Optional(Id),
        instanceId: Type.Optional(Id),
        from: Type.Optional(Time),
        to: Type.Optional(Time),
        ...format,
      },
      ['-at'],
    ),
    answer: { status: 200, schema: page(Read) },
  }),
  getSharedData: operation({
    method: 'get',
    path: '/process-instances/{id}/shared-data',
    tag,
    summary: { en: 'Which data of a case came from which department, and when', zh: '办件中来自共享的数据及其来源' },
    right: 'case.read',
    answer: { status: 200, schema: closed({ items: Type.Array(SharedField) }) },
  }),
  listDataLabels: operation({
    method: 'get',
    path: '/process-instances/{id}/labels',
    tag,
    summary: { en: 'What the forms of a case call its data', zh: '办件各项数据在表单上的名称' },
    right: 'case.read',
    answer: {
      status: 200,
      schema: closed({
        items: Type.Array(
          closed({
            name: Type.String({ description: 'Path of the variable.' }),
            label: Type.String(),
            files: Type.Boolean({ description: 'Its value is ids of attachments.' }),
            directory: Type.Union([oneOf(DIRECTORY_KINDS), Type.Null()], {
              description: 'Its value is an id of these, or a list of ids.',
            }),
            choices: Type.Array(closed({ value: Type.String(), label: Type.String() })),
          }),
        ),
      }),
    },
  }),
  listDataObjections: operation({
    method: 'get',
    path: '/data-objections',
    tag,
    summary: {
      en: 'Objections to shared data: one’s own, and those that lie with one’s departments',
      zh: '数据异议列表',
    },
    right: 'notice.use',
    query: listQuery({ state: Type.Optional(oneOf(['open', 'corrected', 'refused'])), instanceId: Type.Optional(Id) }, [
      '-id',
    ]),
    answer: { status: 200, schema: page(DataObjectionView) },
  }),
  createDataObjection: operation({
    method: 'post',
    path: '/data-objections',
    tag,
    summary: { en: 'Say that shared data is wrong; the department of the source answers in time', zh: '提出数据异议' },
    right: 'notice.use',
    body: closed({
      code: Id,
      item: Type.Optional(nullable(Text(200))),
      instanceId: Type.Optional(nullable(Id)),
      reason: Type.String({ minLength: 1, maxLength: 2000 }),
    }),
    answer: { status: 201, schema: DataObjectionView },
    example: { code: 'civil-affairs.check-low-income', item: 'validUntil', reason: '有效期应为 2031 年' },
  }),
  decideDataObjection: operation({
    method: 'post',
    path: '/data-objections/{id}/decide',
    tag,
    summary: { en: 'Corrected at the source, or refused, with reasons', zh: '异议核实：已更正或不予更正' },
    right: 'sharing.ask',
    body: closed({
      outcome: oneOf(['corrected', 'refused']),
      decision: Type.String({ minLength: 1, maxLength: 2000 }),
    }),
    answer: { status: 200, schema: DataObjectionView },
    problems: ['data-step-invalid', 'forbidden'],
  }),
  getSharingCoverage: operation({
    method: 'get',
    path: '/reports/sharing-coverage',
    tag,
    summary: {
      en: 'How much of what services ask for arrives by sharing instead of from the applicant',
      zh: '数据共享覆盖率',
    },
    right: 'report.read',
    query: closed({ ...format }),
    answer: { status: 200, schema: Coverage },
  }),
  getDataUsage: operation({
    method: 'get',
    path: '/reports/data-usage',
    tag,
    summary: { en: 'Use of shared data in a month, by entry and grant', zh: '共享数据月度使用情况' },
    right: 'report.read',
    query: closed({
      month: Type.Optional(
        Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])$', description: '`2026-03`; this one where absent.' }),
      ),
      ...format,
    }),
    answer: {
      status: 200,
      schema: closed({
        month: Type.String(),
        rows: Type.Array(
          closed({
            code: Id,
            name: Type.String(),
            by: oneOf(['person', 'process']),
            department: nullable(Id),
            grantId: nullable(Id),
            answered: Count,
            refused: Count,
            failed: Count,
            plain: Count,
          }),
        ),
      }),
    },
  }),
  checkData: operation({
    method: 'post',
    path: '/data-checks',
    tag,
    summary: {
      en: 'Check rows of a source: what fails is set aside, the failure rate is kept, nothing else is refused',
      zh: '核验来源数据：不合规的隔离并统计，其余照常',
    },
    right: 'sharing.decide',
    maxBytes: 20_000_000,
    body: closed({
      source: Name,
      rules: Type.Unsafe<Readonly<Record<string, (typeof RULES)[number]>>>({
        type: 'object',
        minProperties: 1,
        maxProperties: 50,
        additionalProperties: { type: 'string', enum: [...RULES] },
        description: 'Rule of each field.',
      }),
      rows: Type.Array(closed({ key: Name, values: VariableMap }), { minItems: 1, maxItems: 20_000 }),
    }),
    answer: {
      status: 200,
      schema: closed({
        rows: Count,
        good: Count,
        fields: Type.Array(closed({ field: Type.String(), rule: Type.String(), checked: Count, failed: Count })),
        setAside: Type.Array(Type.String(), { description: 'Keys of the rows that were set aside.' }),
      }),
    },
    example: {
      source: 'civil-affairs',
      rules: { idNumber: 'resident-id' },
      rows: [{ key: '1', values: { idNumber: '11010519491231002X' } }],
    },
  }),
  listQuarantine: operation({
    method: 'get',
    path: '/data-quarantine',
    tag,
    summary: { en: 'Rows that were set aside', zh: '隔离数据' },
    right: 'sharing.read',
    query: listQuery(
      {
        source: Type.Optional(Name),
        state: Type.Optional(oneOf(['set-aside', 'corrected', 'accepted'])),
      },
      ['-id'],
    ),
    answer: { status: 200, schema: page(Quarantined) },
  }),
  decideQuarantine: operation({
    method: 'post',
    path: '/data-quarantine/{id}/decide',
    tag,
    summary: { en: 'A row was corrected at the source, or is right all the same', zh: '隔离数据处置' },
    right: 'sharing.decide',
    body: closed({ outcome: oneOf(['corrected', 'accepted']), note: Type.String({ minLength: 1, maxLength: 1000 }) }),
    answer: { status: 200, schema: Quarantined },
    problems: ['data-step-invalid'],
  }),
  getDataQuality: operation({
    method: 'get',
    path: '/reports/data-quality',
    tag,
    summary: { en: 'Failure rate of each source, field and rule', zh: '各来源数据不合规率' },
    right: 'report.read',
    query: closed({ since: Type.Optional(Day), ...format }),
    answer: {
      status: 200,
      schema: closed({
        rows: Type.Array(
          closed({
            source: Type.String(),
            field: Type.String(),
            rule: Type.String(),
            checked: Count,
            failed: Count,
            rate: Type.Number({ description: '0 to 1.' }),
          }),
        ),
      }),
    },
  }),
} as const;
