/** G5: what somebody has begun is kept by itself, a moment after the last change; others see nothing of it. */
import { api } from '@shared/api/client.ts';
import { ApiProblem } from '@shared/api/problem.ts';
import { onScopeDispose, type Ref, ref } from 'vue';

const PAUSE_MS = 1_500;

/** `kept` is on the server; `failed` is said, because then it is only here. */
type DraftState = 'none' | 'waiting' | 'saving' | 'kept' | 'failed';

export interface DraftBody {
  readonly variables: Record<string, unknown>;
  readonly comment: string;
  readonly evidence: string;
}

export interface DraftKeeper {
  readonly state: Readonly<Ref<DraftState>>;
  /** Something was changed. */
  touch(): void;
  /** It was sent off: nothing is to be kept any more. */
  drop(): void;
}

/** `current` says what there is at the moment; undefined: nothing to be kept now. */
export function useDraft(taskId: () => string, current: () => DraftBody | undefined): DraftKeeper {
  const state = ref<DraftState>('none');
  let timer: ReturnType<typeof setTimeout> | undefined;
  let generation = 0;

  async function save(): Promise<void> {
    const body = current();
    if (!body) return;
    const mine = generation;
    state.value = 'saving';
    try {
      await api.post('/tasks/{id}/{verb}', { path: { id: taskId(), verb: 'save-draft' }, body });
      if (mine === generation) state.value = 'kept';
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      if (mine === generation) state.value = 'failed';
    }
  }

  function drop(): void {
    generation += 1;
    clearTimeout(timer);
    state.value = 'none';
  }

  onScopeDispose(() => clearTimeout(timer));
  return {
    state,
    touch: () => {
      generation += 1;
      state.value = 'waiting';
      clearTimeout(timer);
      timer = setTimeout(() => void save(), PAUSE_MS);
    },
    drop,
  };
}
