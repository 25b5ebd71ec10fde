/** Access tokens by client credentials (RFC 6749 §4.4), kept until shortly before they run out. */
import { createHttpClient, type HttpClient } from '../http/http-client.ts';
import { TalkError } from '../kit/in-time.ts';
import { readReference } from '../kit/read-reference.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Authentication, RestSettings } from './settings.ts';

export interface Tokens {
  /** `fresh`: not the one that was kept. */
  get(signal: AbortSignal, fresh?: boolean): Promise<string>;
}

/** Tokens that run out while a request is under way are no use. */
const MARGIN_MS = 30_000;
const DEFAULT_SECONDS = 300;

type OAuth = Extract<Authentication, { kind: 'oauth2' }>;

export function tokensFor(auth: OAuth, settings: RestSettings, surroundings: Surroundings): Tokens {
  const { allowed, plainText, authority } = settings;
  const url = new URL(auth.tokenUrl);
  const client = createHttpClient({ baseUrl: url.origin, allowed, plainText, authority }, surroundings);
  let kept: { readonly token: string; readonly until: number } | undefined;
  return {
    async get(signal, fresh = false) {
      if (!fresh && kept && kept.until > performance.now()) return kept.token;
      const { token, seconds } = await fetchToken(client, { auth, path: url.pathname, surroundings, signal });
      kept = { token, until: performance.now() + Math.max(0, seconds * 1_000 - MARGIN_MS) };
      return token;
    },
  };
}

interface Asked {
  readonly auth: OAuth;
  readonly path: string;
  readonly surroundings: Surroundings;
  readonly signal: AbortSignal;
}

/** Nothing of what the token endpoint says is shown: it may repeat the secret. The department has not been asked yet. */
async function fetchToken(
  client: HttpClient,
  { auth, path, surroundings, signal }: Asked,
): Promise<{ token: string; seconds: number }> {
  const secret = await readReference(auth.clientSecret, surroundings);
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    ...(auth.scope !== undefined && { scope: auth.scope }),
  });
  const result = await client.request({
    method: 'POST',
    path,
    headers: { authorization: `Basic ${basic(auth.clientId, secret)}` },
    contentType: 'application/x-www-form-urlencoded',
    body: form.toString(),
    signal,
  });
  if (!result.ok) throw new TalkError(`no access token: ${result.problem.code}`, false);
  if (result.status !== 200) throw new TalkError(`no access token: status ${result.status}`, false);
  const { access_token: token, expires_in: seconds } = parsed(result.body);
  if (typeof token !== 'string' || !/^[\x21-\x7e]+$/.test(token))
    throw new TalkError('no access token in the answer', false);
  return { token, seconds: typeof seconds === 'number' ? seconds : DEFAULT_SECONDS };
}

/** Both are form-encoded first (RFC 6749 §2.3.1). */
const basic = (id: string, secret: string): string =>
  Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString('base64');

function parsed(body: string): Readonly<Record<string, unknown>> {
  try {
    const json: unknown = JSON.parse(body);
    return typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
