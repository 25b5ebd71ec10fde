/** What has to be known of people before a case begins: whom the initiator chooses (F3), and that there is somebody where the model insists (F6). */
import type { Variables } from '../core/state.ts';
import { ok, type Result } from '../errors.ts';
import { scopeOf } from '../feel/compile.ts';
import type { Definition, FindingSpec, FlowNode, ModelValue } from '../model/graph.ts';
import type { CaseFacts } from '../people/approvers/case-facts.ts';
import { findApprovers } from '../people/approvers/find.ts';
import { applyPolicies } from '../people/approvers/policies.ts';
import { partiesIn, selfPolicyOf } from './bars.ts';
import type { DecideContext } from './command.ts';

export interface Beginning {
  readonly definition: Definition;
  readonly initiator: string | null;
  readonly variables: Variables;
}

/** Refuses with 'approver-choice-missing', 'approver-choice-invalid' or 'approver-none'. */
export function checkPeopleAtStart(beginning: Beginning, context: DecideContext): Result<void> {
  for (const node of beginning.definition.graph.nodes) {
    const { finding } = node.user?.assignment ?? {};
    if (!finding || !isKnownAtStart(finding, node, beginning.variables)) continue;
    const checked = checkOne(node, beginning, context);
    if (!checked.ok && CODES.has(checked.failure.code)) return checked;
  }
  return ok(undefined);
}

/** What else goes wrong shows where the step is reached, when data may be different. */
const CODES: ReadonlySet<string> = new Set(['approver-choice-missing', 'approver-choice-invalid', 'approver-none']);

/** Rules that look at what happens on the way. */
const LATER: ReadonlySet<string> = new Set(['previous-lead', 'handler-of', 'chosen-before', 'chosen-in-form']);

function isKnownAtStart(finding: FindingSpec, { user }: FlowNode, variables: Variables): boolean {
  if (finding.rule === 'chosen-at-start') return true;
  if (finding.empty !== 'block-start' || (finding.rule !== null && LATER.has(finding.rule))) return false;
  if (finding.rule === 'form-department-head') return Object.hasOwn(variables, finding.variable ?? '');
  const { assignee = null, users = null, groups = null } = user?.assignment ?? {};
  const { role, post, department, level, matter, area } = finding;
  return [assignee, users, groups, role, post, department, level, matter, area].every((value) =>
    isKnown(value, variables),
  );
}

const isKnown = (value: ModelValue | null, variables: Variables): boolean =>
  value?.kind !== 'feel' || [...value.expression.reads].every((name) => Object.hasOwn(variables, name));

function checkOne(
  node: FlowNode,
  { definition, initiator, variables }: Beginning,
  { organisation, env }: DecideContext,
): Result<unknown> {
  const assignment = node.user?.assignment;
  if (!assignment) return ok(undefined);
  const facts: CaseFacts = {
    elementId: node.id,
    chart: organisation.at(env.now),
    surroundings: { scope: scopeOf(variables), now: env.now },
    initiator,
    previousHandler: () => null,
    handlerOf: () => null,
    writersOf: () => [],
  };
  const found = findApprovers(assignment, facts, false);
  if (!found.ok || assignment.finding?.empty !== 'block-start') return found;
  const self = selfPolicyOf(node);
  const parties = self === 'approve' ? [] : partiesIn(definition.graph, { initiator, variables });
  const bars = parties.map((person) => ({ person, rule: 'conflict-of-interest' }) as const);
  return applyPolicies(found.value, { finding: assignment.finding, self, parties, bars }, facts);
}
