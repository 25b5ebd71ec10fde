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
    const { messageId, name, correlationKey = null, variables = {} } = input;
    const checked = checkVariables(variables);
    if (!checked.ok) return checked;
    const subscription = findSubscription(state, name, correlationKey);
    if (subscription ? !maySend(actor, { state, subscription, definitions }) : !maySendAny(actor))
      return forbidden(actor, `message ${name}`);
    if (!subscription) return fail('message-not-expected', { name, instanceId: state.id });
    const trigger = { kind: 'receive', subscription: subscription.id, messageId, variables } as const;
    const moved = advance(begin(state), { trigger }, context);
    return moved.ok ? ok(answerInstance(moved.value)) : moved;
  },
};

function findSubscription(state: InstanceState, name: string, key: string | null): Subscription | undefined {
  const isMeant = (open: Subscription) => open.key === null || key === null || open.key === key;
  const rank = (open: Subscription) => (open.key === key ? 0 : 1);
  return Object.values(state.subscriptions)
    .filter((open) => open.kind === 'message' && open.name === name && isMeant(open))
    .sort((a, b) => rank(a) - rank(b) || a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))[0];
}
