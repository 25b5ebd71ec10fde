import { type Static, Type } from 'typebox';
import { ServiceItem } from '../../items/item.ts';
import { SaidConsents } from './consents.ts';
import { operation } from './operation.ts';
import { Count, closed, Id, listQuery, Name, nullable, oneOf, page, Text, Time, VariableMap } from './schema.ts';

const Words = closed({ zh: Type.String(), en: Type.String() });

const ItemSummary = closed({
  key: Id,
  version: Type.Integer(),
  code: Type.String(),
  name: Words,
  type: Words,
  department: Id,
  processKey: Id,
  serviceObjects: Type.Array(Type.String()),
  themes: Type.Array(Words),
  days: nullable(Type.Number({ description: 'Working days it takes at the most; null where no limit is said.' })),
  visits: Count,
  open: Type.Boolean({ description: 'It may be applied for today: in use and within its period.' }),
  since: Time,
});
export type ItemSummary = Static<typeof ItemSummary>;

const Item = closed({ ...ItemSummary.properties, item: ServiceItem });

const ItemVersion = closed({ version: Type.Integer(), current: Type.Boolean(), since: Time, by: Type.String() });

const GuidedMaterial = closed({
  material: ServiceItem.properties.materials.items,
  how: oneOf(['bring', 'held', 'follow']),
});
const Visit = closed({
  step: Words,
  why: Words,
  element: Type.Optional(Type.String()),
  when: Type.Optional(Type.String()),
});
const Question = closed({
  key: Type.String(),
  text: Words,
  options: Type.Array(closed({ value: Type.String(), label: Words })),
  when: Type.Optional(Type.String()),
});

const Guidance = closed({
  questions: Type.Array(Question),
  open: Type.Array(Type.String(), { description: 'Keys of questions that wait for an answer.' }),
  materials: Type.Array(GuidedMaterial),
  visits: Type.Array(Visit),
});

const Composition = closed({
  questions: Guidance.properties.questions,
  open: Guidance.properties.open,
  materials: Type.Array(closed({ ...GuidedMaterial.properties, for: Type.Array(Id) })),
  saved: Type.Integer({ description: 'How many papers need not be handed in again.' }),
  visits: Type.Array(closed({ ...Visit.properties, for: Id })),
  plan: Type.Array(closed({ key: Id, stage: Count, from: Type.Number(), to: Type.Number(), after: Type.Array(Id) }), {
    description: 'Working days from the submission; items of one stage go on at the same time.',
  }),
  days: closed({ parallel: Type.Number(), serial: Type.Number() }),
});

const Problem = closed({ severity: oneOf(['error', 'warning']), rule: Type.String(), message: Words });
const Imported = closed({
  key: nullable(Type.String()),
  outcome: oneOf(['added', 'changed', 'unchanged', 'refused']),
  problems: Type.Array(Problem),
});

const Answers = Type.Optional(VariableMap);
const tag = 'service-items';

export const itemOperations = {
  listServiceItems: operation({
    method: 'get',
    path: '/service-items',
    tag,
    summary: { en: 'What can be applied for, by name', zh: '可申请的政务服务事项（按名称）' },
    right: 'definition.read',
    query: listQuery(
      {
        q: Type.Optional(Text(200)),
        theme: Type.Optional(Name),
        object: Type.Optional(oneOf(['person', 'company', 'other'])),
        department: Type.Optional(Id),
        processKey: Type.Optional(Id),
        visits: Type.Optional(Type.Boolean({ description: 'Only those for which somebody has to come.' })),
      },
      ['name'],
    ),
    answer: { status: 200, schema: page(ItemSummary) },
  }),
  listThemes: operation({
    method: 'get',
    path: '/service-items/themes',
    tag,
    summary: { en: 'Themes with the number of items', zh: '事项主题及数量' },
    right: 'definition.read',
    answer: {
      status: 200,
      schema: closed({ items: Type.Array(closed({ theme: Type.String(), name: Words, count: Count })) }),
    },
  }),
  getServiceItem: operation({
    method: 'get',
    path: '/service-items/{key}',
    tag,
    summary: { en: 'One item: conditions, materials, limits, channels', zh: '事项详情：条件、材料、时限、渠道' },
    right: 'definition.read',
    query: closed({ version: Type.Optional(Type.Integer({ minimum: 1 })) }),
    answer: { status: 200, schema: Item },
  }),
  listServiceItemVersions: operation({
    method: 'get',
    path: '/service-items/{key}/versions',
    tag,
    summary: { en: 'All versions of an item, the newest first', zh: '事项的全部版本（新的在前）' },
    right: 'definition.read',
    answer: { status: 200, schema: closed({ items: Type.Array(ItemVersion) }) },
  }),
  guideServiceItem: operation({
    method: 'post',
    path: '/service-items/{key}/guide',
    tag,
    summary: { en: 'From answers to the exact list of materials', zh: '情形引导：由回答得出精确材料清单' },
    right: 'definition.read',
    body: closed({ answers: Answers }),
    answer: { status: 200, schema: Guidance },
    example: { answers: { agent: 'no' } },
  }),
  composeServiceItems: operation({
    method: 'post',
    path: '/service-items/compose',
    tag,
    summary: {
      en: 'Several items as one thing: one list of materials, and what can go on at the same time',
      zh: '一件事：合并材料清单，规划并行办理',
    },
    right: 'definition.read',
    body: closed({ keys: Type.Array(Id, { minItems: 1, maxItems: 20, uniqueItems: true }), answers: Answers }),
    answer: { status: 200, schema: Composition },
    example: { keys: ['food-business-licence'] },
  }),
  applyForServiceItem: operation({
    method: 'post',
    path: '/service-items/{key}/apply',
    tag,
    summary: { en: 'Apply for an item: opens a case bound to its version', zh: '申请事项：办件绑定事项版本' },
    right: 'case.start',
    body: closed({
      answers: Answers,
      variables: Type.Optional(VariableMap),
      businessKey: Type.Optional(
        Type.String({ minLength: 1, maxLength: 200, description: 'The case number; absent: the next one is taken.' }),
      ),
      consents: Type.Optional(SaidConsents),
    }),
    answer: {
      status: 201,
      schema: closed({ instanceId: Id, businessKey: Type.String(), item: Id, version: Type.Integer() }),
    },
    example: { answers: {}, variables: { applicantName: '刘明' } },
  }),
  takeCaseNumber: operation({
    method: 'post',
    path: '/case-numbers',
    tag,
    summary: {
      en: 'A number for cases that are about to be opened; it is never given again',
      zh: '为即将开立的办件取号，号码不重复使用',
    },
    right: 'case.start',
    answer: {
      status: 201,
      schema: closed({ number: Type.String({ description: 'Written by `TONGBAN_CASE_NUMBER`.' }) }),
    },
  }),
  importServiceItems: operation({
    method: 'post',
    path: '/service-items/import',
    tag,
    summary: {
      en: 'Put items into use: each is checked alone, those with errors are refused and the others taken',
      zh: '导入事项：逐项检查，有错误的拒绝，其余生效',
    },
    right: 'definition.deploy',
    body: closed({
      items: Type.Array(Type.Unknown(), { minItems: 1, maxItems: 5_000 }),
      dryRun: Type.Optional(Type.Boolean()),
    }),
    answer: { status: 200, schema: closed({ items: Type.Array(Imported) }) },
    example: { items: [{}], dryRun: true },
  }),
} as const;
