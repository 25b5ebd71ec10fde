import { type Static, Type } from 'typebox';
import { operation } from './operation.ts';
import { closed, Duration, Id, Name, nullable, oneOf, VariableMap } from './schema.ts';

export const MessageInput = closed({
  name: Name,
  correlationKey: Type.Optional(nullable(Type.String({ maxLength: 500 }))),
  businessKey: Type.Optional(nullable(Type.String({ maxLength: 200 }))),
  instanceId: Type.Optional(Id),
  variables: Type.Optional(VariableMap),
  messageId: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 200,
      description: "The sender's own id: a repeat is answered, not repeated.",
    }),
  ),
  timeToLive: Type.Optional(Duration),
});
export type MessageInput = Static<typeof MessageInput>;

export const MessageAnswer = closed({
  outcome: oneOf(['correlated', 'started', 'buffered', 'ignored']),
  instanceIds: Type.Array(Id),
});
export type MessageAnswer = Static<typeof MessageAnswer>;

export const SignalInput = closed({ name: Name, variables: Type.Optional(VariableMap), instanceId: Type.Optional(Id) });
export type SignalInput = Static<typeof SignalInput>;

const tag = 'messages';

export const messageOperations = {
  publishMessage: operation({
    method: 'post',
    path: '/messages',
    tag,
    summary: { en: 'Give a message to the one case that waits for it', zh: '发送消息给等待它的办件' },
    right: 'message.send',
    body: MessageInput,
    answer: { status: 200, schema: MessageAnswer },
    example: {
      name: 'payment-received',
      correlationKey: '2026-000123',
      variables: { paid: true },
      messageId: 'bank-4711',
      timeToLive: 'PT1H',
    },
  }),
  broadcastSignal: operation({
    method: 'post',
    path: '/signals',
    tag,
    summary: { en: 'Tell everything that waits for a signal', zh: '广播信号' },
    right: 'message.broadcast',
    body: SignalInput,
    answer: {
      status: 200,
      schema: closed({ receivers: Type.Integer({ minimum: 0, description: 'How many listened.' }) }),
    },
    example: { name: 'typhoon-warning', variables: { level: 'red' } },
  }),
} as const;
