import type { ApproverRule } from '../approver-words.ts';
import type { NodeDraft } from '../compile/draft.ts';
import type { FindingSpec, UserTaskSpec } from '../graph.ts';
import { textOf } from '../moddle.ts';
import { type Text, text } from '../problem.ts';
import type { Rule } from './rule.ts';

/** What is said about finding people has to make sense: each setting has an effect, and none breaks a rule that the law sets. */
export const approvers: Rule = {
  id: 'approvers',
  check({ drafts, context, report }) {
    for (const { nodes } of drafts) {
      for (const node of nodes) {
        if (!node.user) continue;
        for (const message of problemsOf(node, node.user, nodes)) report(node.source, message);
        const { finding } = node.user.assignment;
        const [own] = context.extensions(node.source, 'tb:Assignment');
        const saysIt = own !== undefined && textOf(own, 'empty') !== null;
        if (finding && finding.empty === null && !saysIt && !KNOWN_TO_FIND.includes(finding.rule))
          report(node.source, noPolicy(node.id), 'warning');
      }
    }
  },
};

/** Who began the case is there; a draw that finds too few fails. */
const KNOWN_TO_FIND: readonly FindingSpec['rule'][] = ['initiator', 'draw'];

function problemsOf(node: NodeDraft, user: UserTaskSpec, nodes: readonly NodeDraft[]): Text[] {
  const { finding } = user.assignment;
  const ofPeople = fourEyesOf(node.id, user);
  if (!finding) return ofPeople;
  return [
    ...ofPeople,
    ...missingIn(node.id, finding),
    ...drawIn(node.id, user, finding),
    ...unusedIn(node.id, user),
    ...nodeOf(node, finding, nodes),
    ...forbiddenIn(node.id, user, finding),
  ];
}

type Setting = 'level' | 'node' | 'variable' | 'matter' | 'area' | 'number' | 'conflicts' | 'emptyTo';

/** What a rule cannot do without. */
const NEEDS: Partial<Readonly<Record<ApproverRule, Setting>>> = {
  'form-department-head': 'variable',
  'handler-of': 'node',
  'chosen-at-start': 'variable',
  'chosen-before': 'variable',
  'chosen-in-form': 'variable',
  responsibility: 'matter',
  draw: 'number',
};

/** Which rules read a setting. */
const READ_BY: Readonly<Record<Exclude<Setting, 'emptyTo'>, readonly ApproverRule[]>> = {
  level: ['superior', 'responsibility'],
  node: ['handler-of'],
  variable: ['form-department-head', 'chosen-at-start', 'chosen-before', 'chosen-in-form'],
  matter: ['responsibility'],
  area: ['responsibility'],
  number: ['draw'],
  conflicts: ['draw'],
};

function missingIn(id: string, finding: FindingSpec): Text[] {
  const needed = finding.rule === null ? undefined : NEEDS[finding.rule];
  return [
    ...(needed && finding[needed] === null ? [needs(id, `rule="${finding.rule}"`, needed)] : []),
    ...(finding.empty === 'person' && finding.emptyTo === null ? [needs(id, 'empty="person"', 'emptyTo')] : []),
  ];
}

function unusedIn(id: string, { assignment }: UserTaskSpec): Text[] {
  const { finding, assignee } = assignment;
  if (!finding) return [];
  const { rule } = finding;
  const settings = Object.entries(READ_BY) as [keyof typeof READ_BY, readonly ApproverRule[]][];
  const unused = settings.filter(([name, rules]) => finding[name] !== null && !(rule && rules.includes(rule)));
  return [
    ...unused.map(([name, rules]) => noEffect(id, name, `rule ${rules.join(' | ')}`)),
    ...(finding.emptyTo !== null && finding.empty !== 'person' ? [noEffect(id, 'emptyTo', 'empty="person"')] : []),
    ...(assignee && (rule === 'draw' || rule?.startsWith('chosen-')) ? [noEffect(id, 'assignee', 'another rule')] : []),
  ];
}

/** Whoever is drawn has a seat in a round; there has to be a pool, and too few are a failure that nothing else replaces. */
function drawIn(id: string, { approval, assignment }: UserTaskSpec, finding: FindingSpec): Text[] {
  if (finding.rule !== 'draw') return [];
  const { number, role, post, department, empty, self } = finding;
  const hasPool = [assignment.users, assignment.groups, role, post, department].some((value) => value !== null);
  const isCount = number?.kind !== 'literal' || /^[1-9][0-9]*$/.test(number.text.trim());
  return [
    ...(approval ? [] : [needs(id, 'rule="draw"', 'tb:approval')]),
    ...(approval?.layered ? [contradicts(id, 'rule="draw"', 'layered')] : []),
    ...(hasPool ? [] : [needs(id, 'rule="draw"', 'users | groups | role | post | department')]),
    ...(isCount ? [] : [noCount(id, number.text)]),
    ...(empty === null ? [] : [contradicts(id, `empty="${empty}"`, 'rule="draw"')]),
    ...(self === null || self === 'avoid' ? [] : [contradicts(id, `self="${self}"`, 'rule="draw"')]),
  ];
}

function nodeOf({ id, user }: NodeDraft, { node, rule }: FindingSpec, nodes: readonly NodeDraft[]): Text[] {
  if (rule !== 'handler-of' || node === null) return [];
  const found = nodes.find((one) => one.id === node);
  if (!found?.user || found.id === id) return [noStep(id, node)];
  return user?.separateFrom?.includes(found.index)
    ? [contradicts(id, `rule="handler-of" node="${node}"`, 'tb:separateFrom')]
    : [];
}

const OWN_CASE = ['avoid', 'skip', 'superior', 'head'];

function forbiddenIn(
  id: string,
  { decides, fourEyes }: UserTaskSpec,
  { empty, self, rule, repeat }: FindingSpec,
): Text[] {
  const isAutomatic = empty === 'auto-pass' || empty === 'auto-refuse';
  return [
    ...(decides === 'licence' && isAutomatic ? [notAtLicence(id, `empty="${empty}"`)] : []),
    ...(decides === 'licence' && (self === 'approve' || self === 'skip') ? [notAtLicence(id, `self="${self}"`)] : []),
    ...(fourEyes && isAutomatic ? [contradicts(id, `empty="${empty}"`, 'tb:fourEyes')] : []),
    ...(fourEyes && self === 'skip' ? [contradicts(id, 'self="skip"', 'tb:fourEyes')] : []),
    ...(fourEyes && repeat !== 'never' ? [contradicts(id, `repeat="${repeat}"`, 'tb:fourEyes')] : []),
    ...(rule === 'initiator' && self && OWN_CASE.includes(self)
      ? [contradicts(id, `self="${self}"`, 'rule="initiator"')]
      : []),
  ];
}

/** Two people decide only where several are asked. */
function fourEyesOf(id: string, { fourEyes, approval, assignment }: UserTaskSpec): Text[] {
  if (!fourEyes) return [];
  if (!approval) return [needs(id, 'tb:fourEyes', 'tb:approval')];
  const { assignee, users, groups, finding } = assignment;
  if (assignee || groups || finding || approval.layered || users?.kind !== 'literal') return [];
  const named = new Set(
    users.text
      .split(/[,，]/)
      .map((name) => name.trim())
      .filter(Boolean),
  );
  return named.size < 2 ? [needs(id, 'tb:fourEyes', 'users')] : [];
}

const needs = (id: string, what: string, missing: string): Text =>
  text(
    `Expected "${id}" with ${what} to say ${missing}, but it does not.`,
    `“${id}”使用 ${what} 时应填写 ${missing}，但没有。`,
  );

const noEffect = (id: string, name: string, only: string): Text =>
  text(
    `Expected "${name}" of "${id}" only with ${only}: here it has no effect.`,
    `“${id}”的“${name}”仅用于 ${only}，此处不起作用。`,
  );

const noStep = (id: string, node: string): Text =>
  text(
    `Expected "${id}" to name another user task of the process, but "${node}" is none.`,
    `“${id}”应指明本流程的另一用户任务，但“${node}”不是。`,
  );

const contradicts = (id: string, one: string, other: string): Text =>
  text(
    `Expected "${id}" to have either ${one} or ${other}, but it has both.`,
    `“${id}”的 ${one} 与 ${other} 相互矛盾。`,
  );

const notAtLicence = (id: string, setting: string): Text =>
  text(
    `Expected a person without an interest to decide on the licence at "${id}", but ${setting} decides otherwise.`,
    `“${id}”的许可应由无利害关系的人员决定，但 ${setting} 与此不符。`,
  );

const noCount = (id: string, given: string): Text =>
  text(
    `Expected "number" of "${id}" to be a whole number of people from 1 on, but it is "${given}".`,
    `“${id}”的“number”应为不小于 1 的整数人数，但为“${given}”。`,
  );

const noPolicy = (id: string): Text =>
  text(
    `Expected "${id}" to say what happens if nobody is found (empty of tb:assignment), but it does not: administrators get it.`,
    `“${id}”应说明找不到办理人时如何处理（tb:assignment 的 empty），但没有：将交由管理员。`,
  );
