/** Why a task is in front of somebody, by the facts the task and the session carry. */
import type { Me, Task } from '@shared/api/types.ts';
import { PROCEDURE_VERBS, type ProcedureVerb } from './procedure-fields.ts';
import { type Verb, verbsOf } from './verbs.ts';

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

/** Every verb on a task: each is explained, and somebody to whom it is not offered may ask why. */
export type AskedVerb = Verb | ProcedureVerb | 'save-draft' | 'remove-signer';

export interface AskedGroup {
  readonly name: 'decide' | 'move' | 'law' | 'tell';
  readonly verbs: readonly AskedVerb[];
}

export const ASKED_GROUPS: readonly AskedGroup[] = [
  { name: 'decide', verbs: [...verbsOf('decide'), 'save-draft'] },
  { name: 'move', verbs: [...verbsOf('move'), 'remove-signer'] },
  { name: 'law', verbs: PROCEDURE_VERBS },
  { name: 'tell', verbs: verbsOf('tell') },
];

/** Those that are not offered, without groups that have none. */
export const askedBeside = (allowed: readonly string[]): AskedGroup[] =>
  ASKED_GROUPS.map(({ name, verbs }) => ({ name, verbs: verbs.filter((verb) => !allowed.includes(verb)) })).filter(
    ({ verbs }) => verbs.length > 0,
  );

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
