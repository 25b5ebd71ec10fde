/** How figures keep up with what happens. */
import { useLive } from '@shared/composables/use-live.ts';
import { onScopeDispose } from 'vue';

/** Figures are sums over everything: they follow changes at this pace, however many there are. */
export const LIVE_MS = 2000;
/** What changes without being told of (a rating, a card, a frozen month), and what follows from time alone. */
const AT_LEAST_EVERY_MS = 50_000;

/** Asks again soon after any change, and within a minute in any case. */
export function useFresh(reload: () => unknown): void {
  useLive(reload, () => true, LIVE_MS);
  const timer = setInterval(reload, AT_LEAST_EVERY_MS);
  onScopeDispose(() => clearInterval(timer));
}
