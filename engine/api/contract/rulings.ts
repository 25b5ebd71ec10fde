/** What waits for somebody's decision, whoever has appealed or objected. */
import { type Static, Type } from 'typebox';
import { operation } from './operation.ts';
import { closed, nullable, oneOf, Time } from './schema.ts';

const Ruling = closed({
  kind: oneOf(['card', 'rating', 'month', 'data']),
  month: nullable(Type.String({ description: 'Whose figures are appealed against.' })),
  count: Type.Integer({ minimum: 1 }),
  since: { ...Time, description: 'When the earliest of what they are about was issued, rated or raised.' },
});
export type Ruling = Static<typeof Ruling>;

export const rulingOperations = {
  listRulings: operation({
    method: 'get',
    path: '/me/rulings',
    tag: 'reports',
    summary: {
      en: 'Appeals (cards, ratings, months) and objections to shared data that wait for the caller to decide: how many of each',
      zh: '待本人裁定的申诉（督办牌、评价、月度指标）与共享数据异议，各有几件',
    },
    right: 'self.use',
    answer: { status: 200, schema: closed({ items: Type.Array(Ruling) }) },
  }),
};
