import { computed } from 'vue';
import { api } from '../api/client.ts';
import { elementNames, flowNodes, ownUserTasks } from '../components/element-names.ts';
import { useLoad } from '../composables/use-load.ts';
import { preferences } from '../preferences.ts';

/** The steps of a process definition to choose from, with their names; `load` is for the view that waits for them. */
export function useSteps(definitionId: () => string) {
  const load = useLoad(
    (signal) => api.get('/process-definitions/{id}/xml', { path: { id: definitionId() }, signal }),
    definitionId,
  );
  const names = computed(() => elementNames(load.data.value ?? '', preferences.language));
  const nodes = computed(() => flowNodes(load.data.value ?? ''));
  const userTasks = computed(() => ownUserTasks(load.data.value ?? ''));
  return { load, nodes, userTasks, nameOf: (id: string): string => names.value.get(id) || id };
}
