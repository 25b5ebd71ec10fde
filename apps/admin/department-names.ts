/** What departments are called in the reader's language; their ids where that cannot be had. */
import { api } from '@shared/api/client.ts';
import { useLoad } from '@shared/composables/use-load.ts';
import { preferences } from '@shared/preferences.ts';
import { computed } from 'vue';

const MOST = 500;

export function useDepartmentNames() {
  const load = useLoad(
    async (signal) => {
      const { items } = await api.get('/organisation/departments', { query: { limit: MOST }, signal });
      return new Map(items.map(({ id, name }) => [id, name]));
    },
    () => preferences.language,
  );
  const all = computed(() => load.data.value ?? new Map<string, string>());
  return { all, nameOf: (id: string): string => all.value.get(id) ?? id };
}
