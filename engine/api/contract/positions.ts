import { type Static, Type } from 'typebox';
import { operation } from './operation.ts';
import { Count, closed, Id, listQuery, Name, nullable, page, Text, Time } from './schema.ts';

/** `name` is in the caller's language. */
export const Post = closed({ id: Id, name: Name, nameZh: Name, nameEn: Name });
export type Post = Static<typeof Post>;

const Order = Type.Integer({ minimum: 0, maximum: 1000, description: 'Of several the first is the main one.' });

export const Position = closed({
  id: Id,
  userId: Id,
  department: Id,
  post: nullable(Id),
  head: Type.Boolean({ description: 'Head of the department 部门负责人.' }),
  order: Order,
  since: Time,
  until: nullable(Time),
});
export type Position = Static<typeof Position>;

export const Staff = closed({
  positionId: nullable(Id),
  userId: Id,
  name: Name,
  post: nullable(Id),
  postName: nullable(Name),
  head: Type.Boolean(),
  order: Type.Integer(),
  since: nullable(Time),
  until: nullable(Time),
});
export type Staff = Static<typeof Staff>;

export const OrganisationTree = closed({
  at: Time,
  version: Count,
  departments: Type.Array(
    closed({
      id: Id,
      name: Name,
      nameZh: Name,
      nameEn: Name,
      parent: nullable(Id),
      heads: Type.Array(Id),
      people: Type.Array(Staff),
    }),
    { description: 'In the order of ids; the tree is made by `parent`.' },
  ),
});
export type OrganisationTree = Static<typeof OrganisationTree>;

export const OrganisationChange = closed({
  id: Count,
  at: Time,
  actor: Type.String(),
  operation: Type.String(),
  operationName: Type.String({ description: 'What was done, in the language of the reader.' }),
  subject: Type.String(),
  subjectName: nullable(
    Type.String({ description: 'Of the person, department, post or entry it is about; null where it is gone.' }),
  ),
  details: Type.Unsafe<unknown>({}),
});

const tag = 'organisation';

export const positionOperations = {
  listPosts: operation({
    method: 'get',
    path: '/organisation/posts',
    tag,
    summary: { en: 'Posts', zh: '岗位列表' },
    right: 'organisation.read',
    query: listQuery({ q: Type.Optional(Text(100)) }, ['id']),
    answer: { status: 200, schema: page(Post) },
  }),
  putPost: operation({
    method: 'put',
    path: '/organisation/posts/{id}',
    tag,
    summary: { en: 'Add or change a post', zh: '新增或修改岗位' },
    right: 'organisation.write',
    body: closed({ nameZh: Name, nameEn: Name }),
    answer: { status: 200, schema: Post },
    example: { nameZh: '窗口岗', nameEn: 'Window' },
  }),
  deletePost: operation({
    method: 'delete',
    path: '/organisation/posts/{id}',
    tag,
    summary: { en: 'Remove a post no position names', zh: '删除未被引用的岗位' },
    right: 'organisation.write',
    answer: { status: 204 },
    problems: ['post-in-use'],
  }),
  listPositions: operation({
    method: 'get',
    path: '/organisation/positions',
    tag,
    summary: { en: 'Who works where, on which post, and when', zh: '任职列表' },
    right: 'organisation.read',
    query: listQuery(
      {
        userId: Type.Optional(Id),
        department: Type.Optional(Id),
        post: Type.Optional(Id),
        at: Type.Optional(Time),
      },
      ['id'],
    ),
    answer: { status: 200, schema: page(Position) },
  }),
  createPosition: operation({
    method: 'post',
    path: '/organisation/positions',
    tag,
    summary: { en: 'Give somebody a position from an instant on', zh: '新增任职' },
    right: 'organisation.write',
    body: closed({
      userId: Id,
      department: Id,
      post: Type.Optional(nullable(Id)),
      head: Type.Optional(Type.Boolean()),
      order: Type.Optional(Order),
      since: Type.Optional(Time),
      until: Type.Optional(nullable(Time)),
    }),
    answer: { status: 201, schema: Position },
    problems: ['period-invalid'],
    example: { userId: 'li.na', department: 'market-regulation', post: 'window', head: false },
  }),
  endPosition: operation({
    method: 'post',
    path: '/organisation/positions/{id}/end',
    tag,
    summary: { en: 'End a position at an instant; now where none is given', zh: '终止任职' },
    right: 'organisation.write',
    body: closed({ until: Type.Optional(Time) }),
    answer: { status: 200, schema: Position },
    problems: ['period-invalid', 'position-ended'],
  }),
  deletePosition: operation({
    method: 'delete',
    path: '/organisation/positions/{id}',
    tag,
    summary: { en: 'Remove a planned position that has not begun', zh: '删除尚未生效的任职' },
    right: 'organisation.write',
    answer: { status: 204 },
    problems: ['position-begun'],
  }),
  getOrganisationTree: operation({
    method: 'get',
    path: '/organisation/tree',
    tag,
    summary: { en: 'Departments and who worked there, as of an instant', zh: '某一时刻的组织机构' },
    right: 'organisation.read',
    query: closed({ at: Type.Optional(Time) }),
    answer: { status: 200, schema: OrganisationTree },
  }),
  getOrganisationVersion: operation({
    method: 'get',
    path: '/organisation/version',
    tag,
    summary: { en: 'The number that grows with every change of the organisation', zh: '组织机构版本' },
    right: 'organisation.read',
    answer: { status: 200, schema: closed({ version: Count }) },
  }),
  listOrganisationChanges: operation({
    method: 'get',
    path: '/organisation/changes',
    tag,
    summary: { en: 'Who changed the organisation, the latest first', zh: '组织机构变更记录' },
    right: 'audit.read',
    query: listQuery({ subject: Type.Optional(Id) }, ['-id']),
    answer: { status: 200, schema: page(OrganisationChange) },
  }),
} as const;
