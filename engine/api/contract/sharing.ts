/** The catalogue of shared data, the negative list, demands and grants. */
import { type Static, Type } from 'typebox';
import { DEMAND_STEPS } from '../../sharing/demand.ts';
import { OPENING_TYPES, SHARING_TYPES, UPDATE_CYCLES } from '../../sharing/entry.ts';
import { operation } from './operation.ts';
import { Count, closed, Id, listQuery, Name, nullable, oneOf, page, Text, Time } from './schema.ts';

const Item = closed({
  name: Name,
  nameZh: Name,
  nameEn: Name,
  level: Type.Unsafe<1 | 2 | 3 | 4>({
    type: 'integer',
    minimum: 1,
    maximum: 4,
    description: '数据分级: 1 ordinary to 4 extremely important. From 3 on values are masked.',
  }),
  sensitive: Type.Boolean({ description: 'Sensitive personal information: reading it needs a consent.' }),
});

const entryInput = {
  element: Type.String({
    minLength: 1,
    maxLength: 200,
    description: 'The data element; one entry of it is the source.',
  }),
  copyOf: Type.Optional(nullable(Id)),
  nameZh: Name,
  nameEn: Name,
  provider: Id,
  topic: Type.Optional(
    nullable(Type.String({ maxLength: 200, description: 'Topic of a query of a department; null: not connected.' })),
  ),
  subject: Type.Optional(nullable(Text(200))),
  items: Type.Array(Item, { minItems: 1, maxItems: 200 }),
  updateCycle: oneOf(UPDATE_CYCLES),
  sharing: oneOf(SHARING_TYPES),
  opening: oneOf(OPENING_TYPES),
  basis: Type.Optional(nullable(Text(1000))),
  basisEn: Type.Optional(nullable(Text(1000))),
  format: Text(100),
  processGrant: Type.Optional(
    Type.Boolean({
      default: true,
      description: 'Whether a deployed process needs a grant too; else that it was deployed is enough.',
    }),
  ),
  objectionDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 60, default: 5, description: 'Working days.' })),
  sloMs: Type.Optional(nullable(Type.Integer({ minimum: 1, maximum: 3_600_000 }))),
  since: Type.Optional(Time),
  until: Type.Optional(nullable(Time)),
};

export const DataEntryView = closed({
  code: Id,
  element: Type.String(),
  copyOf: nullable(Id),
  name: Type.String({ description: 'In the language of the caller.' }),
  nameZh: Type.String(),
  nameEn: Type.String(),
  provider: Id,
  providerName: Type.String(),
  topic: nullable(Type.String()),
  connected: Type.Boolean({ description: 'A department can be asked now.' }),
  subject: nullable(Type.String()),
  items: Type.Array(Item),
  updateCycle: oneOf(UPDATE_CYCLES),
  sharing: oneOf(SHARING_TYPES),
  opening: oneOf(OPENING_TYPES),
  basis: nullable(Type.String()),
  basisEn: nullable(Type.String()),
  format: Type.String(),
  processGrant: Type.Boolean(),
  objectionDays: Count,
  sloMs: nullable(Count),
  since: Time,
  until: nullable(Time),
  changedBy: Id,
  changedAt: Time,
});
export type DataEntryView = Static<typeof DataEntryView>;

export const DataBlockView = closed({
  id: Id,
  element: Type.String(),
  department: nullable(Id),
  reason: Type.String(),
  basis: Type.String(),
  since: Time,
  until: nullable(Time),
  createdBy: Id,
  createdAt: Time,
});
export type DataBlockView = Static<typeof DataBlockView>;

const states = oneOf(['asked', 'source', 'granted', 'refused', 'disputed', 'closed']);

export const DataDemandView = closed({
  id: Id,
  code: nullable(Id),
  name: nullable(Type.String()),
  description: Type.String(),
  department: Id,
  departmentName: Type.String(),
  items: Type.Array(Type.String()),
  purpose: Type.String(),
  matter: nullable(Type.String()),
  until: Time,
  plain: Type.Boolean(),
  state: states,
  dueAt: nullable(Time),
  askedBy: Id,
  askedAt: Time,
  trail: Type.Array(closed({ step: Type.String(), by: Id, at: Time, reason: nullable(Type.String()) })),
  grantId: nullable(Id),
  steps: Type.Array(oneOf(DEMAND_STEPS), { description: 'What the caller may do with it now.' }),
});
export type DataDemandView = Static<typeof DataDemandView>;

export const DataGrantView = closed({
  id: Id,
  code: Id,
  name: Type.String(),
  department: nullable(Id),
  process: nullable(Type.String()),
  holder: Type.String({ description: 'Name of the department, or key of the process.' }),
  items: Type.Array(Type.String()),
  purpose: Type.String(),
  plain: Type.Boolean(),
  perHour: Count,
  since: Time,
  until: Time,
  suspendedAt: nullable(Time),
  suspendedBy: nullable(Id),
  reason: nullable(Type.String()),
  demandId: nullable(Id),
  state: oneOf(['future', 'valid', 'suspended', 'ended']),
  changeable: Type.Boolean({ description: 'The caller may suspend, resume and end it.' }),
});
export type DataGrantView = Static<typeof DataGrantView>;

const tag = 'sharing';

export const sharingOperations = {
  listDataCatalogue: operation({
    method: 'get',
    path: '/data-catalogue',
    tag,
    summary: { en: 'The catalogue of shared data', zh: '政务数据资源目录' },
    right: 'sharing.read',
    query: listQuery(
      {
        provider: Type.Optional(Id),
        sharing: Type.Optional(oneOf(SHARING_TYPES)),
        q: Type.Optional(Text(200)),
      },
      ['code'],
    ),
    answer: { status: 200, schema: page(DataEntryView) },
  }),
  getDataEntry: operation({
    method: 'get',
    path: '/data-catalogue/{id}',
    tag,
    summary: { en: 'An entry of the catalogue', zh: '目录条目' },
    right: 'sharing.read',
    answer: { status: 200, schema: DataEntryView },
  }),
  putDataEntry: operation({
    method: 'put',
    path: '/data-catalogue/{id}',
    tag,
    summary: {
      en: 'Enter data in the catalogue: one source of each element, graded items, a legal basis of what is not shared freely',
      zh: '编制目录条目：一数一源、逐项分级、注明依据',
    },
    right: 'sharing.decide',
    body: closed(entryInput),
    answer: { status: 200, schema: DataEntryView },
    problems: ['data-element-taken', 'data-entry-invalid'],
    example: {
      element: 'population.low-income',
      nameZh: '低保资格',
      nameEn: 'Low-income status',
      provider: 'civil-affairs',
      topic: 'civil-affairs.check-low-income',
      subject: 'idNumber',
      items: [{ name: 'certified', nameZh: '是否低保', nameEn: 'Certified', level: 3, sensitive: true }],
      updateCycle: 'daily',
      sharing: 'conditional',
      opening: 'closed',
      basis: '《社会救助暂行办法》第五十条',
      format: 'JSON',
    },
  }),
  listDataBlocks: operation({
    method: 'get',
    path: '/data-negative-list',
    tag,
    summary: { en: 'The negative list of sharing', zh: '数据共享负面清单' },
    right: 'sharing.read',
    answer: { status: 200, schema: closed({ items: Type.Array(DataBlockView) }) },
  }),
  createDataBlock: operation({
    method: 'post',
    path: '/data-negative-list',
    tag,
    summary: { en: 'Forbid an element to a department, or to everybody', zh: '禁止共享（部门或全部）' },
    right: 'sharing.decide',
    body: closed({
      element: Name,
      department: Type.Optional(nullable(Id)),
      reason: Type.String({ minLength: 1, maxLength: 1000 }),
      basis: Type.String({ minLength: 1, maxLength: 1000 }),
      until: Type.Optional(nullable(Time)),
    }),
    answer: { status: 201, schema: DataBlockView },
    example: { element: 'health.diagnosis', reason: '涉及个人隐私', basis: '《个人信息保护法》第二十八条' },
  }),
  endDataBlock: operation({
    method: 'post',
    path: '/data-negative-list/{id}/end',
    tag,
    summary: { en: 'End an entry of the negative list', zh: '终止负面清单条目' },
    right: 'sharing.decide',
    answer: { status: 200, schema: DataBlockView },
  }),
  listDataDemands: operation({
    method: 'get',
    path: '/data-demands',
    tag,
    summary: { en: 'The demand list: who asks for which data, for what', zh: '数据需求清单' },
    right: 'sharing.read',
    query: listQuery({ state: Type.Optional(states), department: Type.Optional(Id) }, ['-id']),
    answer: { status: 200, schema: page(DataDemandView) },
  }),
  createDataDemand: operation({
    method: 'post',
    path: '/data-demands',
    tag,
    summary: { en: 'Ask for data', zh: '提出数据共享申请' },
    right: 'sharing.ask',
    body: closed({
      code: Type.Optional(nullable(Id)),
      description: Type.String({ minLength: 1, maxLength: 2000 }),
      department: Type.Optional(Id),
      items: Type.Optional(Type.Array(Name, { maxItems: 200, uniqueItems: true })),
      purpose: Type.String({ minLength: 1, maxLength: 500 }),
      matter: Type.Optional(nullable(Text(200))),
      until: Time,
      plain: Type.Optional(Type.Boolean({ description: 'Also shows what is masked by its level.' })),
    }),
    answer: { status: 201, schema: DataDemandView },
    problems: ['data-forbidden', 'data-item-unknown', 'period-invalid'],
    example: {
      code: 'civil-affairs.check-low-income',
      description: '办理救助需要核验低保资格',
      purpose: '救助资格核验',
      until: '2027-03-01T00:00:00Z',
    },
  }),
  stepDataDemand: operation({
    method: 'post',
    path: '/data-demands/{id}/steps',
    tag,
    summary: {
      en: 'Check, grant, refuse, dispute: the next step of a demand',
      zh: '办理数据需求：合规审查、同意、拒绝、争议、裁定',
    },
    right: 'sharing.ask',
    body: closed({
      step: oneOf(DEMAND_STEPS),
      reason: Type.Optional(nullable(Text(2000))),
      code: Type.Optional(
        Type.String({ maxLength: 200, description: 'Entry it is granted from, where none was named.' }),
      ),
      perHour: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000, default: 200 })),
    }),
    answer: { status: 200, schema: DataDemandView },
    problems: ['data-step-invalid', 'data-own-demand', 'data-forbidden', 'data-entry-invalid'],
  }),
  listDataGrants: operation({
    method: 'get',
    path: '/data-grants',
    tag,
    summary: { en: 'Grants of shared data', zh: '共享授权' },
    right: 'sharing.read',
    query: listQuery({ code: Type.Optional(Id), department: Type.Optional(Id) }, ['-id']),
    answer: { status: 200, schema: page(DataGrantView) },
  }),
  createDataGrant: operation({
    method: 'post',
    path: '/data-grants',
    tag,
    summary: { en: 'Grant an entry to the cases of a process', zh: '向流程授权数据' },
    right: 'sharing.decide',
    body: closed({
      code: Id,
      process: Name,
      items: Type.Optional(Type.Array(Name, { maxItems: 200, uniqueItems: true })),
      purpose: Type.String({ minLength: 1, maxLength: 500 }),
      until: Time,
    }),
    answer: { status: 201, schema: DataGrantView },
    problems: ['data-forbidden', 'data-item-unknown', 'period-invalid', 'data-not-shared'],
  }),
  changeDataGrant: operation({
    method: 'patch',
    path: '/data-grants/{id}',
    tag,
    summary: { en: 'Suspend, resume or end a grant', zh: '暂停、恢复或终止授权' },
    right: 'sharing.decide',
    body: closed({
      action: oneOf(['suspend', 'resume', 'end']),
      reason: Type.String({ minLength: 1, maxLength: 1000 }),
    }),
    answer: { status: 200, schema: DataGrantView },
    problems: ['data-grant-ended', 'forbidden'],
  }),
} as const;
