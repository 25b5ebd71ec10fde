import { ok, type Result } from '../errors.ts';
import type { AssignmentSpec } from '../model/graph.ts';
import { evaluateList, evaluateText, type Surroundings } from './evaluate.ts';

/** Who a task is for. With nobody named it is open to administrators and the owners of the process. */
export interface Assignment {
  readonly assignee: string | null;
  readonly candidateUsers: readonly string[];
  readonly candidateGroups: readonly string[];
}

/** Works out who may do a task, once, when its visit opens (F1, F3, F5). Fails with 'expression-failed' or 'expression-limit'. */
export function resolveAssignment(
  { assignee, users, groups }: AssignmentSpec,
  surroundings: Surroundings,
): Result<Assignment> {
  const one = evaluateText(assignee, surroundings);
  if (!one.ok) return one;
  const candidateUsers = evaluateList(users, surroundings);
  if (!candidateUsers.ok) return candidateUsers;
  const candidateGroups = evaluateList(groups, surroundings);
  if (!candidateGroups.ok) return candidateGroups;
  return ok({ assignee: one.value, candidateUsers: candidateUsers.value, candidateGroups: candidateGroups.value });
}

export function isForNobody({ assignee, candidateUsers, candidateGroups }: Assignment): boolean {
  return assignee === null && candidateUsers.length === 0 && candidateGroups.length === 0;
}
