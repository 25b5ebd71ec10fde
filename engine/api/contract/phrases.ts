import { type Static, Type } from 'typebox';
import { operation } from './operation.ts';
import { closed, Id, oneOf, Time } from './schema.ts';

export const Phrase = closed({
  id: Id,
  owner: Id,
  scope: oneOf(['own', 'department', 'everybody']),
  text: Type.String(),
  position: Type.Integer(),
  updatedAt: Time,
});
export type Phrase = Static<typeof Phrase>;

const PhraseInput = closed({
  text: Type.String({ minLength: 1, maxLength: 500 }),
  scope: Type.Optional(oneOf(['own', 'department', 'everybody'])),
  position: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000 })),
});
export type PhraseInput = Static<typeof PhraseInput>;

const tag = 'phrases';

export const phraseOperations = {
  listPhrases: operation({
    method: 'get',
    path: '/phrases',
    tag,
    summary: { en: 'Frequent phrases: one’s own first, then shared ones', zh: '常用语（本人的在前，其后为共享的）' },
    right: 'inbox.use',
    answer: { status: 200, schema: closed({ items: Type.Array(Phrase) }) },
  }),
  createPhrase: operation({
    method: 'post',
    path: '/phrases',
    tag,
    summary: {
      en: 'Keep a phrase; managers share with their department, administrators with everybody',
      zh: '新增常用语（管理者可共享给本部门，管理员可共享给所有人）',
    },
    right: 'inbox.use',
    body: PhraseInput,
    answer: { status: 201, schema: Phrase },
    example: { text: '材料齐全，符合法定形式，同意。' },
  }),
  putPhrase: operation({
    method: 'put',
    path: '/phrases/{id}',
    tag,
    summary: { en: 'Change a phrase', zh: '修改常用语' },
    right: 'inbox.use',
    body: PhraseInput,
    answer: { status: 200, schema: Phrase },
  }),
  deletePhrase: operation({
    method: 'delete',
    path: '/phrases/{id}',
    tag,
    summary: { en: 'Delete a phrase', zh: '删除常用语' },
    right: 'inbox.use',
    answer: { status: 204 },
  }),
} as const;
