import { type ComputedRef, computed } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { type Answers, answersIn, queryOf } from './items.ts';

/** Answers of the guide, kept in the address: they go along to the application, and come back with the browser's history. */
export function useAnswers(): { answers: ComputedRef<Answers>; answer(next: Answers): void } {
  const route = useRoute();
  const router = useRouter();
  return {
    answers: computed(() => answersIn(route.query)),
    answer: (next) => void router.replace({ query: { ...route.query, ...queryOf(next) } }),
  };
}
