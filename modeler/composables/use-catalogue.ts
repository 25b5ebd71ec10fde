/** What the catalogue of shared data has, as fields of a form name it. Where it cannot be had, sources are typed all the same. */
import { api } from '@shared/api/client.ts';
import { ApiProblem } from '@shared/api/problem.ts';
import { onMounted, shallowRef } from 'vue';
import type { KnownSource } from '../forms/known-source.ts';
import { sourcesOf } from '../forms/known-source.ts';

const PAGE = 500;

/** Undefined until it is known what there is. */
export function useCatalogue() {
  const sources = shallowRef<readonly KnownSource[]>();
  onMounted(async () => {
    try {
      sources.value = sourcesOf((await api.get('/data-catalogue', { query: { limit: PAGE } })).items);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
    }
  });
  return sources;
}
