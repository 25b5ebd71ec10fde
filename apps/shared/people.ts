/** Names of colleagues and groups by their id. Asked for once per page, and only by people who may know. */
import { computed, ref, shallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { api } from './api/client.ts';
import { ApiProblem } from './api/problem.ts';
import type { Answer, Colleague } from './api/types.ts';
import { me } from './app/session.ts';

const PAGE = 500;
/** Beyond that they are looked for as they are needed, and ids are shown instead of names until then. */
const MOST = 5_000;
/** Of a search. */
const FOUND = 50;
const people = shallowRef<readonly Colleague[]>([]);
const groups = shallowRef<ReadonlyMap<string, string>>(new Map());
/** Whether there are more than are kept. */
const hasMore = ref(false);
/** They could not be asked for, though the reader may know them. */
const unknown = ref(false);
let asked = false;
let askedGroups = false;

async function ask(): Promise<void> {
  unknown.value = false;
  try {
    const found: Colleague[] = [];
    let cursor: string | null = null;
    do {
      const query: { limit: number; cursor?: string } = cursor === null ? { limit: PAGE } : { limit: PAGE, cursor };
      const page: Answer<'get', '/organisation/colleagues'> = await api.get('/organisation/colleagues', { query });
      found.push(...page.items);
      cursor = page.nextCursor;
      people.value = [...found];
    } while (cursor !== null && found.length < MOST);
    hasMore.value = cursor !== null;
  } catch (error) {
    // Ids instead of names are no reason to fail; applicants may not know who works here.
    if (!(error instanceof ApiProblem)) throw error;
    unknown.value = error.status !== 403;
  }
}

/** Those whose name or id has the text join those that are known. Nothing is asked where all are. */
async function search(text: string): Promise<void> {
  const q = text.trim();
  if (!hasMore.value || q === '') return;
  const { items } = await api.get('/organisation/colleagues', { query: { q, limit: FOUND } });
  const known = new Set(people.value.map(({ id }) => id));
  const added = items.filter(({ id }) => !known.has(id));
  if (added.length > 0) people.value = [...people.value, ...added];
}

/** The first group that is to be named asks for all of them. */
async function askGroups(): Promise<void> {
  askedGroups = true;
  try {
    const { items } = await api.get('/organisation/groups', { query: { limit: PAGE } });
    groups.value = new Map(items.map(({ id, name }) => [id, name]));
  } catch (error) {
    // As above.
    if (!(error instanceof ApiProblem)) throw error;
  }
}

/** The colleagues alone, for whoever needs them at times only: asked for with the first that does. */
export function knownColleagues(): readonly Colleague[] {
  if (!asked) {
    asked = true;
    void ask();
  }
  return people.value;
}

/** They are asked for at once, so that nobody sees an id first; who hardly ever names anybody asks when the first is to be named. */
export function usePeople(asks: 'now' | 'when-needed' = 'now') {
  if (asks === 'now') knownColleagues();
  const { t } = useI18n();
  const byId = computed(() => new Map(knownColleagues().map((person) => [person.id, person])));
  return {
    colleagues: computed(knownColleagues),
    hasMore,
    unknown,
    /** Asks once more for all of them. */
    again: ask,
    search,
    groupOf(id: string): string {
      if (!askedGroups) void askGroups();
      return groups.value.get(id) ?? me.value?.groups.find((group) => group.id === id)?.name ?? id;
    },
    /** The name to show for an id of the journal, of an opinion or of a task. */
    nameOf(id: string | null | undefined): string {
      if (!id) return t('person.nobody');
      if (id === me.value?.id) return me.value.name;
      return byId.value.get(id)?.name ?? (id === 'system' || id.startsWith('system:') ? t('person.system') : id);
    },
  };
}
