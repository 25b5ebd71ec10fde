import { type Static, Type } from 'typebox';
import { operation } from './operation.ts';
import { closed, Id, listQuery, nullable, page, Text, Time, VariableMap } from './schema.ts';

export const Decision = closed({
  id: Id,
  key: Type.String({ description: 'The id of the decision or decision service in its DMN file.' }),
  version: Type.Integer(),
  versionTag: nullable(Type.String()),
  name: Type.String(),
  resourceName: Type.String(),
  deploymentId: Id,
  deployedAt: Time,
  activateAt: nullable(
    Type.String({
      format: 'date-time',
      description: 'When it comes into effect; null once it has. Until then it is not the latest.',
    }),
  ),
  latest: Type.Boolean(),
});
export type Decision = Static<typeof Decision>;

const FiredRule = closed({
  id: nullable(Type.String()),
  number: Type.Integer({ minimum: 1, description: 'Place in the table, from 1.' }),
  outputs: VariableMap,
});

export const DecisionTrace = closed({
  id: nullable(Type.String()),
  name: Type.String(),
  hitPolicy: nullable(Type.String({ description: '`UNIQUE`, `COLLECT SUM` …; null where it is no table.' })),
  inputs: Type.Array(closed({ name: Type.String(), value: Type.Unknown() })),
  rules: Type.Array(FiredRule, { description: 'The rules that made the result.' }),
  result: Type.Unknown(),
});
export type DecisionTrace = Static<typeof DecisionTrace>;

export const EvaluateDecision = closed({
  variables: Type.Optional(VariableMap),
  version: Type.Optional(Type.Integer({ minimum: 1 })),
  versionTag: Type.Optional(Text(200)),
});
export type EvaluateDecision = Static<typeof EvaluateDecision>;

export const DecisionResult = closed({
  decision: closed({ id: Id, key: Type.String(), version: Type.Integer() }),
  result: Type.Unknown(),
  trace: Type.Array(DecisionTrace, {
    description: 'In the order of evaluation: what is required first, the decision that was asked last.',
  }),
});
export type DecisionResult = Static<typeof DecisionResult>;

const tag = 'decisions';

export const decisionOperations = {
  listDecisions: operation({
    method: 'get',
    path: '/decisions',
    tag,
    summary: { en: 'Deployed decisions', zh: '已部署的决策' },
    right: 'definition.model',
    query: listQuery(
      {
        key: Type.Optional(Id),
        version: Type.Optional(Type.Integer({ minimum: 1 })),
        latest: Type.Optional(Type.Boolean({ description: 'Only the version of each key that is in effect.' })),
        q: Type.Optional(Text(100)),
      },
      ['key'],
    ),
    answer: { status: 200, schema: page(Decision) },
  }),
  getDecision: operation({
    method: 'get',
    path: '/decisions/{id}',
    tag,
    summary: { en: 'One deployed decision', zh: '决策详情' },
    right: 'definition.model',
    answer: { status: 200, schema: Decision },
  }),
  getDecisionXml: operation({
    method: 'get',
    path: '/decisions/{id}/xml',
    tag,
    summary: { en: 'The DMN file exactly as it was deployed', zh: '部署时的 DMN 原文' },
    right: 'definition.model',
    answer: { status: 200, type: 'application/xml' },
  }),
  evaluateDecision: operation({
    method: 'post',
    path: '/decisions/{key}/evaluate',
    tag,
    summary: {
      en: 'Ask a decision; the version in effect unless one is named. Nothing is written',
      zh: '求值：默认使用生效版本；不写入任何数据',
    },
    right: 'definition.model',
    body: EvaluateDecision,
    answer: { status: 200, schema: DecisionResult },
    idempotent: false,
    problems: ['decision-failed'],
    example: { variables: { amount: 1200, category: 'repair' } },
  }),
} as const;
