/** Messages to a broker (AMQP 0-9-1, as RabbitMQ and LavinMQ speak it). Done when the broker has confirmed; the message id is the idempotency key. */
import { type ConfirmChannel, connect, type Message } from 'amqplib';
import { stringify } from '../../engine/exact-json.ts';
import type { Adapter, AdapterAnswer } from '../../engine/port.ts';
import type { Contract } from '../kit/contract.ts';
import { TalkError } from '../kit/in-time.ts';
import { keepContract, type TalkCall } from '../kit/keep-contract.ts';
import { readReference } from '../kit/read-reference.ts';
import { checkedSettings, mapOf, object, secret } from '../kit/settings.ts';
import type { Surroundings } from '../surroundings.ts';

interface Route {
  /** Empty: the default exchange, which hands a message to the queue of the routing key's name. */
  readonly exchange: string;
  readonly routingKey: string;
}

interface AmqpSettings {
  readonly kind: 'amqp';
  /** `secret:NAME`: amqp:// or amqps:// with user and password. */
  readonly url: string;
  readonly routes: Readonly<Record<string, Route>>;
}

const SCHEMA = object({
  kind: { const: 'amqp' },
  url: secret,
  routes: mapOf(object({ exchange: { type: 'string' }, routingKey: { type: 'string' } })),
});

export function createAmqp(contract: Contract, settings: unknown, surroundings: Surroundings): Adapter {
  const amqp = checkedSettings<AmqpSettings>('amqp', SCHEMA, settings);
  return keepContract(contract, {
    async call(call) {
      const route = amqp.routes[String(call.values.route)];
      if (!route) return { kind: 'error', code: 'amqp.route-unknown' };
      return publish(await readReference(amqp.url, surroundings), route, call);
    },
  });
}

/** A connection per call: it is seldom used, and a broken one is nobody's worry. What happens before publishing is certainly not sent. */
async function publish(url: string, route: Route, call: TalkCall): Promise<AdapterAnswer> {
  const { signal } = call.request;
  let hasSent = false;
  const connection = await connect(url, { timeout: call.operation.slo.timeoutMs }).catch(() => {
    throw new TalkError('the broker cannot be reached', false);
  });
  const close = (): void => void connection.close().catch(() => undefined);
  connection.on('error', () => undefined);
  signal.addEventListener('abort', close, { once: true });
  try {
    const channel = await connection.createConfirmChannel();
    channel.on('error', () => undefined);
    hasSent = true;
    return await confirmed(channel, route, call);
  } catch (error) {
    if (error instanceof TalkError) throw error;
    throw new TalkError('the broker closed the connection', hasSent);
  } finally {
    signal.removeEventListener('abort', close);
    close();
  }
}

/** A message that no queue takes comes back before it is confirmed (mandatory). */
async function confirmed(
  channel: ConfirmChannel,
  { exchange, routingKey }: Route,
  { values, request }: TalkCall,
): Promise<AdapterAnswer> {
  let returned: Message | undefined;
  channel.on('return', (message: Message) => {
    returned = message;
  });
  await new Promise<void>((resolve, reject) => {
    channel.once('close', () => reject(new TalkError('the broker closed the channel')));
    const options = {
      messageId: request.idempotencyKey,
      type: String(values.type),
      contentType: 'application/json',
      persistent: true,
      mandatory: true,
      ...(request.businessKey !== null && { correlationId: request.businessKey }),
    };
    channel.publish(exchange, routingKey, Buffer.from(stringify(values.content)), options, (error) =>
      error ? reject(notConfirmed(error as Error)) : resolve(),
    );
  });
  if (returned) return { kind: 'error', code: 'amqp.unroutable' };
  return { kind: 'completed', variables: { messageId: request.idempotencyKey } };
}

/** The client reports a refusal (basic.nack) and a lost connection alike, but for the words. */
const notConfirmed = ({ message }: Error): TalkError =>
  message === 'message nacked'
    ? new TalkError('the broker refused the message', false)
    : new TalkError('the broker did not confirm the message');
