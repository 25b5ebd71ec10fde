import type { InstanceState, Task, TaskReason } from '../core/state.ts';
import { ok, type Result } from '../errors.ts';
import type { UserTaskSpec } from '../model/graph.ts';
import { findApprovers } from '../people/approvers/find.ts';
import { applyPolicies, type Resolution } from '../people/approvers/policies.ts';
import type { Assignment } from '../people/assignment.ts';
import { barredPeople, barsAt, partiesOf, selfPolicyOf } from './bars.ts';
import { caseFacts } from './case-facts.ts';
import type { DecideContext } from './command.ts';
import type { Place } from './place.ts';

/** Who a task that opens now is for, who may not do it, and why. */
export interface TaskForPeople {
  readonly assignment: Assignment;
  readonly reasons: readonly TaskReason[];
  /** Sorted. */
  readonly barred: readonly string[];
  /** The rules decide instead of a person. */
  readonly automatic?: Resolution['automatic'];
}

/** Fails where an expression does; refuses as the rules of F3, F4 and F6 do. */
export function resolvePeople(state: InstanceState, place: Place, context: DecideContext): Result<TaskForPeople> {
  const spec = userTaskAt(place);
  const facts = caseFacts(state, place, context);
  const found = findApprovers(spec.assignment, facts, spec.approval !== undefined && spec.approval !== null);
  if (!found.ok) return found;
  const bars = barsAt(state, place, context.definitions);
  const self = selfPolicyOf(place.node);
  const parties = self === 'approve' ? [] : partiesOf(state, context.definitions);
  const settled = applyPolicies(found.value, { finding: spec.assignment.finding, self, parties, bars }, facts);
  if (!settled.ok) return settled;
  const { assignee, candidateUsers, candidateGroups, reasons, automatic } = settled.value;
  return ok({
    assignment: { assignee, candidateUsers, candidateGroups },
    reasons,
    barred: barredPeople(bars),
    ...(automatic && { automatic }),
  });
}

export function userTaskAt({ node }: Place): UserTaskSpec {
  if (!node.user) throw new Error(`Expected ${node.id} to be a user task, but it is a ${node.type}.`);
  return node.user;
}

/** One more reason: somebody has got a task otherwise than by its rules. */
export function withReason(
  { reasons = [] }: Pick<Task, 'reasons'>,
  { user, rule, params }: { readonly user: string; readonly rule: string; readonly params: TaskReason['params'] },
  { organisation, env }: Pick<DecideContext, 'organisation' | 'env'>,
): readonly TaskReason[] {
  const { version } = organisation.at(env.now);
  return [...reasons, { principal: `user:${user}`, rule, params, organisationVersion: version }];
}
