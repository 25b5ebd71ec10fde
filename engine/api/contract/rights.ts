import { type Static, Type } from 'typebox';
import { ROLES } from '../../rights/roles.ts';
import { SCOPES } from '../../rights/scope.ts';
import { operation } from './operation.ts';
import { Role } from './roles.ts';
import { closed, Id, listQuery, oneOf, page, Time } from './schema.ts';

export const Scope = oneOf(SCOPES);

export const RightView = closed({
  right: Id,
  name: Type.String(),
  kind: oneOf(['scoped', 'switch']),
  fixed: Type.Boolean({ description: 'The same in every deployment.' }),
  cells: Type.Array(
    closed({
      role: Role,
      scope: Scope,
      usual: Scope,
      admitted: Type.Array(Scope, { description: 'What it may be set to.' }),
    }),
    { description: `One for each role, in the order ${ROLES.join(', ')}.` },
  ),
});
export type RightView = Static<typeof RightView>;

export const RightsTable = closed({
  version: Type.Integer({ description: 'Grows with every change of the organisation, of which the rules are part.' }),
  items: Type.Array(RightView),
});
export type RightsTable = Static<typeof RightsTable>;

export const RightChange = closed({
  id: Id,
  at: Time,
  actor: Id,
  role: Role,
  right: Id,
  from: Scope,
  to: Scope,
});
export type RightChange = Static<typeof RightChange>;

const tag = 'rights';

export const rightOperations = {
  getRights: operation({
    method: 'get',
    path: '/rights',
    tag,
    summary: { en: 'Which role may do what, and how far', zh: '权限表：角色、权限与范围' },
    right: 'right.read',
    answer: { status: 200, schema: RightsTable },
  }),
  putRight: operation({
    method: 'put',
    path: '/rights/{right}/{role}',
    tag,
    summary: {
      en: 'Set how far a right of a role reaches here; the usual scope takes the rule away',
      zh: '设置某角色某项权限的范围；设为默认值即取消自定义',
    },
    right: 'right.write',
    body: closed({ scope: Scope }),
    answer: { status: 200, schema: RightView },
    problems: ['right-fixed', 'right-scope', 'right-beyond-role'],
    example: { scope: 'department' },
  }),
  listRightChanges: operation({
    method: 'get',
    path: '/rights/changes',
    tag,
    summary: { en: 'Who changed the table when, the last first', zh: '权限变更记录（新的在前）' },
    right: 'right.read',
    query: listQuery({}, ['-at']),
    answer: { status: 200, schema: page(RightChange) },
  }),
} as const;
