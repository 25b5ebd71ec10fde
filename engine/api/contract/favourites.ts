import { Type } from 'typebox';
import { operation } from './operation.ts';
import { closed } from './schema.ts';

const tag = 'instances';
const answer = { status: 200, schema: closed({ favourite: Type.Boolean() }) } as const;
const path = '/process-instances/{id}/favourite';

export const favouriteOperations = {
  getFavourite: operation({
    method: 'get',
    path,
    tag,
    summary: { en: 'Whether the case is a favourite of the caller', zh: '本人是否收藏该办件' },
    right: 'case.follow',
    answer,
  }),
  addFavourite: operation({
    method: 'post',
    path,
    tag,
    summary: {
      en: 'Keep a case at hand: it is among `/process-instances?favourite=true`, ended or not',
      zh: '收藏办件，可用 /process-instances?favourite=true 列出（含已办结的）',
    },
    right: 'case.follow',
    answer,
  }),
  removeFavourite: operation({
    method: 'delete',
    path,
    tag,
    summary: { en: 'Keep a case at hand no longer', zh: '取消收藏' },
    right: 'case.follow',
    answer,
  }),
} as const;
