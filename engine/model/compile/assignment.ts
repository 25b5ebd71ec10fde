import type { AssignmentSpec, ModelValue } from '../graph.ts';
import { bodyOf, type ModdleElement, manyOf, oneOf, textOf } from '../moddle.ts';
import { text } from '../problem.ts';
import { type CompileContext, listOf } from './context.ts';
import { compileFinding } from './finding.ts';

export const NOBODY: AssignmentSpec = { assignee: null, users: null, groups: null };

/** Who may do a user task: our `tb:assignment`, or the standard's potentialOwner, humanPerformer and performer (BPMN 2.0.2 §10.3.3). */
export function compileAssignment(context: CompileContext, element: ModdleElement): AssignmentSpec {
  return assignmentAt(context, element, manyOf(element, 'resources'));
}

/** The same of whatever may carry it: our extension on the element, or these roles. */
export function assignmentAt(
  context: CompileContext,
  element: ModdleElement,
  resources: readonly ModdleElement[],
): AssignmentSpec {
  const own = context.extensions(element, 'tb:Assignment');
  const roles = resources.filter(({ $type }) => ROLES.has($type));
  if (own.length > 1 || (own.length === 1 && roles.length > 0)) {
    context.report(
      'assignment-ambiguous',
      element,
      text(
        'Expected one tb:assignment, or potentialOwner and humanPerformer, but there is more than one answer.',
        '应只有一个 tb:assignment，或使用 potentialOwner、humanPerformer，但存在多种指派。',
      ),
    );
  }
  if (own[0]) return ownAssignment(context, own[0]);
  return roles.length === 0 ? NOBODY : standardAssignment(context, element, roles);
}

function ownAssignment(context: CompileContext, assignment: ModdleElement): AssignmentSpec {
  return {
    assignee: context.value(assignment, textOf(assignment, 'assignee')),
    users: context.value(assignment, textOf(assignment, 'users')),
    groups: context.value(assignment, textOf(assignment, 'groups')),
    ...compileFinding(context, assignment),
  };
}

/** Which list a bare name of a role belongs to. */
const ROLES: ReadonlyMap<string, 'users' | 'groups'> = new Map([
  ['bpmn:PotentialOwner', 'groups'],
  ['bpmn:HumanPerformer', 'users'],
  ['bpmn:Performer', 'users'],
]);

interface Named {
  readonly users: string[];
  readonly groups: string[];
  readonly feel: { users: ModelValue | null; groups: ModelValue | null };
}

function standardAssignment(
  context: CompileContext,
  element: ModdleElement,
  roles: readonly ModdleElement[],
): AssignmentSpec {
  const named: Named = { users: [], groups: [], feel: { users: null, groups: null } };
  for (const role of roles) addRole(context, role, named);
  for (const kind of ['users', 'groups'] as const) {
    if (named.feel[kind] && named[kind].length > 0) context.report('assignment-ambiguous', element, mixed);
  }
  return {
    assignee: null,
    users: named.feel.users ?? literalList(named.users),
    groups: named.feel.groups ?? literalList(named.groups),
  };
}

function addRole(context: CompileContext, role: ModdleElement, named: Named): void {
  const bare = ROLES.get(role.$type) ?? 'users';
  const assignment = oneOf(role, 'resourceAssignmentExpression');
  const resource = oneOf(role, 'resourceRef');
  const source = assignment && bodyOf(assignment, 'expression');
  if (resource && !assignment) {
    named[bare].push(textOf(resource, 'name') ?? resource.id ?? '');
  } else if (!source || resource) {
    context.report('assignment-empty', role, empty);
  } else if (source.startsWith('=')) {
    if (named.feel[bare]) context.report('assignment-ambiguous', role, mixed);
    named.feel[bare] = context.value(role, source);
  } else {
    for (const entry of listOf(source)) addEntry(entry, bare, named);
  }
}

function addEntry(entry: string, bare: 'users' | 'groups', named: Named): void {
  const [, kind, name] = /^(user|group)\s*\(\s*(.*?)\s*\)$/.exec(entry) ?? [];
  const list = kind === 'user' ? named.users : kind === 'group' ? named.groups : named[bare];
  list.push(name ?? entry);
}

const literalList = (names: readonly string[]): ModelValue | null =>
  names.length === 0 ? null : { kind: 'literal', text: names.join(',') };

const mixed = text(
  'Expected either one FEEL expression or names for the same kind of owner, but there are several.',
  '同一类办理人应只用一个 FEEL 表达式或名称列表，但有多个。',
);

const empty = text(
  'Expected either a resourceRef or a resourceAssignmentExpression with a formalExpression, but there is not exactly one of them.',
  '应有 resourceRef 或带 formalExpression 的 resourceAssignmentExpression 之一，但并非如此。',
);
