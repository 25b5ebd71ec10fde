import { awaitedFrom, maySendAny } from '../../../commands/message-senders.ts';
import { Refusal, refuse } from '../../../errors.ts';
import type { MessageInput } from '../../contract/messages.ts';
import { actorOf } from '../../principal.ts';
import type { Call, Handler } from '../../route.ts';
import type { Services } from '../../services.ts';
import { requireInstance, stateOf } from '../../views/instance.ts';

export const publishMessage: Handler<'publishMessage'> = async (call, services) => {
  const actor = actorOf(call.principal);
  if (!maySendAny(actor)) await requireAwaited(call, services);
  const published = await services.runtime.messages.publish(call.body, actor);
  if (!published.ok) throw new Refusal(published.failure);
  const { outcome, instanceIds } = published.value;
  return { outcome, instanceIds: [...instanceIds] };
};

/**
 * Somebody who may not send any message may send what a case of theirs waits for now, and nothing that would lie in the inbox for later:
 * what is delivered from there is delivered by the engine, which may send anything.
 */
async function requireAwaited(
  { body, principal, language }: Call<'publishMessage'>,
  services: Services,
): Promise<void> {
  const { name, instanceId, variables: _variables, ...others } = body satisfies MessageInput;
  const [other] = Object.keys(others);
  if (instanceId === undefined || other !== undefined) {
    const reason = {
      en: 'only name, instanceId and variables are admitted here',
      zh: '此处只允许 name、instanceId 与 variables',
    };
    refuse('bad-request', { reason: reason[language] });
  }
  const { definitions } = services.runtime;
  const state = await stateOf(services, await requireInstance(services, principal, instanceId));
  const awaited = await definitions.withLoaded(() => awaitedFrom(actorOf(principal), state, definitions));
  if (!awaited.some(({ message }) => message === name)) refuse('message-not-expected', { name, instanceId });
}
