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
