/** Work that is not saved: what an earlier visit left in this browser, and the question before it is lost. */
import { type Ref, ref, shallowRef } from 'vue';
import type { Draft, DraftStore } from '../drafts/draft-store.ts';

export function useKeptWork(dirty: Readonly<Ref<boolean>>, drafts: DraftStore) {
  const offered = shallowRef<Draft>();
  /** What is done once somebody agrees to lose unsaved work. */
  const losing = shallowRef<() => void>();

  return {
    offered,
    losing,
    /** Why the last text could not be opened. */
    notice: ref<string>(),
    discard(draft: Draft): void {
      drafts.discard(draft.id);
      offered.value = undefined;
    },
    /** Asks first where unsaved work would be lost. */
    unlessDirty(act: () => void): void {
      if (dirty.value) losing.value = act;
      else act();
    },
    loseWork(): void {
      const act = losing.value;
      losing.value = undefined;
      drafts.discard();
      act?.();
    },
  };
}
