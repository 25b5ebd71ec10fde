/** The rules that find people, by their names in the model. */
import type { Result } from '../../errors.ts';
import type { ApproverRule } from '../../model/approver-words.ts';
import type { AssignmentSpec, FindingSpec } from '../../model/graph.ts';
import type { CaseFacts, Hit } from './case-facts.ts';
import { chosen } from './chosen.ts';
import { drawn } from './draw.ts';
import {
  departmentHead,
  type Finder,
  formDepartmentHead,
  handlerOf,
  initiator,
  previousLead,
  superior,
} from './relative.ts';
import { responsible } from './responsible.ts';

type Named = Exclude<ApproverRule, `chosen-${string}` | 'draw'>;

const FINDERS: Readonly<Record<Named, Finder>> = {
  'department-head': departmentHead,
  'form-department-head': formDepartmentHead,
  superior,
  initiator,
  'previous-lead': previousLead,
  'handler-of': handlerOf,
  responsibility: responsible,
};

/** Whom the rule finds; null where the model names no rule. */
export function findByRule(assignment: AssignmentSpec, spec: FindingSpec, facts: CaseFacts): Result<Hit> | null {
  const { rule } = spec;
  if (rule === null) return null;
  if (rule === 'draw') return drawn(assignment, spec, facts);
  return isChoice(rule) ? chosen(assignment, { ...spec, rule }, facts) : FINDERS[rule](spec, facts);
}

/** The lists of the assignment say among whom, and are nobody by themselves. */
export const isAmongLists = (rule: ApproverRule | null): boolean => rule === 'draw' || isChoice(rule);

/** F3: what it finds is said by people, not by the organisation. */
const isChoice = (rule: ApproverRule | null): rule is Extract<ApproverRule, `chosen-${string}`> =>
  rule?.startsWith('chosen-') ?? false;
