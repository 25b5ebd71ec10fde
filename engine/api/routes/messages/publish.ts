import { Refusal } from '../../../errors.ts';
import { actorOf } from '../../principal.ts';
import type { Handler } from '../../route.ts';

export const publishMessage: Handler<'publishMessage'> = async ({ body, principal }, { runtime }) => {
  const published = await runtime.messages.publish(body, actorOf(principal));
  if (!published.ok) throw new Refusal(published.failure);
  const { outcome, instanceIds } = published.value;
  return { outcome, instanceIds: [...instanceIds] };
};
