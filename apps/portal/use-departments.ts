import { api } from '@shared/api/client.ts';
import { type Load, useLoad } from '@shared/composables/use-load.ts';
import { preferences } from '@shared/preferences.ts';

/** Names of departments by id. */
export function useDepartments(): Load<ReadonlyMap<string, string>> {
  return useLoad(
    async (signal) => {
      const { items } = await api.get('/organisation/departments', { query: { limit: 500 }, signal });
      return new Map(items.map(({ id, nameZh, nameEn }) => [id, preferences.language === 'zh' ? nameZh : nameEn]));
    },
    () => preferences.language,
  );
}
