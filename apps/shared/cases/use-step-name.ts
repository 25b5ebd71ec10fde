import { computed } from 'vue';
import { api } from '../api/client.ts';
import { elementNames } from '../components/element-names.ts';
import { useLoad } from '../composables/use-load.ts';
import { preferences } from '../preferences.ts';

/** What the model in use calls the steps of a process; their ids until that is known, and where it cannot be. */
export function useStepNames(process: () => string | undefined) {
  const load = useLoad(
    async (signal) => {
      const key = process();
      if (key === undefined) return undefined;
      const { items } = await api.get('/process-definitions', { query: { key, latest: true, limit: 1 }, signal });
      const [latest] = items;
      if (!latest) return undefined;
      const xml = await api.get('/process-definitions/{id}/xml', { path: { id: latest.id }, signal });
      return elementNames(xml, preferences.language);
    },
    () => JSON.stringify([process(), preferences.language]),
  );
  return (id: string): string => load.data.value?.get(id) || id;
}

interface Step {
  readonly process?: string | undefined;
  readonly step?: string | undefined;
}

/** The same for one step that an address names. */
export function useStepName(of: () => Step) {
  const nameOf = useStepNames(() => (of().step === undefined ? undefined : of().process));
  return computed(() => nameOf(of().step ?? ''));
}
