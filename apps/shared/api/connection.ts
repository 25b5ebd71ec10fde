/** Whether the server can be reached from this page: learnt from every request, and asked again until it answers. */
import { computed, shallowRef } from 'vue';

const PROBE_MS = 3_000;
/** Answers without a session and without a database. */
const PROBE = '/healthz';

const lost = shallowRef<number>();
const unsent = shallowRef(0);
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** Since when nothing has been answered, in ms of the epoch; undefined while the connection stands. */
export const lostSince = computed(() => lost.value);
/** How many writes wait for the connection to come back. */
export const waitingWrites = computed(() => unsent.value);

/** An answer came, whichever: the server is there. */
export function answered(): void {
  clearTimeout(timer);
  if (lost.value === undefined) return;
  lost.value = undefined;
  for (const listener of [...listeners]) listener();
}

/** No answer came. From here on the server is asked by itself. */
export function unanswered(): void {
  if (lost.value === undefined) lost.value = Date.now();
  clearTimeout(timer);
  timer = setTimeout(() => void probe(), PROBE_MS);
}

/** Asks the server whether it is there; what it finds holds for the whole page. */
export async function probe(): Promise<boolean> {
  const response = await fetch(PROBE, { cache: 'no-store' }).catch(() => undefined);
  const isThere = response !== undefined && !isGateway(response);
  if (isThere) answered();
  else unanswered();
  return isThere;
}

/** What a proxy answers while the server behind it is not there; the server itself says why it refuses. */
export const isGateway = ({ status, headers }: Response): boolean =>
  [502, 503, 504].includes(status) && !/\bproblem\+json\b/.test(headers.get('content-type') ?? '');

/** Calls `listener` whenever the connection is back; answers how to stop that. */
export function onReconnect(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Resolves true when the connection is back, or false after `patienceMs`; meanwhile the write counts as waiting. */
export function reconnected(patienceMs: number): Promise<boolean> {
  unsent.value += 1;
  return new Promise((resolve) => {
    const finish = (isBack: boolean): void => {
      clearTimeout(limit);
      stop();
      unsent.value -= 1;
      resolve(isBack);
    };
    const stop = onReconnect(() => finish(true));
    const limit = setTimeout(() => finish(false), Math.max(0, patienceMs));
  });
}

/** What the browser itself notices comes sooner than a request that fails. */
export function watchConnection(): void {
  window.addEventListener('offline', unanswered);
  window.addEventListener('online', () => void probe());
}
