/** The present, every half minute: what is left of a limit must go down while one looks at it. */
import { onScopeDispose, readonly, ref } from 'vue';

const HALF_MINUTE = 30_000;
const now = ref(Date.now());
let watchers = 0;
let timer: ReturnType<typeof setInterval> | undefined;

export function useNow() {
  watchers += 1;
  // Each of fifty rows that sets it anew would have the rows before it drawn again.
  if (watchers === 1) now.value = Date.now();
  timer ??= setInterval(() => {
    now.value = Date.now();
  }, HALF_MINUTE);
  onScopeDispose(() => {
    watchers -= 1;
    if (watchers > 0) return;
    clearInterval(timer);
    timer = undefined;
  });
  return readonly(now);
}
