import type { NodeDraft, ProcessDraft } from '../compile/draft.ts';
import {
  amountOf,
  inUnit,
  isAtMost,
  isBrief,
  isComparable,
  type LongestPath,
  longestPath,
  UNIT_NAMES,
} from '../critical-path.ts';
import type { LimitSpec } from '../graph.ts';
import { textOf } from '../moddle.ts';
import { type Severity, type Text, text } from '../problem.ts';
import type { Rule, RuleInput } from './rule.ts';

/**
 * What the steps may take together fits into what is promised and what the law gives; steps and case count in one unit; the law extends once; and
 * where the law sets a limit somebody is always found. A promise that cannot be kept is a warning, a breach of law an error.
 */
export const timeLimits: Rule = {
  id: 'time-limits',
  needsAllFlows: true,
  check(input) {
    for (const draft of input.drafts) {
      for (const node of draft.nodes)
        for (const limit of node.limits ?? []) {
          if (limit.clock === 'statutory' && (limit.extension?.times ?? 1) > 1)
            input.report(node.source, extendedOften(node.id, limit.extension?.times ?? 0));
          if (limit.clock === 'promised' || limit.clock === 'statutory') checkPath(input, draft, { node, limit });
        }
      if (draft.nodes[0]?.limits?.some(({ clock }) => clock === 'statutory')) checkPeople(input, draft);
    }
  },
};

interface Limited {
  readonly node: NodeDraft;
  readonly limit: LimitSpec;
}

function checkPath({ report }: RuleInput, draft: ProcessDraft, { node, limit }: Limited): void {
  const { unit, startsAfter, stopsAfter, clock } = limit;
  const most = amountOf(limit);
  const severity: Severity = clock === 'statutory' ? 'error' : 'warning';
  const inside = draft.nodes.filter(({ user, parent }) => user?.limit && isWithin(draft, parent, node.index));
  for (const step of inside) {
    const own = step.user?.limit;
    if (own && !isComparable(own.unit, unit) && !isAtMost(own.unit, unit) && !isBrief(own))
      report(step.source, mixed(step.id, own, limit), 'warning');
  }
  if (most === null) return;
  const path = longestPath(draft, { scope: node.index, unit, startsAfter, stopsAfter });
  if (path.amount > most) report(node.source, tooLong(path, limit), severity);
}

function isWithin(draft: ProcessDraft, parent: number, scope: number): boolean {
  for (let at = parent; at >= 0; at = draft.nodes[at]?.parent ?? -1) if (at === scope) return true;
  return false;
}

/** The rule `approvers` asks the same where people are found by a rule. */
function checkPeople({ context, report }: RuleInput, { nodes }: ProcessDraft): void {
  for (const { id, user, source } of nodes) {
    if (!user || user.assignment.finding) continue;
    const { assignee, users, groups } = user.assignment;
    const [own] = context.extensions(source, 'tb:Assignment');
    const isOpen = [assignee, users, groups].some((value) => value?.kind === 'feel');
    if (isOpen && !(own && textOf(own, 'empty') !== null)) report(source, nobodyFound(id), 'warning');
  }
}

function tooLong({ amount, steps, hasLoop }: LongestPath, limit: LimitSpec): Text {
  const { unit, clock } = limit;
  const { en, zh } = UNIT_NAMES[unit];
  const found = inUnit(amount, unit);
  const most = inUnit(amountOf(limit) ?? 0, unit);
  return text(
    `Expected the steps to take no more than the ${most} ${en} of the ${clock} limit, but ${steps.join(', ')} may take ${found}${hasLoop ? ' even if nothing is done twice' : ''}.`,
    `各环节时限之和应不超过${clock === 'statutory' ? '法定' : '承诺'}时限 ${most} ${zh}，但 ${steps.join('、')} 合计可达 ${found} ${zh}${hasLoop ? '（退回重办未计入）' : ''}。`,
  );
}

const mixed = (id: string, own: LimitSpec, limit: LimitSpec): Text =>
  text(
    `Expected "${id}" to count in ${UNIT_NAMES[limit.unit].en} as the ${limit.clock} limit does, but it counts in ${UNIT_NAMES[own.unit].en}: the two cannot be compared.`,
    `“${id}”的时限单位应与${limit.clock === 'statutory' ? '法定' : '承诺'}时限一致（${UNIT_NAMES[limit.unit].zh}），但为${UNIT_NAMES[own.unit].zh}，无法比较。`,
  );

const extendedOften = (id: string, times: number): Text =>
  text(
    `Expected the limit of the law at "${id}" to be extended once at most, but extensions is ${times}.`,
    `“${id}”的法定时限最多延长一次，但 extensions 为 ${times}。`,
  );

const nobodyFound = (id: string): Text =>
  text(
    `Expected "${id}" to say who does it if its expression finds nobody (empty of tb:assignment), because the law sets a limit, but it does not.`,
    `“${id}”受法定时限约束，应说明表达式找不到办理人时如何处理（tb:assignment 的 empty），但没有。`,
  );
