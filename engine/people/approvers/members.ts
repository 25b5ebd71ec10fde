import { ok, type Result } from '../../errors.ts';
import type { FindingSpec } from '../../model/graph.ts';
import { evaluateText } from '../evaluate.ts';
import { type CaseFacts, type Hit, headsFrom, paramsOf, superiorsFrom } from './case-facts.ts';

interface Named {
  readonly role: string | null;
  readonly post: string | null;
  readonly department: string | null;
}

/** What the model says of role, post and department, worked out. */
export function namesIn(
  { role, post, department }: Pick<FindingSpec, 'role' | 'post' | 'department'>,
  { surroundings }: CaseFacts,
): Result<Named> {
  const [ofRole, ofPost, ofDepartment] = [role, post, department].map((value) => evaluateText(value, surroundings));
  for (const one of [ofRole, ofPost, ofDepartment]) if (one && !one.ok) return one;
  const text = (one: Result<string | null> | undefined) => (one?.ok ? one.value : null);
  return ok({ role: text(ofRole), post: text(ofPost), department: text(ofDepartment) });
}

/** F1: who holds the role or the post, in the department; nobody where the model names none of them. */
export function findMembers(spec: FindingSpec, facts: CaseFacts): Result<Hit | null> {
  if (!spec.role && !spec.post && !spec.department) return ok(null);
  const named = namesIn(spec, facts);
  if (!named.ok) return named;
  const { role, post, department } = named.value;
  const { chart, initiator } = facts;
  const isMissing = (spec.role && !role) || (spec.post && !post) || (spec.department && !department);
  return ok({
    users: isMissing
      ? []
      : chart.members({ ...(role && { role }), ...(post && { post }), ...(department && { department }) }),
    rule: 'members',
    params: paramsOf({ role, post, department }),
    above: () => (department === null ? superiorsFrom(chart, initiator) : headsFrom(chart, department)),
  });
}
