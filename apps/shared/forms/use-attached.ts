/** What is known of attachments by their ids. Those that are not there for the reader stay unknown. */
import { type Ref, ref, watch } from 'vue';
import { api } from '../api/client.ts';
import { ApiProblem } from '../api/problem.ts';
import type { Attachment } from '../api/types.ts';

export function useAttached(ids: () => readonly string[]): Readonly<Ref<ReadonlyMap<string, Attachment>>> {
  const known = ref<ReadonlyMap<string, Attachment>>(new Map());
  const asked = new Set<string>();

  async function ask(id: string): Promise<void> {
    try {
      const file = await api.get('/attachments/{id}', { path: { id } });
      known.value = new Map([...known.value, [id, file]]);
    } catch (error) {
      // Not shown then.
      if (!(error instanceof ApiProblem)) throw error;
    }
  }

  watch(
    ids,
    (now) => {
      for (const id of now.filter((one) => !asked.has(one))) {
        asked.add(id);
        void ask(id);
      }
    },
    { immediate: true },
  );
  return known;
}
