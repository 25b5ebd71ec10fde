import { type Static, Type } from 'typebox';
import { operation } from './operation.ts';
import { Problem } from './problem.ts';
import { Count, closed, Id, listQuery, nullable, oneOf, page, Text, Time } from './schema.ts';

const Narrowing = nullable(Type.Array(Id, { minItems: 1, maxItems: 200, uniqueItems: true }));

/** D4 代理. */
export const ProxyView = closed({
  id: Id,
  principal: Id,
  proxy: Id,
  definitionKeys: Narrowing,
  elementIds: Narrowing,
  includeExisting: Type.Boolean({ description: 'Tasks that were open before it began count too.' }),
  reason: nullable(Type.String()),
  since: Time,
  until: nullable(Time),
  createdBy: Id,
  createdAt: Time,
});
export type ProxyView = Static<typeof ProxyView>;

/** One thing that moves, or moved, from one person to another. */
export const HandedOver = closed({
  kind: oneOf(['task', 'proxy', 'position', 'group', 'confirmation', 'power', 'future']),
  id: Id,
  name: Type.String({
    description: 'In the language of the request; of a confirmation the number of its case, empty where it has none.',
  }),
  verb: Type.Optional(Type.String({ description: 'confirmation: what is asked for.' })),
  as: Type.String({
    description:
      'task: assignee, owner, candidate. proxy: proxy, principal. position: the department. group: member. confirmation: confirmer. power: the setting of the process that names the person: deciders, leads, organHeads, owners. future: whatever still leads to the person.',
  }),
  done: Type.Boolean(),
  problem: Type.Optional(Problem),
});
export type HandedOver = Static<typeof HandedOver>;

export const ImportAnswer = closed({
  applied: Type.Boolean(),
  departments: Count,
  posts: Count,
  people: Count,
  positions: Count,
  problems: Type.Array(closed({ line: Count, message: Type.String() })),
});
export type ImportAnswer = Static<typeof ImportAnswer>;

const tag = 'organisation';

export const proxyOperations = {
  listProxies: operation({
    method: 'get',
    path: '/organisation/proxies',
    tag,
    summary: { en: 'Who acts for whom; administrators see all, others what concerns them', zh: '代理列表' },
    right: 'proxy.use',
    query: listQuery({ principal: Type.Optional(Id), proxy: Type.Optional(Id), at: Type.Optional(Time) }, ['-id']),
    answer: { status: 200, schema: page(ProxyView) },
  }),
  createProxy: operation({
    method: 'post',
    path: '/organisation/proxies',
    tag,
    summary: { en: 'Let somebody act for you; an administrator may do so for anybody', zh: '设置代理' },
    right: 'proxy.use',
    body: closed({
      principal: Id,
      proxy: Id,
      definitionKeys: Type.Optional(Narrowing),
      elementIds: Type.Optional(Narrowing),
      since: Type.Optional(Time),
      until: Type.Optional(nullable(Time)),
      includeExisting: Type.Optional(Type.Boolean()),
      reason: Type.Optional(nullable(Text(1000))),
    }),
    answer: { status: 201, schema: ProxyView },
    problems: ['proxy-of-oneself', 'proxy-circle', 'proxy-chain', 'period-invalid', 'user-unknown'],
    example: { principal: 'li.na', proxy: 'wang.wei', until: '2026-08-14T16:00:00Z', reason: '年休假' },
  }),
  endProxy: operation({
    method: 'post',
    path: '/organisation/proxies/{id}/end',
    tag,
    summary: { en: 'End a proxy now', zh: '提前终止代理' },
    right: 'proxy.use',
    body: closed({}),
    answer: { status: 200, schema: ProxyView },
    problems: ['proxy-ended'],
  }),
  handOver: operation({
    method: 'post',
    path: '/organisation/hand-over',
    tag,
    summary: {
      en: 'Hand all open work of somebody to somebody else; a dry run lists what would move',
      zh: '离职或调岗交接；试运行只列出将移交的事项',
    },
    right: 'organisation.write',
    body: closed({
      from: Id,
      to: Id,
      dryRun: Type.Optional(Type.Boolean()),
      proxies: Type.Optional(Type.Boolean()),
      positions: Type.Optional(Type.Boolean()),
      groups: Type.Optional(Type.Boolean({ description: 'Memberships of groups.' })),
      future: Type.Optional(
        Type.Boolean({
          description:
            'Whatever leads to the person later: rules and lists of models, returns and return tickets, turns of a sequence.',
        }),
      ),
      reason: Type.Optional(Text(1000)),
    }),
    answer: { status: 200, schema: closed({ dryRun: Type.Boolean(), results: Type.Array(HandedOver) }) },
    problems: ['hand-over-to-oneself', 'user-unknown'],
    example: { from: 'li.na', to: 'wang.wei', dryRun: true },
  }),
  importOrganisation: operation({
    method: 'post',
    path: '/organisation/import',
    tag,
    summary: {
      en: 'Departments, posts, people and positions from CSV text, all or nothing',
      zh: '从 CSV 文本导入部门、岗位、人员与任职，全部成功或全部不做',
    },
    right: 'organisation.write',
    body: closed({
      csv: Type.String({
        minLength: 1,
        maxLength: 5_000_000,
        description:
          'Header row: kind,id,name,name_en,parent,department,post,head,since,until,roles,groups. kind: department, post, person, position.',
      }),
      dryRun: Type.Optional(Type.Boolean()),
    }),
    answer: { status: 200, schema: ImportAnswer },
    maxBytes: 6_000_000,
    problems: ['import-invalid'],
  }),
} as const;
