/**
 * How a request goes over a network that may fail. Reads fail at once and are read again by whoever shows them. Writes carry an
 * `Idempotency-Key` and wait for the connection: the server does what it is asked once, however often it hears it.
 */
import { answered, isGateway, reconnected, unanswered } from './connection.ts';
import { unreachable } from './problem.ts';

/** So long a write waits for the connection by itself; afterwards it is told to have failed. */
const PATIENCE_MS = 120_000;
/** So long the same write by hand is still the same write. Later it is a new one: what it is about may have changed in between. */
const SAME_MS = 600_000;

/** Keys of writes whose answer never came: they may have been done. */
const open = new Map<string, { readonly key: string; readonly at: number }>();

/** Random, also where `crypto.randomUUID` is missing because the page came over plain http. */
const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** The key of a write: that of its earlier attempt where this one is the same and nobody knows what became of it. */
function keyOf(write: string | undefined, now: number): string {
  const known = write === undefined ? undefined : open.get(write);
  return known && now - known.at < SAME_MS ? known.key : newKey();
}

/** `/api/v1/tasks/17/claim` is about `/api/v1/tasks/17`. */
const subjectOf = (address: string): string => address.split(/[/?]/).slice(0, 5).join('/');

/** Once something else was done about the same, what nobody knows of is no longer the same write: claimed, released and claimed again. */
function settle(write: string, address: string): void {
  for (const other of open.keys()) {
    if (other === write || other.includes(` ${subjectOf(address)}`)) open.delete(other);
  }
}

export interface Delivery {
  readonly address: string;
  readonly init: RequestInit & { readonly headers: Headers };
  /** What makes two writes the same. Undefined: each is one of its own. */
  readonly same?: string;
  /** Fails at once, as a read does: somebody sends it again when it matters. */
  readonly impatient?: boolean;
}

/** The answer, whatever it says. Throws `unreachable`, and what an abort throws. */
export async function deliver(delivery: Delivery): Promise<Response> {
  if (delivery.init.method === 'GET') return attempt(delivery).catch(failed);
  const { address, init, same, impatient = false } = delivery;
  const key = keyOf(same, Date.now());
  init.headers.set('idempotency-key', key);
  if (same !== undefined) open.set(same, { key, at: Date.now() });
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const response = await attempt(delivery).catch(failedQuietly);
    if (response) {
      if (same !== undefined) settle(same, address);
      return response;
    }
    if (impatient || !(await reconnected(until - Date.now()))) throw unreachable();
  }
}

async function attempt({ address, init }: Delivery): Promise<Response> {
  const response = await fetch(address, init);
  if (!isGateway(response)) answered();
  else if (init.method === 'GET') unanswered();
  else throw unreachable();
  return response;
}

const isAbort = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError';

function failed(error: unknown): never {
  if (isAbort(error)) throw error;
  unanswered();
  throw unreachable();
}

function failedQuietly(error: unknown): undefined {
  if (isAbort(error)) throw error;
  unanswered();
  return undefined;
}
