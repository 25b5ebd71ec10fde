/** What may come in from outside, from the file that `TONGBAN_CONNECTIONS` names: `{ "incoming": { "webhooks": { … }, "queues": { … } } }`. */
import { readFileSync } from 'node:fs';
import type { JsonSchema } from '../kit/contract.ts';
import { checkedSettings, mapOf, object, secret, text } from '../kit/settings.ts';

/** What becomes of one type of delivery. Texts that begin with `=` are FEEL over `body`, `type`, `id` and `correlationId`. */
export interface Translation {
  readonly message: string;
  readonly correlationKey?: string;
  readonly businessKey?: string;
  /** The body where nothing is said. */
  readonly variables?: unknown;
  /** Of the variables; what it does not name stays outside. */
  readonly schema?: JsonSchema;
  /** ISO 8601; seven days where nothing is said. */
  readonly timeToLive?: string;
}

interface Source {
  /** FEEL over `body` for the type, where the body is not like ours: `=body.event`. */
  readonly type?: string;
  /** By type: a source can send what is listed here and nothing else. */
  readonly messages: Readonly<Record<string, Translation>>;
}

interface WebhookSource extends Source {
  /** `secret:NAME`; two while one is being changed. */
  readonly secrets: readonly string[];
}

export interface QueueSource extends Source {
  /** `secret:NAME`: amqp:// or amqps:// with user and password. */
  readonly url: string;
  readonly queue: string;
  /** FEEL over `body` for the id of the delivery, where the sender sets no message id. */
  readonly id?: string;
  /** How many are worked on at a time; 20 where nothing is said. */
  readonly prefetch?: number;
}

export interface IncomingSettings {
  readonly webhooks?: Readonly<Record<string, WebhookSource>>;
  readonly queues?: Readonly<Record<string, QueueSource>>;
}

const translation = object(
  {
    message: { type: 'string', minLength: 1, maxLength: 200 },
    correlationKey: text,
    businessKey: text,
    variables: {},
    schema: { type: 'object' },
    timeToLive: { type: 'string', pattern: '^P(?=\\d|T)(\\d+W|(\\d+D)?(T(?=\\d)(\\d+H)?(\\d+M)?(\\d+S)?)?)$' },
  },
  ['correlationKey', 'businessKey', 'variables', 'schema', 'timeToLive'],
);
const messages = { ...mapOf(translation), minProperties: 1 };
/** Names stand in addresses and in the ids of messages. */
const sources = (item: JsonSchema): JsonSchema => ({
  ...mapOf(item),
  propertyNames: { pattern: '^[a-z][a-z0-9-]{0,39}$' },
});
const SCHEMA = object(
  {
    webhooks: sources(
      object({ secrets: { type: 'array', items: secret, minItems: 1, maxItems: 4 }, type: text, messages }, ['type']),
    ),
    queues: sources(
      object(
        {
          url: secret,
          queue: text,
          id: text,
          type: text,
          prefetch: { type: 'integer', minimum: 1, maximum: 1_000 },
          messages,
        },
        ['id', 'type', 'prefetch'],
      ),
    ),
  },
  ['webhooks', 'queues'],
);

/** Throws with every place that does not fit. */
export const checkIncoming = (settings: unknown): IncomingSettings =>
  checkedSettings<IncomingSettings>('incoming', SCHEMA, settings);

/** Of the file of an installation; nothing comes in where it says nothing. */
export function readIncoming(path: string): IncomingSettings {
  const json = JSON.parse(readFileSync(path, 'utf8')) as { readonly incoming?: unknown } | null;
  return checkIncoming(json?.incoming ?? {});
}
