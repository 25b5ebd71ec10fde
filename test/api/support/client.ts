/** A caller of the API: plain fetch, with one identity and language. Every answer is held against the OpenAPI document. */
import { requireConformance } from './conformance.ts';

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests read into answers; the document says what they are
  readonly body: any;
  readonly text: string;
}

export interface Identity {
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export class Client {
  readonly #base: string;
  readonly #identity: Identity;

  constructor(base: string, identity: Identity = {}) {
    this.#base = base;
    this.#identity = identity;
  }

  /** The same caller with more headers. */
  with(headers: Readonly<Record<string, string>>): Client {
    return new Client(this.#base, { ...this.#identity, headers: { ...this.#identity.headers, ...headers } });
  }

  get = (path: string): Promise<Reply> => this.send('GET', path);
  post = (path: string, body?: unknown): Promise<Reply> => this.send('POST', path, body);
  put = (path: string, body?: unknown): Promise<Reply> => this.send('PUT', path, body);
  patch = (path: string, body?: unknown): Promise<Reply> => this.send('PATCH', path, body);
  delete = (path: string): Promise<Reply> => this.send('DELETE', path);

  /** `path` below `/api/v1`, unless it begins with the host. */
  async send(method: string, path: string, body?: unknown): Promise<Reply> {
    const { token, headers } = this.#identity;
    const raw = typeof body === 'string' || body instanceof FormData || body instanceof Uint8Array;
    const url = path.startsWith('http') ? path : `${this.#base}/api/v1${path}`;
    const response = await fetch(url, {
      method,
      redirect: 'manual',
      headers: {
        'accept-language': 'en',
        ...(body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: raw ? (body as BodyInit) : JSON.stringify(body) }),
    });
    const text = await response.text();
    const type = response.headers.get('content-type') ?? '';
    const parsed: unknown = text === '' ? undefined : type.includes('json') ? JSON.parse(text) : text;
    if (method !== 'HEAD')
      requireConformance({ method, path: new URL(url).pathname, status: response.status, type, body: parsed });
    return { status: response.status, headers: response.headers, body: parsed, text };
  }
}
