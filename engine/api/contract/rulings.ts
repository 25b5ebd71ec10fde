/** What waits for somebody's decision, whoever has appealed or objected. */
import { type Static, Type } from 'typebox';
import { operation } from './operation.ts';
import { closed, Id, nullable, oneOf, Time } from './schema.ts';

const Ruling = closed({
  kind: oneOf(['card', 'rating', 'month', 'data', 'case']),
  month: nullable(Type.String({ description: 'Whose figures are appealed against.' })),
  instanceId: nullable({ ...Id, description: 'The case that is objected to: it is decided there.' }),
  businessKey: nullable(Type.String({ description: 'Its number.' })),
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
      en: 'Appeals (cards, ratings, months) and objections to shared data and to cases that wait for the caller to decide: how many of each, of cases one by one',
      zh: '待本人裁定的申诉（督办牌、评价、月度指标）与共享数据、办件的异议，各有几件，办件逐件列出',
    },
    right: 'self.use',
    answer: { status: 200, schema: closed({ items: Type.Array(Ruling) }) },
  }),
};
