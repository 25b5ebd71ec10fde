/** Something fetched from the server, with its state; the answer of an outdated request is dropped. */
import { onScopeDispose, type Ref, ref, type ShallowRef, shallowRef, watch } from 'vue';
import { onReconnect } from '../api/connection.ts';
import { ApiProblem } from '../api/problem.ts';

export interface Load<T> {
  readonly data: Readonly<ShallowRef<T | undefined>>;
  readonly problem: Readonly<ShallowRef<ApiProblem | undefined>>;
  /** Also true while a reload runs behind data that stays on screen. */
  readonly loading: Readonly<Ref<boolean>>;
  reload(): Promise<void>;
  /** Puts in what an action answered, without asking again. */
  replace(data: T): void;
}

/** Runs `fetcher` now and whenever `source` changes, and again when a lost connection is back. Data of the former source disappears at once. */
export function useLoad<T>(fetcher: (signal: AbortSignal) => Promise<T>, source?: () => unknown): Load<T> {
  const data = shallowRef<T>();
  const problem = shallowRef<ApiProblem>();
  const loading = ref(false);
  let running: AbortController | undefined;

  async function reload(): Promise<void> {
    running?.abort();
    const mine = new AbortController();
    running = mine;
    loading.value = true;
    try {
      const answer = await fetcher(mine.signal);
      if (running !== mine) return;
      data.value = answer;
      problem.value = undefined;
    } catch (error) {
      if (running !== mine) return;
      if (!(error instanceof ApiProblem)) throw error;
      problem.value = error;
    } finally {
      if (running === mine) loading.value = false;
    }
  }

  if (source) {
    watch(source, () => {
      data.value = undefined;
      problem.value = undefined;
      void reload();
    });
  }
  const stop = onReconnect(() => {
    if (problem.value) void reload();
  });
  onScopeDispose(() => {
    stop();
    const last = running;
    running = undefined;
    last?.abort();
  });
  void reload();
  return {
    data,
    problem,
    loading,
    reload,
    replace: (next) => {
      data.value = next;
    },
  };
}
