import { Type } from 'typebox';
import { operation } from './operation.ts';
import { closed } from './schema.ts';

const tag = 'instances';
const answer = { status: 200, schema: closed({ following: Type.Boolean() }) } as const;
const path = '/process-instances/{id}/follow';

export const followOperations = {
  getFollow: operation({
    method: 'get',
    path,
    tag,
    summary: { en: 'Whether the caller follows the case', zh: '本人是否关注该办件' },
    right: 'case.follow',
    answer,
  }),
  followProcessInstance: operation({
    method: 'post',
    path,
    tag,
    summary: {
      en: 'Follow a case: its open tasks are in the view `following`',
      zh: '关注办件，其未办任务出现在“关注”视图',
    },
    right: 'case.follow',
    answer,
  }),
  unfollowProcessInstance: operation({
    method: 'delete',
    path,
    tag,
    summary: { en: 'Follow a case no longer', zh: '取消关注' },
    right: 'case.follow',
    answer,
  }),
} as const;
