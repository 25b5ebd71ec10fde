/** Why a task is in front of somebody, by the facts the task and the session carry. */
import type { Me, Task } from '@shared/api/types.ts';

type Reason =
  | { readonly key: 'whyAssignee' | 'whyOwner' | 'whyUser' | 'whyOther' }
  | { readonly key: 'whyGroup'; readonly groups: readonly string[] };

export function reasonFor(
  { assignee, owner, candidates }: Pick<Task, 'assignee' | 'owner' | 'candidates'>,
  { id, groups }: Pick<Me, 'id' | 'groups'>,
): Reason {
  if (assignee === id) return { key: 'whyAssignee' };
  if (owner === id) return { key: 'whyOwner' };
  if (candidates.users.includes(id)) return { key: 'whyUser' };
  const shared = groups.filter((group) => candidates.groups.includes(group.id)).map(({ name }) => name);
  return shared.length > 0 ? { key: 'whyGroup', groups: shared } : { key: 'whyOther' };
}

/** Verbs that people ask about when they are not offered. */
export const ASKED_VERBS = ['complete', 'claim', 'reject', 'return', 'transfer', 'delegate'] as const;
export type AskedVerb = (typeof ASKED_VERBS)[number];

interface Names {
  nameOf(user: string): string;
  groupOf(group: string): string;
}

/** `user:<id>` and `group:<id>` as people know them; nothing where nobody was found. */
export function nameOfPrincipal(principal: string, { nameOf, groupOf }: Names): string {
  const [, kind, name = ''] = /^(user|group):(.*)$/s.exec(principal) ?? [];
  if (kind === 'user') return nameOf(name);
  return kind === 'group' ? groupOf(name) : '';
}
