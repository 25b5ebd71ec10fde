import { DECIDES } from '../approver-words.ts';
import { ISSUES, type UserTaskSpec } from '../graph.ts';
import type { ModdleElement } from '../moddle.ts';
import { type Text, text } from '../problem.ts';
import { compileApproval } from './approval.ts';
import { compileAssignment } from './assignment.ts';
import { compileBackwards } from './backwards.ts';
import { type CompileContext, listOf } from './context.ts';
import { compileStepLimit } from './limits.ts';

/** What a user task asks of people: who, with which form, until when, and what they may do with it. */
export function compileUserTask(context: CompileContext, element: ModdleElement): UserTaskSpec {
  const operations = context.extension(element, 'operations');
  const decision = decisionOf(context, element);
  return {
    assignment: compileAssignment(context, element),
    form: context.extension(element, 'form'),
    department: context.value(element, context.extension(element, 'department')),
    limit: compileStepLimit(context, element),
    operations: operations === null ? null : listOf(operations),
    priority: context.value(element, context.extension(element, 'priority')),
    ...(context.extension(element, 'delegable') === 'false' && { delegable: false }),
    ...(context.extension(element, 'bulk') === 'false' && { bulk: false }),
    ...decision,
    ...decidersOf(context, element),
    ...issuesOf(context, element),
    lane: null,
    ...approvalOf(context, element, decision.fourEyes),
    ...backwardsOf(context, element),
  };
}

function decidersOf(context: CompileContext, element: ModdleElement): Pick<UserTaskSpec, 'deciders'> {
  const deciders = listOf(context.extension(element, 'deciders'));
  return deciders.length === 0 ? {} : { deciders };
}

function issuesOf(
  context: CompileContext,
  element: ModdleElement,
): Pick<UserTaskSpec, 'issues' | 'issuesWhen' | 'issuesBasis'> {
  const given = context.extension(element, 'issues');
  if (given === null) return {};
  const issues = ISSUES.find((kind) => kind === given);
  if (!issues) context.report('issues-unknown', element, unknownDocument(given));
  const basis = context.value(element, context.extension(element, 'issuesBasis'));
  return issues ? { issues, ...issuesWhenOf(context, element), ...(basis !== null && { issuesBasis: basis }) } : {};
}

function issuesWhenOf(context: CompileContext, element: ModdleElement): Pick<UserTaskSpec, 'issuesWhen'> {
  const given = context.extension(element, 'issuesWhen');
  if (given === null) return {};
  const when = given.startsWith('=') ? context.feel(element, given, 'boolean') : null;
  if (!given.startsWith('=')) context.report('issues-when-invalid', element, notIssuesWhen(given));
  return when ? { issuesWhen: when } : {};
}

const notIssuesWhen = (given: string): Text =>
  text(
    `Expected tb:issuesWhen to be FEEL after "=", but it is "${given}".`,
    `tb:issuesWhen 应为以“=”开头的 FEEL，但为“${given}”。`,
  );

function backwardsOf(context: CompileContext, element: ModdleElement): Pick<UserTaskSpec, 'backwards'> {
  const backwards = compileBackwards(context, element);
  return backwards === null ? {} : { backwards };
}

/** Absent where one task is one visit, so that those graphs stay as they are. */
function approvalOf(context: CompileContext, element: ModdleElement, fourEyes?: true): Pick<UserTaskSpec, 'approval'> {
  const approval = compileApproval(context, element);
  return approval === null ? {} : { approval: fourEyes ? { ...approval, atLeast: 2 } : approval };
}

/** Absent at a step like any other. */
function decisionOf(
  context: CompileContext,
  element: ModdleElement,
): Pick<UserTaskSpec, 'decides' | 'decidedWhen' | 'fourEyes'> {
  const given = context.extension(element, 'decides');
  const decides = DECIDES.find((word) => word === given);
  if (given !== null && !decides) context.report('decides-unknown', element, unknown(given));
  return {
    ...(decides && { decides, ...decidedWhenOf(context, element) }),
    ...(context.extension(element, 'fourEyes') === 'true' && { fourEyes: true as const }),
  };
}

/** Read only where something is decided, so that it is refused elsewhere as having no effect. */
function decidedWhenOf(context: CompileContext, element: ModdleElement): Pick<UserTaskSpec, 'decidedWhen'> {
  const given = context.extension(element, 'decidedWhen');
  if (given === null) return {};
  if (!given.startsWith('=')) context.report('decided-when-invalid', element, notCondition(given));
  const decidedWhen = given.startsWith('=') ? context.feel(element, given, 'boolean') : null;
  return decidedWhen ? { decidedWhen } : {};
}

const notCondition = (given: string) =>
  text(
    `Expected tb:decidedWhen to be FEEL after "=", but it is "${given}".`,
    `tb:decidedWhen 应为以“=”开头的 FEEL，但为“${given}”。`,
  );

const unknownDocument = (given: string) =>
  text(
    `Expected tb:issues to be ${ISSUES.join(' or ')}, but it is "${given}".`,
    `tb:issues 应为 ${ISSUES.join('、')}，但为“${given}”。`,
  );

const unknown = (given: string) =>
  text(
    `Expected tb:decides to be ${DECIDES.join(' or ')}, but it is "${given}".`,
    `tb:decides 应为 ${DECIDES.join('、')} 之一，但为“${given}”。`,
  );
