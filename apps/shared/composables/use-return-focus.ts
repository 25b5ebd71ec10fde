import { nextTick, onBeforeUnmount } from 'vue';

/** Gives the focus back to what had it, unless something else has it or it is gone itself. */
export async function giveFocusBack(to: Element | null): Promise<void> {
  await nextTick();
  if (to instanceof HTMLElement && to.isConnected && document.activeElement === document.body) to.focus();
}

/** To what opened a dialog once that is gone: a dialog that is shown with `v-if` loses the focus. */
export function useReturnFocus(): void {
  const opener = document.activeElement;
  onBeforeUnmount(() => giveFocusBack(opener));
}
