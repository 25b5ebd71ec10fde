import { ok, type Result } from '../../errors.ts';
import type { AssignmentSpec, FindingSpec } from '../../model/graph.ts';
import { evaluateList } from '../evaluate.ts';
import type { CaseFacts } from './case-facts.ts';
import { findMembers } from './members.ts';

/** Whom the lists of an assignment name, and who is of its role, post and department; null where it gives none of these. */
export interface Meant {
  readonly users: readonly string[];
  readonly groups: readonly string[];
  readonly members: readonly string[] | null;
}

export function meantBy({ users, groups }: AssignmentSpec, spec: FindingSpec, facts: CaseFacts): Result<Meant> {
  const named = evaluateList(users, facts.surroundings);
  if (!named.ok) return named;
  const inGroups = evaluateList(groups, facts.surroundings);
  if (!inGroups.ok) return inGroups;
  const members = findMembers(spec, facts);
  if (!members.ok) return members;
  return ok({ users: named.value, groups: inGroups.value, members: members.value?.users ?? null });
}
