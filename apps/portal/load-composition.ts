/** Several items as one thing, with their names. */
import type { api as Api } from '@shared/api/client.ts';
import type { Answers, Composition, Item } from './items.ts';

export interface OneThing {
  readonly items: readonly Item[];
  readonly composition: Composition;
}

export async function loadOneThing(
  api: typeof Api,
  { keys, answers }: { readonly keys: readonly string[]; readonly answers: Answers },
  signal?: AbortSignal,
): Promise<OneThing> {
  const more = signal ? { signal } : {};
  const [composition, ...items] = await Promise.all([
    api.post('/service-items/compose', { body: { keys: [...keys], answers: { ...answers } }, ...more }),
    ...keys.map((key) => api.get('/service-items/{key}', { path: { key }, ...more })),
  ]);
  return { items, composition };
}
