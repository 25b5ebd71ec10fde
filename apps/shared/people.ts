/** Names of colleagues and groups by their id. Asked for once per page, and only by people who may know. */
import { computed, shallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { api } from './api/client.ts';
import { ApiProblem } from './api/problem.ts';
import type { Answer, Colleague } from './api/types.ts';
import { me } from './app/session.ts';

const PAGE = 500;
/** Beyond that, ids are shown instead of names. */
const MOST = 5_000;
const people = shallowRef<readonly Colleague[]>([]);
const groups = shallowRef<ReadonlyMap<string, string>>(new Map());
let asked = false;
let askedGroups = false;

async function ask(): Promise<void> {
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
  } catch (error) {
    // Ids instead of names are no reason to fail; applicants may not know who works here.
    if (!(error instanceof ApiProblem)) throw error;
  }
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

export function usePeople() {
  if (!asked) {
    asked = true;
    void ask();
  }
  const { t } = useI18n();
  const byId = computed(() => new Map(people.value.map((person) => [person.id, person])));
  return {
    colleagues: computed(() => people.value),
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
