/** What changes on the server while somebody looks: one stream per page, shared by everything that listens. */
import { onScopeDispose, readonly, ref } from 'vue';
import { API_BASE } from '../api/client.ts';
import { onReconnect, unanswered } from '../api/connection.ts';
import type { Change } from '../api/types.ts';
import { me } from '../app/session.ts';

/** `undefined`: something was missed, everything may have changed. */
type Listener = (change: Change | undefined) => void;

/** Changes come in bursts (one action opens three tasks): listeners hear of a burst once, at the latest after this time. */
const BURST_MS = 250;

const listeners = new Set<Listener>();
const status = ref<'idle' | 'open' | 'lost'>('idle');
let stream: EventSource | undefined;
/** Of the last event that was heard. */
let heard: string | undefined;

/** Whether the stream stands; for the frame. */
export const liveStatus = readonly(status);

const tell = (change: Change | undefined): void => {
  for (const listener of listeners) listener(change);
};

/** From what was known before the page read anything: between a list and the stream nothing is missed. */
function open(): void {
  const since = heard ?? me.value?.lastEventId;
  stream = new EventSource(`${API_BASE}/events${since ? `?since=${encodeURIComponent(since)}` : ''}`);
  stream.addEventListener('open', () => {
    status.value = 'open';
  });
  // The browser reconnects by itself and resumes with Last-Event-ID, unless a proxy answered for the server.
  stream.addEventListener('error', () => {
    status.value = 'lost';
    if (stream?.readyState === EventSource.CLOSED) unanswered();
  });
  stream.addEventListener('change', (event: MessageEvent<string>) => {
    heard = event.lastEventId;
    tell(JSON.parse(event.data) as Change);
  });
  stream.addEventListener('reset', (event: MessageEvent<string>) => {
    heard = event.lastEventId;
    tell(undefined);
  });
}

/** Of the time without a connection nobody knows what changed. */
onReconnect(() => {
  if (listeners.size === 0) return;
  if (stream?.readyState === EventSource.CLOSED) open();
  tell(undefined);
});

function listen(listener: Listener): () => void {
  listeners.add(listener);
  if (!stream) open();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    stream?.close();
    stream = undefined;
    status.value = 'idle';
  };
}

/**
 * Calls `refresh` after changes that `concerns` me (all, where absent), once per burst of `burstMs` however long changes go on.
 * Ends with the component.
 */
export function useLive(
  refresh: () => unknown,
  concerns: (change: Change) => boolean = () => true,
  burstMs: number = BURST_MS,
): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = listen((change) => {
    if (timer !== undefined || (change && !concerns(change))) return;
    timer = setTimeout(() => {
      timer = undefined;
      refresh();
    }, burstMs);
  });
  onScopeDispose(() => {
    clearTimeout(timer);
    stop();
  });
}
