/** Who is signed in. One request per page load; the session itself is a cookie that scripts cannot read. */
import { computed, shallowRef } from 'vue';
import { api } from '../api/client.ts';
import { ApiProblem } from '../api/problem.ts';
import type { Me, Role } from '../api/types.ts';
import { dropDraftsOf } from '../local-drafts.ts';

const user = shallowRef<Me | null>(null);

export const me = computed(() => user.value);
export const roles = computed<readonly Role[]>(() => user.value?.roles ?? []);
/** How far a right of the user reaches, as the server has it; undefined where they do not have it. */
const scopeOf = (right: string): string | undefined => user.value?.rights[right];
/** Whose days figures are of. */
export const zone = computed(() => user.value?.zone ?? 'Asia/Shanghai');
/** Works for the administration: what they enter is about somebody else. */
export const isStaff = computed(() => roles.value.some((role) => role !== 'applicant'));
export const hasRight = (right: string): boolean => scopeOf(right) !== undefined;
/** Whoever sees more than the tasks of their own. */
export const seesAllTasks = computed(() => ['all', 'department'].includes(scopeOf('task.read') ?? ''));
export const csrfToken = (): string | undefined => user.value?.csrfToken;

/** Asks who is signed in; null when nobody is. Other problems are thrown. */
export async function loadSession(): Promise<Me | null> {
  try {
    user.value = await api.get('/me');
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.status !== 401) throw error;
    user.value = null;
  }
  return user.value;
}

export function setUser(next: Me): void {
  user.value = next;
}

export async function signOut(): Promise<void> {
  await api.delete('/sessions/current');
  if (user.value) dropDraftsOf(user.value.id);
  user.value = null;
  location.assign('/');
}

/** To the sign-in page and back here afterwards. */
export function goToSignIn(): void {
  const here = location.pathname + location.search;
  location.assign(here === '/' ? '/' : `/?next=${encodeURIComponent(here)}`);
}
