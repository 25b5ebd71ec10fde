/** The OpenID provider over HTTP: where its endpoints are, its keys, and codes turned into claims. */
import type { Claims } from '../../people/organisation/map-claims.ts';
import type { OutgoingRequest } from '../../port.ts';
import { isLoopback } from '../loopback.ts';
import { type Jwk, proveIdToken } from './id-token.ts';
import type { OidcOptions } from './options.ts';

const TIMEOUT_MS = 5_000;
/** Endpoints and keys are read again after this; keys also when none of the known ones fits. */
const KEPT_MS = 600_000;

/** The provider did not do what it should; the text is for the log. */
export class ProviderFailure extends Error {}

interface Endpoints {
  readonly authorize: string;
  readonly token: string;
  readonly keys: string;
  readonly userInfo: string | null;
}

export interface Exchange {
  readonly code: string;
  readonly verifier: string;
  readonly nonce: string;
}

export class OidcProvider {
  readonly options: OidcOptions;
  #endpoints: { readonly at: number; readonly value: Endpoints } | undefined;
  #keys: { readonly at: number; readonly value: readonly Jwk[] } | undefined;

  constructor(options: OidcOptions) {
    this.options = options;
  }

  get redirectUri(): string {
    return `${this.options.publicUrl}/api/v1/sessions/oidc/callback`;
  }

  async authorizeUrl(parameters: Readonly<Record<string, string>>): Promise<string> {
    const url = new URL((await this.#read()).authorize);
    const { clientId, scopes } = this.options;
    const all = {
      response_type: 'code',
      client_id: clientId,
      redirect_uri: this.redirectUri,
      scope: scopes,
      ...parameters,
    };
    for (const [name, value] of Object.entries(all)) url.searchParams.set(name, value);
    return url.href;
  }

  /** The claims of whoever has signed in there: of the ID token, with what the provider tells besides. */
  async claimsFor({ code, verifier, nonce }: Exchange): Promise<Claims> {
    const { token, userInfo } = await this.#read();
    const { clientId, clientSecret, issuer } = this.options;
    const basic = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString('base64');
    const form = { grant_type: 'authorization_code', code, redirect_uri: this.redirectUri, code_verifier: verifier };
    const answer = await this.#fetchJson(token, {
      method: 'POST',
      headers: { authorization: `Basic ${basic}` },
      contentType: 'application/x-www-form-urlencoded',
      body: new URLSearchParams(form).toString(),
    });
    const idToken = String(answer.id_token ?? '');
    const expected = { issuer, clientId, nonce, now: Date.now() };
    let proved = proveIdToken(idToken, await this.#jwks(), expected);
    if ('reason' in proved) proved = proveIdToken(idToken, await this.#jwks(true), expected);
    if ('reason' in proved) throw new ProviderFailure(`Expected an ID token that is proved, but ${proved.reason}.`);
    const { claims } = proved;
    if (userInfo === null || typeof answer.access_token !== 'string') return claims;
    const more = await this.#fetchJson(userInfo, { headers: { authorization: `Bearer ${answer.access_token}` } });
    if (more.sub !== claims.sub)
      throw new ProviderFailure('Expected user info of the same subject, but it is another.');
    return { ...more, ...claims };
  }

  async #read(): Promise<Endpoints> {
    if (this.#endpoints && Date.now() - this.#endpoints.at < KEPT_MS) return this.#endpoints.value;
    const { issuer } = this.options;
    const found = await this.#fetchJson(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
    if (found.issuer !== issuer)
      throw new ProviderFailure(`Expected the issuer ${issuer}, but it calls itself ${String(found.issuer)}.`);
    const value = {
      authorize: secure(found.authorization_endpoint, issuer),
      token: secure(found.token_endpoint, issuer),
      keys: secure(found.jwks_uri, issuer),
      userInfo: found.userinfo_endpoint === undefined ? null : secure(found.userinfo_endpoint, issuer),
    };
    this.#endpoints = { at: Date.now(), value };
    return value;
  }

  async #jwks(again = false): Promise<readonly Jwk[]> {
    if (!again && this.#keys && Date.now() - this.#keys.at < KEPT_MS) return this.#keys.value;
    const { keys } = await this.#fetchJson((await this.#read()).keys);
    if (!Array.isArray(keys)) throw new ProviderFailure('Expected the keys of the provider, but there are none.');
    const value = keys.filter((key): key is Jwk => typeof key === 'object' && key !== null);
    this.#keys = { at: Date.now(), value };
    return value;
  }

  async #fetchJson(url: string, more: Partial<OutgoingRequest> = {}): Promise<Record<string, unknown>> {
    try {
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      const { status, body } = await this.options.http.request({ method: 'GET', ...more, url, signal });
      if (status < 200 || status > 299) throw new ProviderFailure(`Expected ${url} to answer, but it said ${status}.`);
      const json: unknown = JSON.parse(body);
      if (typeof json === 'object' && json !== null) return json as Record<string, unknown>;
      throw new ProviderFailure(`Expected ${url} to answer with an object, but it did not.`);
    } catch (error) {
      if (error instanceof ProviderFailure) throw error;
      throw new ProviderFailure(
        `Expected ${url} to answer, but: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
}

/** Secrets go over TLS only; plain HTTP is for a provider on this very machine, as in tests. */
function secure(endpoint: unknown, issuer: string): string {
  const url = typeof endpoint === 'string' && URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  const isLocal = url?.protocol === 'http:' && isLoopback(url.hostname) && isLoopback(new URL(issuer).hostname);
  if (url?.protocol === 'https:' || isLocal) return endpoint as string;
  throw new ProviderFailure(`Expected endpoints with https, but found ${String(endpoint)}.`);
}
