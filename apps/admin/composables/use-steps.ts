import { api } from '@shared/api/client.ts';
import { elementNames } from '@shared/components/element-names.ts';
import { useLoad } from '@shared/composables/use-load.ts';
import { computed } from 'vue';
import { flowNodes } from '../modification.ts';

/** The steps of a process definition to choose from, with their names; `load` is for the view that waits for them. */
export function useSteps(definitionId: () => string) {
  const load = useLoad(
    (signal) => api.get('/process-definitions/{id}/xml', { path: { id: definitionId() }, signal }),
    definitionId,
  );
  const names = computed(() => elementNames(load.data.value ?? ''));
  const nodes = computed(() => flowNodes(load.data.value ?? ''));
  return { load, nodes, nameOf: (id: string): string => names.value.get(id) || id };
}
