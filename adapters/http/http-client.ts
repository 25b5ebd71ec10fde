/**
 * HTTP for adapters that call real departments. Where it may connect to, how long and how much it reads, what it follows and which secrets it
 * uses is fixed when it is made; a request, which is made of the data of a case, can change none of that. Answers and problems never hold a
 * secret of the call.
 */
import { Agent, request as send } from 'undici';
import type { Surroundings } from '../surroundings.ts';
import { failureOf } from './failure-of.ts';
import { guardedLookup } from './guarded-lookup.ts';
import { HttpFailure, type HttpProblem } from './problem.ts';
import { notReadable, readBody } from './read-body.ts';
import { type Hop, nextHop } from './redirect.ts';
import { Secrets } from './secrets.ts';
import { below, checkTarget } from './target.ts';

export interface HttpClientOptions {
  /** Requests go to paths below it. */
  readonly baseUrl: string;
  /** Networks (10.20.0.0/16) or addresses that are not public and may be reached all the same. Default: none. */
  readonly allowed?: readonly string[];
  /** Also plain http. Default false. */
  readonly plainText?: boolean;
  /** Sent with every request; `secret:NAME` is filled in at the call. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Of an answer; default 1 MB. */
  readonly maxBytes?: number;
  /** Default 3. */
  readonly maxRedirects?: number;
  /** PEM of the authority the department's certificate is signed by, where it is none of the machine's. */
  readonly authority?: string;
  /** Who we are to the department, where both sides show a certificate (mutual TLS); PEM. */
  readonly identity?: { readonly certificate: string; readonly key: string };
}

interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH';
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Of this request; nothing is filled into them. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Of the body; default application/json. */
  readonly contentType?: string;
  /** Ends the request, reading included: the time limit of the call. */
  readonly signal: AbortSignal;
}

export type HttpResult =
  | {
      readonly ok: true;
      readonly status: number;
      /** Names in small letters. */
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    }
  | { readonly ok: false; readonly problem: HttpProblem };

export interface HttpClient {
  request(request: HttpRequest): Promise<HttpResult>;
  /** Ends the connections it keeps. */
  close(): Promise<void>;
}

const MAX_BYTES = 1024 * 1024;
const MAX_REDIRECTS = 3;
const MAX_HEADER_BYTES = 16 * 1024;

/** A client for one department. Throws where its options make no sense: that is a mistake of the installation. */
export function createHttpClient(
  options: HttpClientOptions,
  { resolve, secret }: Pick<Surroundings, 'resolve' | 'secret'>,
): HttpClient {
  const base = new URL(options.baseUrl);
  const rules = { allowed: options.allowed ?? [], plainText: options.plainText ?? false };
  const agent = new Agent({
    connect: {
      lookup: guardedLookup({ resolve, allowed: rules.allowed }),
      ...(options.authority !== undefined && { ca: options.authority }),
      ...(options.identity !== undefined && { cert: options.identity.certificate, key: options.identity.key }),
    },
    maxHeaderSize: MAX_HEADER_BYTES,
  });

  async function follow(first: Hop, signal: AbortSignal, secrets: Secrets): Promise<HttpResult> {
    let hop = first;
    for (let hops = 0; ; hops++) {
      checkTarget(hop.url, rules);
      const answer = await send(hop.url, {
        dispatcher: agent,
        method: hop.method as HttpRequest['method'],
        headers: hop.headers,
        body: hop.body,
        signal,
      });
      const headers = plainHeaders(answer.headers, secrets);
      const next = nextHop(hop, answer.statusCode, headers.location);
      if (!next)
        return { ok: true, status: answer.statusCode, headers, body: await bodyOf(answer.body, headers, secrets) };
      await answer.body.dump({ limit: MAX_HEADER_BYTES });
      if (hops >= (options.maxRedirects ?? MAX_REDIRECTS)) throw tooMany(hops);
      hop = next;
    }
  }

  async function bodyOf(
    body: AsyncIterable<Uint8Array>,
    headers: Readonly<Record<string, string>>,
    secrets: Secrets,
  ): Promise<string> {
    // A packed answer could be small on the wire and huge in memory; we ask for none.
    if ((headers['content-encoding'] ?? 'identity') !== 'identity')
      throw notReadable('Expected an answer that is not compressed, but it is.');
    return secrets.hide(await readBody(body, options.maxBytes ?? MAX_BYTES));
  }

  return {
    async request(asked) {
      const secrets = new Secrets(secret);
      try {
        checkTarget(base, rules);
        const url = below(base, asked.path, asked.query ?? {});
        return await follow(
          { url, method: asked.method, headers: await headersOf(options, asked, secrets), body: asked.body ?? null },
          asked.signal,
          secrets,
        );
      } catch (error) {
        return { ok: false, problem: failureOf(error, secrets) };
      }
    },
    close: () => agent.destroy(),
  };
}

async function headersOf(
  { headers = {} }: HttpClientOptions,
  asked: HttpRequest,
  secrets: Secrets,
): Promise<Record<string, string>> {
  const own: Record<string, string> = { accept: 'application/json', 'user-agent': 'tongban' };
  if (asked.body !== undefined) own['content-type'] = asked.contentType ?? 'application/json';
  for (const [name, value] of Object.entries(asked.headers ?? {})) own[name.toLowerCase()] = value;
  for (const [name, value] of Object.entries(headers)) own[name.toLowerCase()] = await secrets.fill(value);
  return { ...own, 'accept-encoding': 'identity' };
}

const plainHeaders = (
  headers: Readonly<Record<string, string | string[] | undefined>>,
  secrets: Secrets,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.toLowerCase(), secrets.hide(Array.isArray(value) ? value.join(', ') : value)]],
    ),
  );

const tooMany = (hops: number): HttpFailure =>
  new HttpFailure({
    code: 'redirect-forbidden',
    message: `Expected at most ${hops} redirects, but there are more.`,
    sent: true,
  });
