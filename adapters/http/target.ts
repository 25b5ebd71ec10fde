/** Where a request may go. */
import { isIP } from 'node:net';
import { isAllowed } from './address.ts';
import { addressForbidden } from './guarded-lookup.ts';
import { HttpFailure } from './problem.ts';

export interface TargetRules {
  readonly allowed: readonly string[];
  /** `http:` as well as `https:`. */
  readonly plainText: boolean;
}

/**
 * Checks an address before anything is sent. The URL standard has already turned 2130706433, 0x7f.1 and ０-width forms of a host into the
 * plain one, so a host that is an address is judged here, and a name when it is resolved.
 */
export function checkTarget(url: URL, { allowed, plainText }: TargetRules): void {
  const isHttp = url.protocol === 'https:' || (plainText && url.protocol === 'http:');
  if (!isHttp) throw forbidden(`Expected ${plainText ? 'http or https' : 'https'}, but found ${url.protocol}`);
  if (url.username || url.password) throw forbidden('Expected an address without user and password, but it has them.');
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  if (isIP(host) !== 0 && !isAllowed(host, allowed)) throw addressForbidden(host);
}

/**
 * The address of a path below the base. A path comes partly from a case; it may neither name another host nor climb out of the base, and
 * whatever it holds is no second request: the URL standard encodes line ends.
 */
export function below(base: URL, path: string, query: Readonly<Record<string, string>>): URL {
  const root = base.pathname.endsWith('/') ? base.pathname : `${base.pathname}/`;
  const url = new URL(base.origin);
  url.pathname = `${root}${path.replace(/^\//, '')}`;
  if (!url.pathname.startsWith(root)) throw forbidden(`Expected a path below ${base.origin}${root}, but it leads out.`);
  for (const [name, value] of Object.entries(query)) url.searchParams.append(name, value);
  return url;
}

const forbidden = (message: string): HttpFailure => new HttpFailure({ code: 'url-forbidden', message, sent: false });
