/** Departments by the reader's names for them. Asked for once per page, with the first that needs them. */
import { computed, shallowRef } from 'vue';
import { api } from './api/client.ts';
import { ApiProblem } from './api/problem.ts';
import { preferences } from './preferences.ts';

export interface Department {
  readonly id: string;
  readonly name: string;
}

const MOST = 500;
const all = shallowRef<readonly { readonly id: string; readonly nameZh: string; readonly nameEn: string }[]>([]);
let asked = false;

async function ask(): Promise<void> {
  try {
    all.value = (await api.get('/organisation/departments', { query: { limit: MOST } })).items;
  } catch (error) {
    // Ids instead of names are no reason to fail.
    if (!(error instanceof ApiProblem)) throw error;
  }
}

const named = computed(() =>
  all.value.map(({ id, nameZh, nameEn }) => ({ id, name: preferences.language === 'zh' ? nameZh : nameEn })),
);

export function knownDepartments(): readonly Department[] {
  if (!asked) {
    asked = true;
    void ask();
  }
  return named.value;
}
