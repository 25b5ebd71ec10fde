/** A list from the server that grows page by page, and is refreshed as one piece: what was loaded stays loaded. */
import { type ComputedRef, computed, ref, shallowRef } from 'vue';
import { type Load, useLoad } from './use-load.ts';

interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
  readonly total?: number;
}

/** What the fetcher adds to its query. */
export interface PageQuery {
  readonly limit: number;
  readonly cursor?: string;
}

const PAGE = 50;
const MOST = 500;

export interface List<T> extends Load<Page<T>> {
  readonly items: ComputedRef<readonly T[]>;
  readonly hasMore: ComputedRef<boolean>;
  more(): Promise<void>;
}

export function useList<T>(
  fetcher: (page: PageQuery, signal: AbortSignal) => Promise<Page<T>>,
  source?: () => unknown,
): List<T> {
  const wanted = ref(PAGE);
  const tail = shallowRef<Page<T>>();
  const load = useLoad(async (signal) => {
    tail.value = undefined;
    return fetcher({ limit: Math.min(wanted.value, MOST) }, signal);
  }, source);
  const last = computed(() => tail.value ?? load.data.value);

  async function more(): Promise<void> {
    const cursor = last.value?.nextCursor;
    if (!cursor) return;
    const page = await fetcher({ limit: PAGE, cursor }, new AbortController().signal);
    wanted.value += PAGE;
    tail.value = { ...page, items: [...(tail.value?.items ?? []), ...page.items] };
  }

  return {
    ...load,
    items: computed(() => [...(load.data.value?.items ?? []), ...(tail.value?.items ?? [])]),
    hasMore: computed(() => Boolean(last.value?.nextCursor)),
    more,
  };
}
