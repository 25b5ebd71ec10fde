import { nextTick, onBeforeUnmount } from 'vue';

/** Gives the focus back to what opened a dialog once it is gone, unless something else has it: a dialog that is shown with `v-if` loses it. */
export function useReturnFocus(): void {
  const opener = document.activeElement;
  onBeforeUnmount(async () => {
    await nextTick();
    if (opener instanceof HTMLElement && opener.isConnected && document.activeElement === document.body) opener.focus();
  });
}
