/** Asks the browser to warn before a page with unsaved work is closed or reloaded. */
import { onBeforeUnmount, onMounted } from 'vue';

export function useLeaveGuard(isDirty: () => boolean): void {
  const warn = (event: BeforeUnloadEvent): void => {
    if (isDirty()) event.preventDefault();
  };
  onMounted(() => window.addEventListener('beforeunload', warn));
  onBeforeUnmount(() => window.removeEventListener('beforeunload', warn));
}
