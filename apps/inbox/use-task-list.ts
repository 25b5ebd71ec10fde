/** The list a clerk works through: one view with its filter, kept in the address so that it survives reload and can be shared. */
import { api } from '@shared/api/client.ts';
import type { Task } from '@shared/api/types.ts';
import { type List, useList } from '@shared/composables/use-list.ts';
import { useLive } from '@shared/composables/use-live.ts';
import { useLoad } from '@shared/composables/use-load.ts';
import { type ComputedRef, computed } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { addressOf, criteriaOf, type Filter, filterOf, type View } from './filter.ts';

/** Views whose number the tabs show. */
const COUNTED = ['mine', 'claimable', 'delegated'] as const satisfies View[];

export interface TaskList {
  readonly filter: ComputedRef<Filter>;
  setFilter(change: Partial<Filter>): void;
  readonly list: List<Task>;
  /** How many tasks each open view has. */
  readonly totals: ComputedRef<Partial<Record<View, number>>>;
  refresh(): Promise<void>;
}

export function useTaskList(): TaskList {
  const route = useRoute();
  const router = useRouter();
  const filter = computed<Filter>(() => filterOf(route.query));

  const list = useList(
    (page, signal) => {
      const { view, sort } = filter.value;
      const query = { ...page, ...criteriaOf(filter.value), view, count: true, ...(view === 'done' ? {} : { sort }) };
      return api.get('/tasks', { query, signal });
    },
    () => JSON.stringify(filter.value),
  );
  const counts = useLoad(countOpenViews);
  const refresh = async (): Promise<void> => {
    await Promise.all([list.reload(), counts.reload()]);
  };
  useLive(refresh);

  return {
    filter,
    setFilter(change) {
      void router.push({ name: 'inbox', query: addressOf({ ...filter.value, ...change }) });
    },
    list,
    totals: computed(() => counts.data.value ?? {}),
    refresh,
  };
}

async function countOpenViews(signal: AbortSignal): Promise<Partial<Record<View, number>>> {
  const answers = await Promise.all(
    COUNTED.map((view) => api.get('/tasks', { query: { view, limit: 1, count: true }, signal })),
  );
  return Object.fromEntries(COUNTED.map((view, index) => [view, answers[index]?.total ?? 0]));
}
