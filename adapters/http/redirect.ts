/** What a redirect makes of a request (RFC 9110 §15.4). */
import { HttpFailure } from './problem.ts';

export interface Hop {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** Goes along to another host: none of it says who we are. */
const HARMLESS = new Set(['accept', 'accept-encoding', 'user-agent']);

/**
 * The next request, or null where the answer is no redirect. To another origin nothing that identifies us goes along, and a body never does;
 * from https to http is refused.
 */
export function nextHop(hop: Hop, status: number, location: string | undefined): Hop | null {
  if (!REDIRECTS.has(status)) return null;
  const url = location !== undefined && URL.canParse(location, hop.url.href) ? new URL(location, hop.url) : null;
  if (!url) throw refused('Expected a redirect to name an address, but it does not.');
  if (hop.url.protocol === 'https:' && url.protocol !== 'https:')
    throw refused('Expected a redirect to stay with https, but it leads to plain text.');
  const isSame = url.origin === hop.url.origin;
  const isKept = status === 307 || status === 308 || hop.method === 'GET' || hop.method === 'HEAD';
  if (isKept && hop.body !== null && !isSame)
    throw refused(`Expected a redirect with a body to stay at ${hop.url.origin}, but it leads elsewhere.`);
  const headers = isSame ? hop.headers : only(hop.headers, (name) => HARMLESS.has(name));
  if (isKept) return { ...hop, url, headers };
  return { url, method: 'GET', headers: only(headers, (name) => !name.startsWith('content-')), body: null };
}

const only = (headers: Hop['headers'], keeps: (name: string) => boolean): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => keeps(name)));

const refused = (message: string): HttpFailure => new HttpFailure({ code: 'redirect-forbidden', message, sent: true });
