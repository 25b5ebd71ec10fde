import { type Static, Type } from 'typebox';
import { operation } from './operation.ts';
import { Count, closed, Id, listQuery, Name, nullable, oneOf, page, Text, Time, VariableMap } from './schema.ts';

const EffectState = oneOf(['requested', 'sent', 'confirmed', 'failed', 'unknown']);

export const Effect = closed({
  id: Id,
  instanceId: Id,
  definitionKey: Type.String(),
  definitionName: Type.String(),
  businessKey: nullable(Type.String()),
  elementId: Type.String(),
  elementName: Type.String(),
  topic: Type.String(),
  adapter: nullable(Type.String()),
  worker: nullable(Type.String()),
  purpose: nullable(Type.String()),
  state: EffectState,
  outcome: nullable(oneOf(['completed', 'error', 'cancelled', 'given-up'])),
  attempts: Count,
  requestedAt: Time,
  requestedBy: Type.String(),
  requestedByName: Type.String({ description: 'In the language of the reader; the id where nobody is known by it.' }),
  sentAt: nullable(Time),
  settledAt: nullable(Time),
  requestHash: nullable(Type.String({ description: 'SHA-256 of topic and variables, names in order.' })),
  answerHash: nullable(Type.String()),
  lastError: nullable(Type.String()),
  settledBy: nullable(Type.String()),
  reason: nullable(Type.String()),
  waits: Type.Boolean({ description: 'The case still waits for it.' }),
});
export type Effect = Static<typeof Effect>;

const AdapterSwitch = closed({ off: Type.Boolean(), reason: nullable(Type.String()), by: Type.String(), at: Time });

export const AdapterHealth = closed({
  name: Type.String(),
  topics: Type.Array(Type.String()),
  breaker: oneOf(['closed', 'open', 'half-open']),
  inFlight: Count,
  concurrent: Count,
  calls: Count,
  failures: Count,
  lastFailure: nullable(Type.String()),
  p95Ms: nullable(
    Type.Integer({ minimum: 0, description: 'So long 95 of 100 took, of the last 1,000 calls of the process asked.' }),
  ),
  answered: nullable(Type.Number({ description: 'Share of those calls that were answered, 0 to 1.' })),
  promised: nullable(
    closed({
      p95Ms: Type.Integer({ minimum: 0 }),
      availability: Type.Number({ description: '0 to 1.' }),
    }),
  ),
  triesAt: nullable(Time),
  canBeAsked: Type.Boolean({ description: 'The department can tell what became of an earlier request.' }),
  switch: nullable(AdapterSwitch),
});
export type AdapterHealth = Static<typeof AdapterHealth>;

const Principal = Type.String({ pattern: '^(user|group|department):.{1,190}$' });
const TopicGrants = closed({ topic: Name, principals: Type.Array(Principal) });

const tag = 'departments';

export const effectOperations = {
  listAdapters: operation({
    method: 'get',
    path: '/adapters',
    tag,
    summary: { en: 'Adapters, and whether their departments answer', zh: '各部门对接及其健康状况' },
    right: 'failure.read',
    answer: { status: 200, schema: closed({ items: Type.Array(AdapterHealth) }) },
  }),
  switchAdapter: operation({
    method: 'post',
    path: '/adapters/{name}/switch',
    tag,
    summary: { en: 'Stop all calls of an adapter, or let them go on', zh: '停用或启用对接' },
    right: 'job.execute',
    body: closed({ off: Type.Boolean(), reason: Text(2000) }),
    answer: { status: 204 },
    example: { off: true, reason: 'The department changes its certificate tonight.' },
  }),
  listEffects: operation({
    method: 'get',
    path: '/effects',
    tag,
    summary: { en: 'Everything asked of departments, and what became of it', zh: '对外操作台账' },
    right: 'failure.read',
    query: listQuery(
      {
        state: Type.Optional(EffectState),
        topic: Type.Optional(Name),
        adapter: Type.Optional(Name),
        instanceId: Type.Optional(Id),
        definitionKey: Type.Optional(Id),
        unclear: Type.Optional(
          Type.Boolean({ description: 'Only those of which nobody knows what the department did.' }),
        ),
      },
      ['-requestedAt', 'requestedAt'],
    ),
    answer: { status: 200, schema: page(Effect) },
  }),
  listEffectTopics: operation({
    method: 'get',
    path: '/effect-topics',
    tag,
    summary: { en: 'The topics there are effects of', zh: '台账中出现过的主题' },
    right: 'failure.read',
    answer: { status: 200, schema: closed({ items: Type.Array(Type.String()) }) },
  }),
  getEffect: operation({
    method: 'get',
    path: '/effects/{id}',
    tag,
    summary: { en: 'One effect', zh: '单项对外操作' },
    right: 'failure.read',
    answer: { status: 200, schema: Effect },
  }),
  askEffect: operation({
    method: 'post',
    path: '/effects/{id}/ask',
    tag,
    summary: { en: 'Ask the department what became of it', zh: '向对方部门查询结果' },
    right: 'job.execute',
    answer: {
      status: 200,
      schema: closed({
        found: oneOf(['completed', 'error', 'absent', 'pending', 'unknown']),
        effect: Effect,
      }),
    },
    idempotent: false,
    problems: ['adapter-not-callable', 'effect-not-askable', 'effect-not-open'],
  }),
  settleEffect: operation({
    method: 'post',
    path: '/effects/{id}/settle',
    tag,
    summary: { en: 'Say what the department did, as found out in another way', zh: '人工核实并作结论' },
    right: 'job.execute',
    body: closed({
      outcome: oneOf(['done', 'not-done']),
      reason: Type.String({ minLength: 1, maxLength: 2000 }),
      variables: Type.Optional(VariableMap),
    }),
    answer: { status: 200, schema: Effect },
    problems: ['adapter-not-callable', 'effect-not-open'],
    example: { outcome: 'done', reason: 'Confirmed by telephone, file 2026-117.', variables: { taxNumber: '9135' } },
  }),
  listTopicGrants: operation({
    method: 'get',
    path: '/topic-grants',
    tag,
    summary: { en: 'Which topics external workers may fetch', zh: '外部程序的主题授权' },
    right: 'failure.read',
    answer: { status: 200, schema: closed({ items: Type.Array(TopicGrants) }) },
  }),
  putTopicGrants: operation({
    method: 'put',
    path: '/topic-grants/{topic}',
    tag,
    summary: { en: 'Say who may fetch a topic; nobody with an empty list', zh: '设置主题授权（空列表即收回）' },
    right: 'job.execute',
    body: closed({ principals: Type.Array(Principal, { maxItems: 200 }) }),
    answer: { status: 200, schema: TopicGrants },
    example: { principals: ['department:tax', 'user:tax-robot'] },
  }),
} as const;
