/** Readiness and metrics lie outside the API: no sign-in, no problem documents of the caller's language are needed to read them. */
import { api } from '@shared/api/client.ts';
import { type ApiProblem, problemOf, unreachable } from '@shared/api/problem.ts';
import type { Answer } from '@shared/api/types.ts';
import { preferences } from '@shared/preferences.ts';
import { readMetrics } from './metrics.ts';

export interface Health {
  /** Why the server is not ready; undefined where it is. */
  readonly refusal: ApiProblem | undefined;
  readonly metrics: ReadonlyMap<string, number>;
  /** Undefined where the database does not answer. */
  readonly system: Answer<'get', '/system/health'> | undefined;
  readonly adapters: Answer<'get', '/adapters'>['items'];
}

const ask = (path: string, signal: AbortSignal): Promise<Response> =>
  fetch(path, { signal, headers: { 'accept-language': preferences.language } }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw unreachable();
  });

export async function loadHealth(signal: AbortSignal): Promise<Health> {
  const [ready, metrics] = await Promise.all([ask('/readyz', signal), ask('/metrics', signal)]);
  if (!metrics.ok) throw await problemOf(metrics);
  const refusal = ready.ok ? undefined : await problemOf(ready);
  const figures = readMetrics(await metrics.text());
  if (refusal) return { refusal, metrics: figures, system: undefined, adapters: [] };
  const [system, adapters] = await Promise.all([
    api.get('/system/health', { signal }),
    api.get('/adapters', { signal }),
  ]);
  return { refusal, metrics: figures, system, adapters: adapters.items };
}
