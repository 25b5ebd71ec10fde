/** The processes by the reader's names for them, to choose from and to name. */
import { computed } from 'vue';
import { api } from '../api/client.ts';
import { useLoad } from '../composables/use-load.ts';

const MOST = 500;

export function useProcessNames() {
  const load = useLoad((signal) => api.get('/process-definitions', { query: { latest: true, limit: MOST }, signal }));
  const all = computed(() => (load.data.value?.items ?? []).map(({ key, name }) => ({ key, name: name || key })));
  const names = computed(() => new Map(all.value.map(({ key, name }) => [key, name])));
  return { all, nameOf: (key: string): string => names.value.get(key) ?? key };
}
