/** A small OpenID provider on loopback: it signs in whomever it is told to, with real keys and real checks of its client. */
import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface OidcServer {
  readonly issuer: string;
  /** Paths that were asked for, in their order. */
  readonly asked: string[];
  /** Who signs in next; what the token says besides can be spoilt by a test. */
  subject: Record<string, unknown>;
  tamper: (token: { header: Record<string, unknown>; claims: Record<string, unknown> }) => void;
  /** The browser at the provider: from its address to the address it is sent back to. */
  visit(url: string): URL;
  /** New keys; those from before prove nothing any more. */
  rotate(): void;
  close(): Promise<void>;
}

interface Grant {
  readonly challenge: string;
  readonly nonce: string;
  readonly redirectUri: string;
}

const CLIENT = { id: 'tongban', secret: 'a secret' };
export const OIDC_CLIENT = CLIENT;

const newKey = () => ({ kid: randomUUID(), ...generateKeyPairSync('rsa', { modulusLength: 2048 }) });
const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

export async function startOidcServer(): Promise<OidcServer> {
  let key = newKey();
  const grants = new Map<string, Grant>();
  const access = new Map<string, Record<string, unknown>>();
  const self: OidcServer = {
    issuer: '',
    asked: [],
    subject: {},
    tamper: () => undefined,
    visit(url) {
      const asked = new URL(url).searchParams;
      const code = randomUUID();
      const redirectUri = asked.get('redirect_uri') ?? '';
      grants.set(code, { challenge: asked.get('code_challenge') ?? '', nonce: asked.get('nonce') ?? '', redirectUri });
      const back = new URL(redirectUri);
      back.search = new URLSearchParams({
        code,
        state: asked.get('state') ?? '',
        iss: self.issuer,
        session_state: 'x',
      }).toString();
      return back;
    },
    rotate: () => {
      key = newKey();
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };

  function idToken(nonce: string): string {
    const now = Math.floor(Date.now() / 1000);
    const header: Record<string, unknown> = { alg: 'RS256', kid: key.kid, typ: 'JWT' };
    const claims: Record<string, unknown> = {
      iss: self.issuer,
      aud: CLIENT.id,
      iat: now,
      exp: now + 300,
      nonce,
      ...self.subject,
    };
    self.tamper({ header, claims });
    const signed = `${base64(header)}.${base64(claims)}`;
    return `${signed}.${sign('sha256', Buffer.from(signed), key.privateKey).toString('base64url')}`;
  }

  function token(request: IncomingMessage, form: URLSearchParams): [number, unknown] {
    const basic = `Basic ${Buffer.from(`${CLIENT.id}:${encodeURIComponent(CLIENT.secret)}`).toString('base64')}`;
    const grant = grants.get(form.get('code') ?? '');
    grants.delete(form.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const isRight =
      request.headers.authorization === basic &&
      grant?.challenge === challenge &&
      grant.redirectUri === form.get('redirect_uri');
    if (!grant || !isRight) return [400, { error: 'invalid_grant' }];
    const accessToken = randomUUID();
    access.set(accessToken, self.subject);
    return [200, { access_token: accessToken, token_type: 'Bearer', id_token: idToken(grant.nonce) }];
  }

  function answer(request: IncomingMessage, body: string): [number, unknown] {
    switch (request.url) {
      case '/.well-known/openid-configuration':
        return [
          200,
          {
            issuer: self.issuer,
            authorization_endpoint: `${self.issuer}/authorize`,
            token_endpoint: `${self.issuer}/token`,
            jwks_uri: `${self.issuer}/keys`,
            userinfo_endpoint: `${self.issuer}/me`,
          },
        ];
      case '/keys':
        return [
          200,
          { keys: [{ ...key.publicKey.export({ format: 'jwk' }), kid: key.kid, use: 'sig', alg: 'RS256' }] },
        ];
      case '/token':
        return token(request, new URLSearchParams(body));
      case '/me': {
        const person = access.get((request.headers.authorization ?? '').replace('Bearer ', ''));
        return person ? [200, { sub: person.sub, title: 'examiner' }] : [401, {}];
      }
      default:
        return [404, {}];
    }
  }

  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => {
      body += part.toString();
    });
    request.on('end', () => {
      self.asked.push(request.url ?? '');
      const [status, value] = answer(request, body);
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  (self as { issuer: string }).issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return self;
}
