import { type Static, Type } from 'typebox';
import { operation } from './operation.ts';
import { Role } from './roles.ts';
import { closed, Id, Language, listQuery, Name, nullable, page, Text, Time } from './schema.ts';

const LoginName = Type.String({
  pattern: '^[\\p{L}\\p{N}][\\p{L}\\p{N}._@-]{0,99}$',
  description: 'Letters, digits, and . _ @ - inside. Never changes.',
});
const Password = Type.String({ minLength: 8, maxLength: 1000 });

const NameEn = nullable(Name);

/** `name` is in the caller's language where there are two; `nameEn` is null where there is one. */
export const User = closed({
  id: Id,
  name: Name,
  nameEn: NameEn,
  roles: Type.Array(Role),
  groups: Type.Array(Id),
  department: nullable(Type.String()),
  language: nullable(Language),
  active: Type.Boolean(),
  demo: Type.Boolean(),
  createdAt: Time,
});
export type User = Static<typeof User>;

export const Group = closed({ id: Id, name: Name, nameEn: NameEn, members: Type.Integer(), createdAt: Time });
export type Group = Static<typeof Group>;

export const Department = closed({ id: Id, name: Name, nameZh: Name, nameEn: Name, parent: nullable(Id) });
export type Department = Static<typeof Department>;

export const ApiKey = closed({
  id: Id,
  userId: Id,
  name: Name,
  createdAt: Time,
  lastUsedAt: nullable(Time),
  expiresAt: nullable(Time),
});
export type ApiKey = Static<typeof ApiKey>;

/** What officials may know of colleagues: enough to hand work over. Who makes models also sees who may do what in a rehearsal. */
export const Colleague = closed({
  id: Id,
  name: Name,
  department: nullable(Type.String()),
  departmentName: nullable(Type.String()),
  roles: Type.Array(Role, { description: 'Empty for who does not deploy processes.' }),
  groups: Type.Array(Id, { description: 'Empty for who does not deploy processes.' }),
});
export type Colleague = Static<typeof Colleague>;

const editable = {
  name: Name,
  roles: Type.Array(Role, { minItems: 1, maxItems: 8, uniqueItems: true }),
  groups: Type.Array(Id, { maxItems: 500, uniqueItems: true }),
  department: nullable(Text(200)),
  language: nullable(Language),
};

const tag = 'organisation';

export const organisationOperations = {
  listUsers: operation({
    method: 'get',
    path: '/organisation/users',
    tag,
    summary: { en: 'Users', zh: '用户列表' },
    right: 'organisation.write',
    query: listQuery(
      {
        q: Type.Optional(Text(100)),
        group: Type.Optional(Id),
        role: Type.Optional(Role),
        active: Type.Optional(Type.Boolean()),
      },
      ['id', '-id'],
    ),
    answer: { status: 200, schema: page(User) },
  }),
  createUser: operation({
    method: 'post',
    path: '/organisation/users',
    tag,
    summary: { en: 'Add a user', zh: '新增用户' },
    right: 'organisation.write',
    body: closed({
      id: LoginName,
      name: editable.name,
      nameEn: Type.Optional(NameEn),
      roles: editable.roles,
      groups: Type.Optional(editable.groups),
      department: Type.Optional(editable.department),
      language: Type.Optional(editable.language),
      password: Type.Optional(Password),
    }),
    answer: { status: 201, schema: User },
    problems: ['already-exists'],
    example: {
      id: 'li.na',
      name: '李娜',
      roles: ['clerk'],
      groups: ['window'],
      department: '市场监管局',
      password: '••••••••',
    },
  }),
  getUser: operation({
    method: 'get',
    path: '/organisation/users/{id}',
    tag,
    summary: { en: 'One user', zh: '用户详情' },
    right: 'organisation.write',
    answer: { status: 200, schema: User },
  }),
  updateUser: operation({
    method: 'patch',
    path: '/organisation/users/{id}',
    tag,
    summary: {
      en: 'Change a user; a new password or deactivation ends the sessions',
      zh: '修改用户；重置密码或停用后其会话失效',
    },
    right: 'organisation.write',
    body: closed({
      name: Type.Optional(editable.name),
      nameEn: Type.Optional(NameEn),
      roles: Type.Optional(editable.roles),
      groups: Type.Optional(editable.groups),
      department: Type.Optional(editable.department),
      language: Type.Optional(editable.language),
      active: Type.Optional(Type.Boolean()),
      password: Type.Optional(Password),
    }),
    answer: { status: 200, schema: User },
    problems: ['last-administrator'],
  }),
  listColleagues: operation({
    method: 'get',
    path: '/organisation/colleagues',
    tag,
    summary: { en: 'Whom work can be handed to: active officials', zh: '可转交的同事（在用的工作人员）' },
    right: 'organisation.read',
    query: listQuery({ q: Type.Optional(Text(100)), department: Type.Optional(Text(200)) }, ['id']),
    answer: { status: 200, schema: page(Colleague) },
  }),
  listGroups: operation({
    method: 'get',
    path: '/organisation/groups',
    tag,
    summary: { en: 'Groups', zh: '用户组列表' },
    right: 'organisation.read',
    query: listQuery({ q: Type.Optional(Text(100)) }, ['id', '-id']),
    answer: { status: 200, schema: page(Group) },
  }),
  createGroup: operation({
    method: 'post',
    path: '/organisation/groups',
    tag,
    summary: { en: 'Add a group', zh: '新增用户组' },
    right: 'organisation.write',
    body: closed({ id: LoginName, name: Name, nameEn: Type.Optional(NameEn) }),
    answer: { status: 201, schema: Group },
    problems: ['already-exists'],
    example: { id: 'window', name: '综合窗口' },
  }),
  getGroup: operation({
    method: 'get',
    path: '/organisation/groups/{id}',
    tag,
    summary: { en: 'One group', zh: '用户组详情' },
    right: 'organisation.read',
    answer: { status: 200, schema: Group },
  }),
  updateGroup: operation({
    method: 'patch',
    path: '/organisation/groups/{id}',
    tag,
    summary: { en: 'Rename a group', zh: '修改用户组名称' },
    right: 'organisation.write',
    body: closed({ name: Type.Optional(Name), nameEn: Type.Optional(NameEn) }),
    answer: { status: 200, schema: Group },
  }),
  deleteGroup: operation({
    method: 'delete',
    path: '/organisation/groups/{id}',
    tag,
    summary: { en: 'Remove a group and its memberships', zh: '删除用户组及其成员关系' },
    right: 'organisation.write',
    answer: { status: 204 },
  }),
  listDepartments: operation({
    method: 'get',
    path: '/organisation/departments',
    tag,
    summary: { en: 'Departments', zh: '部门列表' },
    right: 'self.use',
    query: listQuery({ q: Type.Optional(Text(100)) }, ['id']),
    answer: { status: 200, schema: page(Department) },
  }),
  putDepartment: operation({
    method: 'put',
    path: '/organisation/departments/{id}',
    tag,
    summary: { en: 'Add or change a department', zh: '新增或修改部门' },
    right: 'organisation.write',
    body: closed({ nameZh: Name, nameEn: Name, parent: Type.Optional(nullable(Id)) }),
    answer: { status: 200, schema: Department },
    problems: ['department-cycle'],
    example: { nameZh: '市场监管局', nameEn: 'Market regulation bureau', parent: null },
  }),
  deleteDepartment: operation({
    method: 'delete',
    path: '/organisation/departments/{id}',
    tag,
    summary: { en: 'Remove a department nobody belongs to', zh: '删除无人员、无下级的部门' },
    right: 'organisation.write',
    answer: { status: 204 },
    problems: ['department-in-use'],
  }),
  listApiKeys: operation({
    method: 'get',
    path: '/organisation/api-keys',
    tag,
    summary: { en: 'API keys of machines', zh: '接口密钥列表' },
    right: 'organisation.write',
    query: listQuery({ userId: Type.Optional(Id) }, ['id']),
    answer: { status: 200, schema: page(ApiKey) },
  }),
  createApiKey: operation({
    method: 'post',
    path: '/organisation/api-keys',
    tag,
    summary: { en: 'Issue an API key; its secret is shown this once', zh: '签发接口密钥；密钥只显示这一次' },
    right: 'organisation.write',
    body: closed({ userId: Id, name: Name, expiresAt: Type.Optional(nullable(Time)) }),
    answer: { status: 201, schema: closed({ key: ApiKey, secret: Type.String() }) },
    idempotent: false,
  }),
  deleteApiKey: operation({
    method: 'delete',
    path: '/organisation/api-keys/{id}',
    tag,
    summary: { en: 'Revoke an API key', zh: '吊销接口密钥' },
    right: 'organisation.write',
    answer: { status: 204 },
  }),
} as const;
