/** F3: whom somebody has chosen, from among those who may be. */
import { fail, ok, type Result } from '../../errors.ts';
import type { AssignmentSpec, FindingSpec } from '../../model/graph.ts';
import { type CaseFacts, type Hit, isActiveOfficial, superiorsFrom } from './case-facts.ts';
import { meantBy } from './meant.ts';

/**
 * Refuses with 'approver-choice-missing' where nobody has been chosen, and with 'approver-choice-invalid' where somebody is not among the candidates:
 * those that the lists, the role, the post and the department of the assignment mean together, or, where there are none, every active official.
 */
export function chosen(
  assignment: AssignmentSpec,
  spec: FindingSpec & { readonly rule: string },
  facts: CaseFacts,
): Result<Hit> {
  const { variable } = spec;
  const { elementId, surroundings, initiator } = facts;
  const users = namesIn(surroundings.scope.get(variable ?? ''));
  const where = { elementId, variable: variable ?? '' };
  if (users.length === 0) return fail('approver-choice-missing', where, { elementId });
  const candidates = candidatesOf(assignment, spec, facts);
  if (!candidates.ok) return candidates;
  const wrong = users.find((user) => !candidates.value(user));
  if (wrong !== undefined) return fail('approver-choice-invalid', { ...where, user: wrong }, { elementId });
  return ok({
    users,
    rule: spec.rule,
    params: { variable: variable ?? '' },
    above: () => superiorsFrom(facts.chart, users[0] ?? initiator),
  });
}

function namesIn(value: unknown): readonly string[] {
  const all: readonly unknown[] = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : [];
  return [...new Set(all.flatMap((one) => (typeof one === 'string' && one.trim() !== '' ? [one.trim()] : [])))];
}

function candidatesOf(
  assignment: AssignmentSpec,
  spec: FindingSpec,
  facts: CaseFacts,
): Result<(user: string) => boolean> {
  const { chart } = facts;
  const meant = meantBy(assignment, spec, facts);
  if (!meant.ok) return meant;
  const { users, groups, members } = meant.value;
  const isOpen = !assignment.users && !assignment.groups && members === null;
  return ok((user) => {
    const person = chart.person(user);
    if (!person) return false;
    if (isOpen) return isActiveOfficial(chart, user);
    return users.includes(user) || groups.some((group) => person.groups.includes(group)) || !!members?.includes(user);
  });
}
