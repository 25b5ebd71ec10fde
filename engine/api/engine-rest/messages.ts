import { refuse } from '../../errors.ts';
import { callOperation } from './call-operation.ts';
import { notSupported, present, type RestHandler, record, requiredText, take, textOf } from './request.ts';
import { plainVariables } from './typed-values.ts';

/**
 * `/message`: to the one case that waits for it, now; what nobody waits for is refused, as callers expect, and does not lie in the inbox. One
 * correlation key, because a subscription has one.
 */
export const correlateMessage: RestHandler = async ({ body, services, ...caller }) => {
  const names = ['messageName', 'businessKey', 'correlationKeys', 'processInstanceId', 'processVariables'] as const;
  const given = take(body, names);
  const keys = Object.values(plainVariables(record(given.correlationKeys, 'correlationKeys'), 'correlationKeys'));
  const [key, more] = keys;
  if (more !== undefined) notSupported('more than one of "correlationKeys"');
  const name = requiredText(given.messageName, 'messageName');
  const message = present({
    name,
    correlationKey: key === undefined ? undefined : String(key),
    businessKey: textOf(given.businessKey, 'businessKey'),
    instanceId: textOf(given.processInstanceId, 'processInstanceId'),
    variables: plainVariables(given.processVariables, 'processVariables'),
  });
  const { outcome } = await callOperation('publishMessage', { body: message }, caller, services);
  if (outcome === 'ignored' || outcome === 'buffered') {
    const to = message.instanceId ?? message.businessKey ?? message.correlationKey ?? '';
    refuse('message-not-expected', { name, instanceId: String(to) });
  }
  return undefined;
};
