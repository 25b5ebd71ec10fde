/** Signed webhooks to subscribers. The id of a delivery is the idempotency key: who gets it twice drops it. */
import { stringify } from '../../engine/exact-json.ts';
import type { Adapter, AdapterAnswer } from '../../engine/port.ts';
import { answerOfProblem, answerOfStatus } from '../http/problem.ts';
import type { Contract, Values } from '../kit/contract.ts';
import {
  type ClientSource,
  clientOf,
  HTTP_OPTIONAL,
  HTTP_PROPERTIES,
  type HttpSettings,
} from '../kit/http-settings.ts';
import { keepContract, type TalkCall } from '../kit/keep-contract.ts';
import { readReference } from '../kit/read-reference.ts';
import { checkedSettings, mapOf, object, secret, text } from '../kit/settings.ts';
import type { Surroundings } from '../surroundings.ts';
import { webhookHeaders } from './sign.ts';

interface Subscriber extends HttpSettings {
  readonly path: string;
  readonly secret: string;
}

interface WebhookSettings {
  readonly kind: 'webhook';
  readonly subscribers: Readonly<Record<string, Subscriber>>;
}

const SCHEMA = object({
  kind: { const: 'webhook' },
  subscribers: mapOf(object({ ...HTTP_PROPERTIES, path: text, secret }, HTTP_OPTIONAL)),
});

interface Known {
  readonly settings: Subscriber;
  readonly client: ClientSource;
}

export function createWebhook(contract: Contract, settings: unknown, surroundings: Surroundings): Adapter {
  const { subscribers } = checkedSettings<WebhookSettings>('webhook', SCHEMA, settings);
  const known = new Map<string, Known>();
  for (const [name, subscriber] of Object.entries(subscribers)) {
    const { path: _path, secret: _secret, ...http } = subscriber;
    known.set(name, { settings: subscriber, client: clientOf(http, surroundings) });
  }
  return keepContract(contract, {
    async call(call) {
      const subscriber = known.get(String(call.values.subscriber));
      return subscriber ? send(subscriber, call, surroundings) : { kind: 'error', code: 'webhook.subscriber-unknown' };
    },
  });
}

async function send(
  { settings, client }: Known,
  { values, request }: TalkCall,
  surroundings: Surroundings,
): Promise<AdapterAnswer> {
  const { type, data } = values as { type: string; data: Values };
  const timestamp = Math.floor(Date.now() / 1_000);
  const body = stringify({ type, timestamp: new Date(timestamp * 1_000).toISOString(), data });
  const key = await readReference(settings.secret, surroundings);
  const result = await (await client()).request({
    method: 'POST',
    path: settings.path,
    headers: webhookHeaders({ id: request.idempotencyKey, timestamp, body }, key),
    body,
    signal: request.signal,
  });
  if (!result.ok) return answerOfProblem(result.problem);
  if (result.status === 410) return { kind: 'error', code: 'webhook.gone' };
  return answerOfStatus(result.status, result.headers) ?? { kind: 'completed', variables: { status: result.status } };
}
