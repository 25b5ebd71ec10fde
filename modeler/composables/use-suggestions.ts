/** What the server knows that may be typed into properties. A list that cannot be had is left out: one may type all the same. */
import { api } from '@shared/api/client.ts';
import { ApiProblem } from '@shared/api/problem.ts';
import { onMounted, shallowRef } from 'vue';
import type { Suggested, Suggestions } from '../panel/suggestions.ts';
import { fetchColleagues } from './use-colleagues.ts';

const LIMIT = { query: { limit: 500 } };

const SOURCES: Readonly<Record<keyof Suggestions, () => Promise<Suggested[]>>> = {
  forms: async () => (await api.get('/forms', LIMIT)).items.map(({ key }) => ({ value: key, label: key })),
  processes: async () =>
    (await api.get('/process-definitions', { query: { limit: 500, latest: true } })).items.map(({ key, name }) => ({
      value: key,
      label: name,
    })),
  decisions: async () =>
    (await api.get('/decisions', { query: { limit: 500, latest: true } })).items.map(({ key, name }) => ({
      value: key,
      label: name,
    })),
  groups: async () =>
    (await api.get('/organisation/groups', LIMIT)).items.map(({ id, name }) => ({ value: id, label: name })),
  users: async () => (await fetchColleagues()).map(({ id, name }) => ({ value: id, label: name })),
};

export function useSuggestions() {
  const suggestions = shallowRef<Suggestions>({});
  const load = async (kind: keyof Suggestions): Promise<void> => {
    try {
      const offered = await SOURCES[kind]();
      suggestions.value = { ...suggestions.value, [kind]: offered };
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
    }
  };
  onMounted(() => Promise.all(Object.keys(SOURCES).map((kind) => load(kind as keyof Suggestions))));
  return suggestions;
}
