import { fail } from '../../errors.ts';
import { occur } from '../occur.ts';
import { DONE, type TriggerHandler } from './trigger-handler.ts';

/** A message or signal has come for an open subscription. Non-interrupting events go on listening. */
export const receive: TriggerHandler<'receive'> = (x, { subscription: id, messageId, variables }) => {
  const subscription = x.draft.state.subscriptions[id];
  if (!subscription) return fail('not-found', { kind: 'subscription', id });
  x.emit({ type: 'messageReceived', subscription: id, messageId });
  const { element, node, definition } = subscription;
  if (definition !== undefined) x.emit({ type: 'subscriptionClosed', id });
  occur(x, element, { node, definition, variables });
  return DONE;
};
