import { type Static, Type } from 'typebox';
import type { InstanceState, Subscription } from '../core/state.ts';
import { fail, ok } from '../errors.ts';
import { advance } from './advance.ts';
import { requireActive } from './case.ts';
import type { Command } from './command.ts';
import { CorrelationKey, closed, Id, Name, VariableMap } from './input.ts';
import { answerInstance, type InstanceAnswer } from './instance-answer.ts';
import { maySend, maySendAny } from './message-senders.ts';
import { begin } from './progress.ts';
import { forbidden } from './rights.ts';
import { checkVariables } from './variables.ts';

const Input = closed({
  messageId: Id,
  name: Name,
  /** Null or absent: the case itself was addressed, by its id or its business key. */
  correlationKey: Type.Optional(CorrelationKey),
  /** Keys that were read from the message itself, best first. */
  messageKeys: Type.Optional(Type.Array(Type.String({ maxLength: 2000 }), { maxItems: 100 })),
  variables: Type.Optional(VariableMap),
});
type Input = Static<typeof Input>;

/**
 * Gives a message to the element of this case that waits for it: a subscription of that name with the message's key comes before one without,
 * which takes what reaches its case; of several the one that waits longest. Refuses with 'message-not-expected', and with 'forbidden' who may
 * not send it (`message-senders.ts`).
 */
export const correlateMessage: Command<Input, InstanceAnswer> = {
  name: 'correlate-message',
  input: Input,
  decide(state, input, context) {
    const { actor, definitions } = context;
    const active = requireActive(state);
    if (!active.ok) return active;
    const { messageId, name, correlationKey = null, messageKeys = [], variables = {} } = input;
    const checked = checkVariables(variables);
    if (!checked.ok) return checked;
    const subscription = findSubscription(state, name, { key: correlationKey, keys: messageKeys });
    if (subscription ? !maySend(actor, { state, subscription, definitions }) : !maySendAny(actor))
      return forbidden(actor, `message ${name}`);
    if (!subscription) return fail('message-not-expected', { name, instanceId: state.id });
    const trigger = { kind: 'receive', subscription: subscription.id, messageId, variables } as const;
    const moved = advance(begin(state), { trigger }, context);
    return moved.ok ? ok(answerInstance(moved.value)) : moved;
  },
};

interface MessageKeys {
  readonly key: string | null;
  readonly keys: readonly string[];
}

function findSubscription(state: InstanceState, name: string, { key, keys }: MessageKeys): Subscription | undefined {
  const named = key === null ? keys : [key, ...keys];
  const rank = (open: Subscription) => {
    const position = open.key === null ? -1 : named.indexOf(open.key);
    return position < 0 ? named.length : position;
  };
  const isMeant = (open: Subscription) => open.key === null || key === null || rank(open) < named.length;
  return Object.values(state.subscriptions)
    .filter((open) => open.kind === 'message' && open.name === name && isMeant(open))
    .sort((a, b) => rank(a) - rank(b) || a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))[0];
}
