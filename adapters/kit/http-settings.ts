/** What every connection over HTTP can be told, and the client made from it. */
import { createHttpClient, type HttpClient } from '../http/http-client.ts';
import type { Surroundings } from '../surroundings.ts';
import { readReference } from './read-reference.ts';
import { object, secret, text, textMap, texts } from './settings.ts';

export interface HttpSettings {
  readonly baseUrl: string;
  readonly allowed?: readonly string[];
  readonly plainText?: boolean;
  readonly authority?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly maxBytes?: number;
  /** Mutual TLS: both are secrets that hold PEM. */
  readonly identity?: { readonly certificate: string; readonly key: string };
}

export const HTTP_PROPERTIES = {
  baseUrl: { type: 'string', format: 'uri' },
  allowed: texts,
  plainText: { type: 'boolean' },
  authority: text,
  headers: textMap,
  maxBytes: { type: 'integer', minimum: 1, maximum: 104_857_600 },
  identity: object({ certificate: secret, key: secret }),
} as const;

export const HTTP_OPTIONAL = ['allowed', 'plainText', 'authority', 'headers', 'maxBytes', 'identity'] as const;

export type ClientSource = () => Promise<HttpClient>;

/** One client per connection, made at its first call, because its certificate is a secret. A secret that is missing is looked for again. */
export function clientOf({ identity, ...settings }: HttpSettings, surroundings: Surroundings): ClientSource {
  let made: Promise<HttpClient> | undefined;
  const make = async (): Promise<HttpClient> => {
    if (!identity) return createHttpClient(settings, surroundings);
    const [certificate, key] = await Promise.all(
      [identity.certificate, identity.key].map((reference) => readReference(reference, surroundings)),
    );
    return createHttpClient(
      { ...settings, identity: { certificate: certificate ?? '', key: key ?? '' } },
      surroundings,
    );
  };
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}
