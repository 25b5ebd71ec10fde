/** G5: what somebody has begun is kept by itself, on this computer at once and on the server a moment later; others see nothing of it. */
import { api } from '@shared/api/client.ts';
import { onReconnect } from '@shared/api/connection.ts';
import { ApiProblem, UNREACHABLE } from '@shared/api/problem.ts';
import { me } from '@shared/app/session.ts';
import { type DraftPlace, dropDraft, findDraft, keepDraft, type LocalDraft } from '@shared/local-drafts.ts';
import { onScopeDispose, type Ref, ref } from 'vue';

const PAUSE_MS = 1_500;

/** `kept` is on the server, `local` on this computer until the connection is back; `failed` is said, because it was refused. */
type DraftState = 'none' | 'waiting' | 'saving' | 'kept' | 'local' | 'failed';

export interface DraftBody {
  readonly variables: Record<string, unknown>;
  readonly comment: string;
  readonly evidence: string;
}

export interface DraftKeeper {
  readonly state: Readonly<Ref<DraftState>>;
  /** What an earlier page kept on this computer and the server does not have. */
  readonly found: LocalDraft | undefined;
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
  const place = (): DraftPlace => ({ user: me.value?.id ?? '', task: taskId() });

  async function save(): Promise<void> {
    const body = current();
    if (!body) return;
    const mine = generation;
    state.value = 'saving';
    const outcome = await send(taskId(), body);
    if (mine !== generation) return;
    state.value = outcome;
    if (outcome === 'kept') dropDraft(place());
  }

  function touch(): void {
    generation += 1;
    state.value = 'waiting';
    const body = current();
    if (body) keepDraft(place(), { at: Date.now(), variables: body.variables, comment: body.comment });
    clearTimeout(timer);
    timer = setTimeout(() => void save(), PAUSE_MS);
  }

  function drop(): void {
    generation += 1;
    clearTimeout(timer);
    dropDraft(place());
    state.value = 'none';
  }

  const stop = onReconnect(() => {
    if (state.value === 'local') void save();
  });
  onScopeDispose(() => {
    stop();
    clearTimeout(timer);
  });
  return { state, found: findDraft(place(), Date.now()), touch, drop };
}

async function send(id: string, body: DraftBody): Promise<DraftState> {
  try {
    await api.post('/tasks/{id}/{verb}', { path: { id, verb: 'save-draft' }, body, impatient: true });
    return 'kept';
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    return error.code === UNREACHABLE ? 'local' : 'failed';
  }
}
