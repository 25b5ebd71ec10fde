import { computed } from 'vue';
import { api } from '../api/client.ts';
import { elementNames } from '../components/element-names.ts';
import { useLoad } from '../composables/use-load.ts';
import { preferences } from '../preferences.ts';

interface Step {
  readonly process?: string | undefined;
  readonly step?: string | undefined;
}

/** What the model calls a step that an address names; its id until that is known, and where it cannot be. */
export function useStepName(of: () => Step) {
  const load = useLoad(
    async (signal) => {
      const { process, step } = of();
      if (process === undefined || step === undefined) return undefined;
      const { items } = await api.get('/process-definitions', {
        query: { key: process, latest: true, limit: 1 },
        signal,
      });
      const [latest] = items;
      if (!latest) return undefined;
      const xml = await api.get('/process-definitions/{id}/xml', { path: { id: latest.id }, signal });
      return elementNames(xml, preferences.language).get(step);
    },
    () => JSON.stringify([of(), preferences.language]),
  );
  return computed(() => load.data.value ?? of().step ?? '');
}
