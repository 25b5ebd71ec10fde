import { fail } from '../../errors.ts';
import { isOfKey, noteMessage } from '../correlation.ts';
import { occur } from '../occur.ts';
import { nodeAt } from '../query.ts';
import { DONE, type TriggerHandler } from './trigger-handler.ts';

/** A message or signal has come for an open subscription. Non-interrupting events go on listening. */
export const receive: TriggerHandler<'receive'> = (x, { subscription: id, messageId, variables }) => {
  const subscription = x.draft.state.subscriptions[id];
  if (!subscription) return fail('not-found', { kind: 'subscription', id });
  x.emit({ type: 'messageReceived', subscription: id, messageId });
  const { element, node, definition, key } = subscription;
  const event = nodeAt(x.graph(x.element(element)), node).events.find(
    (each) => each.kind === 'message' && isOfKey(each, key),
  );
  if (event?.kind === 'message') noteMessage(x, element, event, variables);
  if (definition !== undefined) x.emit({ type: 'subscriptionClosed', id });
  occur(x, element, { node, definition, variables });
  return DONE;
};
