import { Type } from 'typebox';
import { MessageAnswer } from './messages.ts';
import { operation } from './operation.ts';
import { PUBLIC } from './roles.ts';
import { Count, closed, nullable, oneOf, Time, VariableMap } from './schema.ts';

const IncomingSource = closed({
  kind: oneOf(['webhook', 'queue']),
  name: Type.String(),
  taken: Count,
  unmapped: Type.Integer({ minimum: 0, description: 'Of a type that is not taken from there.' }),
  refused: Count,
  lastTakenAt: nullable(Time),
  lastRefusedAt: nullable(Time),
  lastRefusal: nullable(
    Type.String({ description: 'content, headers, secret-missing, signature, timestamp, or the code of a refusal.' }),
  ),
  listening: nullable(Type.Boolean({ description: 'Of a queue: whether this process listens to it now.' })),
});

const tag = 'departments';

export const incomingOperations = {
  receiveWebhook: operation({
    method: 'post',
    path: '/webhooks/{source}',
    tag,
    summary: {
      en: 'Take a signed webhook: headers webhook-id, webhook-timestamp, webhook-signature',
      zh: '接收签名回调：请求头 webhook-id、webhook-timestamp、webhook-signature',
    },
    right: PUBLIC,
    body: VariableMap,
    answer: { status: 200, schema: MessageAnswer },
    // The id of the delivery does it already, and lasts longer.
    idempotent: false,
    problems: ['webhook-not-ready', 'webhook-not-trusted'],
    example: { type: 'payment.received', data: { order: '2026-000123' } },
  }),
  listIncomingSources: operation({
    method: 'get',
    path: '/incoming',
    tag,
    summary: { en: 'Webhooks and queues that bring messages, and what was refused', zh: '回调与队列的接收情况' },
    right: 'failure.read',
    answer: { status: 200, schema: closed({ items: Type.Array(IncomingSource) }) },
  }),
} as const;
