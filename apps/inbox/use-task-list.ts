/** The list a clerk works through: one view with its filter, kept in the address so that it survives reload and can be shared. */
import { api } from '@shared/api/client.ts';
import type { Lamp, Task } from '@shared/api/types.ts';
import { type List, useList } from '@shared/composables/use-list.ts';
import { useLive } from '@shared/composables/use-live.ts';
import { useLoad } from '@shared/composables/use-load.ts';
import { type ComputedRef, computed } from 'vue';
import { useRoute, useRouter } from 'vue-router';

export const VIEWS = ['mine', 'claimable', 'delegated', 'done'] as const;
export type View = (typeof VIEWS)[number];
const LAMPS: readonly string[] = ['green', 'yellow', 'red', 'grey'] satisfies Lamp[];

export interface Filter {
  readonly view: View;
  readonly q: string;
  readonly lamp: Lamp | '';
}

const isView = (value: unknown): value is View => VIEWS.some((view) => view === value);
const isLamp = (value: unknown): value is Lamp => typeof value === 'string' && LAMPS.includes(value);

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
  const filter = computed<Filter>(() => {
    const { view, q, lamp } = route.query;
    return { view: isView(view) ? view : 'mine', q: typeof q === 'string' ? q : '', lamp: isLamp(lamp) ? lamp : '' };
  });

  const list = useList(
    (page, signal) => {
      const { view, q, lamp } = filter.value;
      const query = { ...page, view, count: true, ...(q ? { q } : {}), ...(lamp && view !== 'done' ? { lamp } : {}) };
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
      const { view, q, lamp } = { ...filter.value, ...change };
      void router.push({
        name: 'inbox',
        query: { ...(view === 'mine' ? {} : { view }), ...(q ? { q } : {}), ...(lamp ? { lamp } : {}) },
      });
    },
    list,
    totals: computed(() => counts.data.value ?? {}),
    refresh,
  };
}

async function countOpenViews(signal: AbortSignal): Promise<Partial<Record<View, number>>> {
  const views = VIEWS.filter((view) => view !== 'done');
  const answers = await Promise.all(
    views.map((view) => api.get('/tasks', { query: { view, limit: 1, count: true }, signal })),
  );
  return Object.fromEntries(views.map((view, index) => [view, answers[index]?.total ?? 0]));
}
