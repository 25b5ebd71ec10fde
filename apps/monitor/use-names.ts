/** What departments and processes are called, for filters and for what a list is narrowed to. Asked for once per page. */
import { api } from '@shared/api/client.ts';
import { ApiProblem } from '@shared/api/problem.ts';
import { usePeople } from '@shared/people.ts';
import { preferences } from '@shared/preferences.ts';
import { computed, shallowRef, watch } from 'vue';

interface Named {
  readonly id: string;
  readonly name: string;
}

const MOST = 500;
const departments = shallowRef<readonly Named[]>([]);
const processes = shallowRef<readonly Named[]>([]);
let asked = false;

async function ask(): Promise<void> {
  try {
    const [organs, models] = await Promise.all([
      api.get('/organisation/departments', { query: { limit: MOST } }),
      api.get('/process-definitions', { query: { latest: true, limit: MOST } }),
    ]);
    departments.value = organs.items.map(({ id, name }) => ({ id, name }));
    processes.value = models.items.map(({ key, name }) => ({ id: key, name: name || key }));
  } catch (error) {
    // Ids instead of names are no reason to fail.
    if (!(error instanceof ApiProblem)) throw error;
  }
}

const nameIn = (all: readonly Named[], id: string): string => all.find((one) => one.id === id)?.name ?? id;

export function useNames() {
  if (!asked) {
    asked = true;
    watch(() => preferences.language, ask, { immediate: true });
  }
  const { nameOf, colleagues } = usePeople();
  return {
    departments: computed(() => departments.value),
    processes: computed(() => processes.value),
    colleagues,
    departmentName: (id: string): string => nameIn(departments.value, id),
    processName: (id: string): string => nameIn(processes.value, id),
    personName: nameOf,
  };
}
