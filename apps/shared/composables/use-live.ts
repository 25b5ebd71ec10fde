/** What changes on the server while somebody looks: one stream per page, shared by everything that listens. */
import { onScopeDispose, readonly, ref } from 'vue';
import { API_BASE } from '../api/client.ts';

export interface Change {
  readonly kind: 'instance' | 'task';
  readonly instanceId: string;
  readonly taskIds: readonly string[];
  readonly at: string;
}

type Listener = (change: Change) => void;

/** Changes come in bursts (one action opens three tasks): listeners hear of a burst once it is over. */
const QUIET_MS = 250;

const listeners = new Set<Listener>();
const status = ref<'idle' | 'open' | 'lost'>('idle');
let stream: EventSource | undefined;

/** Whether the stream stands; for the frame. */
export const liveStatus = readonly(status);

function open(): void {
  stream = new EventSource(`${API_BASE}/events`);
  stream.addEventListener('open', () => {
    status.value = 'open';
  });
  // The browser reconnects by itself and resumes with Last-Event-ID.
  stream.addEventListener('error', () => {
    status.value = 'lost';
  });
  stream.addEventListener('change', (event: MessageEvent<string>) => {
    const change = JSON.parse(event.data) as Change;
    for (const listener of listeners) listener(change);
  });
}

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

/** Calls `refresh` after changes that `concerns` me (all, where absent). Ends with the component. */
export function useLive(refresh: () => unknown, concerns: (change: Change) => boolean = () => true): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = listen((change) => {
    if (!concerns(change)) return;
    clearTimeout(timer);
    timer = setTimeout(refresh, QUIET_MS);
  });
  onScopeDispose(() => {
    clearTimeout(timer);
    stop();
  });
}
