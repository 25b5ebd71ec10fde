/** Something a person does: busy while it runs, and the refusal in words when the server refuses. */
import { type ComputedRef, computed, type Ref, ref, shallowRef } from 'vue';
import { ApiProblem, fieldMessages } from '../api/problem.ts';
import { giveFocusBack } from './use-return-focus.ts';

export interface Action<A extends unknown[], T> {
  readonly busy: Readonly<Ref<boolean>>;
  readonly problem: Readonly<Ref<ApiProblem | undefined>>;
  /** Messages by field name, for the form that was sent. */
  readonly fields: ComputedRef<Record<string, string[]>>;
  /** Undefined when it was refused, or when it already runs: a double click acts once. */
  run(...args: A): Promise<T | undefined>;
  clear(): void;
}

export function useAction<A extends unknown[], T>(act: (...args: A) => Promise<T>): Action<A, T> {
  const busy = ref(false);
  const problem = shallowRef<ApiProblem>();

  async function run(...args: A): Promise<T | undefined> {
    if (busy.value) return undefined;
    // A button that is off while it is busy loses the focus.
    const pressed = document.activeElement;
    busy.value = true;
    problem.value = undefined;
    try {
      return await act(...args);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      problem.value = error;
      return undefined;
    } finally {
      busy.value = false;
      void giveFocusBack(pressed);
    }
  }

  return {
    busy,
    problem,
    fields: computed(() => fieldMessages(problem.value?.document.errors)),
    run,
    clear: () => {
      problem.value = undefined;
    },
  };
}
