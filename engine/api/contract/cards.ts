import { type Static, Type } from 'typebox';
import { operation } from './operation.ts';
import { closed, Id, listQuery, nullable, oneOf, page, Time } from './schema.ts';

/** 行政许可法 72, 74: what staff answer for; and `overdue` and `other`. */
const CardReason = oneOf([
  'overdue',
  'acceptance-refused',
  'not-told-at-once',
  'no-reasons',
  'no-hearing',
  'unlisted-material',
  'other',
]);

const State = oneOf(['issued', 'answered', 'appealed', 'upheld', 'withdrawn']);

const Wording = Type.String({ minLength: 1, maxLength: 4000 });

export const Card = closed({
  id: Id,
  number: Type.String({ description: 'Year, colour and a number without gaps: `2026-R-0007`.' }),
  colour: oneOf(['yellow', 'red']),
  state: State,
  instanceId: Id,
  businessKey: nullable(Type.String({ description: 'Of the case.' })),
  clockId: nullable(Id),
  addressee: Id,
  reason: CardReason,
  text: Type.String({ description: "What is said on it; where the engine issued it, in the reader's language." }),
  issuedBy: Type.String(),
  issuedAt: Time,
  answerDueAt: Type.String({ format: 'date-time', description: 'One working day after it was issued.' }),
  overdue: Type.Boolean({ description: 'Nobody has explained it, and the time for that is over.' }),
  answer: nullable(Type.String()),
  answeredAt: nullable(Time),
  appeal: nullable(Type.String()),
  appealedAt: nullable(Time),
  decision: nullable(Type.String()),
  decidedBy: nullable(Type.String()),
  decidedAt: nullable(Time),
});
export type Card = Static<typeof Card>;

const Explanation = closed({
  at: Time,
  departmentName: nullable(Type.String({ description: 'Of whoever explained it.' })),
  text: Type.String(),
});

const tag = 'cards';
const worded = closed({ text: Wording });

export const cardOperations = {
  listCards: operation({
    method: 'get',
    path: '/cards',
    tag,
    summary: {
      en: 'Yellow and red cards, the latest first: about cases they see for managers, their own for others',
      zh: '黄牌、红牌（新的在前）：管理者可见其可见办件的，其他人仅见本人的',
    },
    right: 'inbox.use',
    query: listQuery(
      {
        instanceId: Type.Optional(Id),
        addressee: Type.Optional(Id),
        colour: Type.Optional(oneOf(['yellow', 'red'])),
        state: Type.Optional(State),
        overdue: Type.Optional(Type.Boolean({ description: 'Only those that nobody has explained in time.' })),
      },
      ['-issuedAt'],
    ),
    answer: { status: 200, schema: page(Card) },
  }),
  issueCard: operation({
    method: 'post',
    path: '/cards',
    tag,
    summary: { en: 'Issue a card to somebody for a case', zh: '就某办件签发黄牌或红牌' },
    right: 'card.issue',
    body: closed({
      instanceId: Id,
      clockId: Type.Optional(Id),
      colour: oneOf(['yellow', 'red']),
      addressee: Id,
      reason: CardReason,
      text: Wording,
    }),
    answer: { status: 201, schema: Card },
    problems: ['user-unknown'],
    example: {
      instanceId: '0198…',
      colour: 'red',
      addressee: 'wang.window',
      reason: 'overdue',
      text: '超过法定时限未作决定。',
    },
  }),
  listExplanations: operation({
    method: 'get',
    path: '/process-instances/{id}/explanations',
    tag,
    summary: {
      en: 'Why the case is late, as those answerable have explained it; for its applicant too',
      zh: '办件超期的情况说明；申请人可见',
    },
    right: 'case.read',
    answer: { status: 200, schema: closed({ items: Type.Array(Explanation) }) },
  }),
  answerCard: operation({
    method: 'post',
    path: '/cards/{id}/answer',
    tag,
    summary: {
      en: 'The addressee explains; what explains why a case is late is shown to its applicant',
      zh: '被督办人说明情况；超期的说明向申请人公开',
    },
    right: 'inbox.use',
    body: worded,
    answer: { status: 200, schema: Card },
    problems: ['card-state'],
  }),
  appealCard: operation({
    method: 'post',
    path: '/cards/{id}/appeal',
    tag,
    summary: { en: 'The addressee appeals, once', zh: '被督办人申诉（一次）' },
    right: 'inbox.use',
    body: worded,
    answer: { status: 200, schema: Card },
    problems: ['card-state'],
  }),
  decideCard: operation({
    method: 'post',
    path: '/cards/{id}/decide',
    tag,
    summary: {
      en: 'Uphold or withdraw a card after an appeal; not by who issued it',
      zh: '裁定申诉：维持或撤销（签发人不得裁定）',
    },
    right: 'card.issue',
    body: closed({ outcome: oneOf(['upheld', 'withdrawn']), text: Wording }),
    answer: { status: 200, schema: Card },
    problems: ['card-own', 'card-state'],
  }),
} as const;
