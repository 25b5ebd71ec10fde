import { type Static, Type } from 'typebox';
import { operation } from './operation.ts';
import { closed, Id, listQuery, nullable, oneOf, page, Text, Time } from './schema.ts';

const key = {
  matter: nullable(Text(200)),
  area: nullable(Text(100)),
  level: nullable(Text(100)),
};

/** F4 责任清单 and 负面清单. Null in matter, area and level stands for every one; an area for all whose code begins with its own. */
export const ResponsibilityView = closed({
  id: Id,
  kind: oneOf(['responsible', 'forbidden']),
  matter: nullable(Type.String()),
  area: nullable(Type.String()),
  level: nullable(Type.String()),
  lead: nullable(Type.String({ description: 'On the negative list: who may not; null means nobody may.' })),
  departments: Type.Array(Type.String()),
  basis: Type.String({ description: 'Legal basis.' }),
  limit: nullable(Type.String()),
  disputed: Type.Boolean(),
  note: nullable(Type.String()),
  since: Time,
  until: nullable(Time),
  createdBy: Id,
  createdAt: Time,
});
export type ResponsibilityView = Static<typeof ResponsibilityView>;

const NewResponsibility = closed({
  kind: Type.Optional(oneOf(['responsible', 'forbidden'])),
  matter: Type.Optional(key.matter),
  area: Type.Optional(key.area),
  level: Type.Optional(key.level),
  lead: Type.Optional(nullable(Id)),
  departments: Type.Optional(Type.Array(Id, { maxItems: 50, uniqueItems: true })),
  basis: Text(1000),
  limit: Type.Optional(nullable(Text(200))),
  disputed: Type.Optional(Type.Boolean()),
  note: Type.Optional(nullable(Text(1000))),
  since: Type.Optional(Time),
  until: Type.Optional(nullable(Time)),
});

export const ResponsibilityFinding = closed({
  kind: oneOf(['overlap', 'break', 'gap', 'forbidden']),
  ids: Type.Array(Id, { description: 'The entries it is about; of a gap none.' }),
  matter: nullable(Type.String()),
  area: nullable(Type.String()),
  level: nullable(Type.String()),
  department: nullable(Type.String()),
  since: nullable(Time),
  until: nullable(Time),
});
export type ResponsibilityFinding = Static<typeof ResponsibilityFinding>;

const tag = 'organisation';

export const responsibilityOperations = {
  listResponsibilities: operation({
    method: 'get',
    path: '/responsibilities',
    tag,
    summary: { en: 'Who is responsible for what, and who may not be', zh: '责任清单与负面清单' },
    right: 'organisation.read',
    query: listQuery(
      {
        matter: Type.Optional(Text(200)),
        kind: Type.Optional(oneOf(['responsible', 'forbidden'])),
        department: Type.Optional(Id),
        at: Type.Optional(Time),
      },
      ['id'],
    ),
    answer: { status: 200, schema: page(ResponsibilityView) },
  }),
  createResponsibility: operation({
    method: 'post',
    path: '/responsibilities',
    tag,
    summary: { en: 'Add an entry to the list of responsibilities or to the negative list', zh: '新增清单条目' },
    right: 'organisation.write',
    body: NewResponsibility,
    answer: { status: 201, schema: ResponsibilityView },
    problems: ['period-invalid', 'not-found', 'bad-request'],
    example: {
      matter: 'stall-permit',
      area: '3301',
      lead: 'market-supervision',
      departments: ['urban-management'],
      basis: '《无证无照经营查处办法》第五条',
    },
  }),
  changeResponsibility: operation({
    method: 'patch',
    path: '/responsibilities/{id}',
    tag,
    summary: { en: 'End an entry, or say that it is in dispute', zh: '终止清单条目或标记争议' },
    right: 'organisation.write',
    body: closed({
      until: Type.Optional(nullable(Time)),
      disputed: Type.Optional(Type.Boolean()),
      note: Type.Optional(nullable(Text(1000))),
    }),
    answer: { status: 200, schema: ResponsibilityView },
    problems: ['responsibility-ended', 'period-invalid'],
  }),
  resolveResponsibility: operation({
    method: 'get',
    path: '/responsibilities/resolve',
    tag,
    summary: { en: 'Who is responsible for a matter, by the most exact entry', zh: '按清单查询主办、协办部门' },
    right: 'organisation.read',
    query: closed({
      matter: Type.Optional(Text(200)),
      area: Type.Optional(Text(100)),
      level: Type.Optional(Text(100)),
      at: Type.Optional(Time),
    }),
    answer: {
      status: 200,
      schema: closed({
        entries: Type.Array(ResponsibilityView, { description: 'More than one: they overlap. None: a gap.' }),
        forbidden: Type.Array(ResponsibilityView, { description: 'What the negative list says against them.' }),
      }),
    },
  }),
  reviewResponsibilities: operation({
    method: 'get',
    path: '/responsibilities/review',
    tag,
    summary: { en: 'Gaps, overlaps and contradictions of the lists', zh: '清单的空白、重叠与冲突' },
    right: 'organisation.read',
    answer: { status: 200, schema: closed({ items: Type.Array(ResponsibilityFinding) }) },
  }),
} as const;
