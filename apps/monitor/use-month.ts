/** The month that a page is about: the one of the address, else the last that may be over. */
import { type ComputedRef, computed } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { useEngineNow } from './engine-now.ts';
import { monthBefore } from './months.ts';

interface MonthShown {
  /** `2026-03`. */
  readonly month: ComputedRef<string>;
  choose(month: string): void;
}

export function useMonth(): MonthShown {
  const route = useRoute();
  const router = useRouter();
  const engineNow = useEngineNow();
  const month = computed(() =>
    typeof route.query.month === 'string' && route.query.month !== '' ? route.query.month : monthBefore(engineNow()),
  );
  return { month, choose: (chosen) => void router.replace({ query: { month: chosen } }) };
}
