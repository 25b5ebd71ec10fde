import { visibleVariables } from '../core/query.ts';
import type { InstanceState, Variables } from '../core/state.ts';
import { workingDaysOf } from '../core/working-days.ts';
import { type FieldProblem, fail, ok, type Result } from '../errors.ts';
import type { FormSurroundings } from '../forms/check.ts';
import type { Form, Forms } from '../forms/form.ts';
import type { Definition, FieldRule, FlowNode } from '../model/graph.ts';
import { calendarsFor } from './clocks/read-clock.ts';
import type { DecideContext } from './command.ts';
import { namedFiles } from './form-files.ts';
import type { TakenTask } from './take-task.ts';

interface Submission {
  /** The case, whose files a form may name; null of one that only begins. */
  readonly state: InstanceState | null;
  readonly definition: Definition;
  readonly variables: Variables;
  /** The element that has the form, with the rights to its fields. */
  readonly node: Pick<FlowNode, 'id' | 'fieldRules'>;
  /** The element instance of a task, whose variables a check may ask for. */
  readonly element?: string | undefined;
  /** The version that a task was opened with. */
  readonly version?: string | undefined;
  /** What is missing does not matter: the form was left before it was finished. */
  readonly unfinished?: boolean;
}

interface FormPlace {
  readonly key: string;
  readonly deploymentId: string;
  readonly version?: string | undefined;
  readonly rules?: readonly FieldRule[] | undefined;
}

/** The form as it is used at a node: the version the task was opened with, else that of the deployment, with the rights of the node. */
export function formAt(forms: Forms, { key, deploymentId, version, rules }: FormPlace): Form | undefined {
  const pinned = version === undefined ? undefined : forms.version?.(version);
  const form = pinned ?? forms.find(key, deploymentId);
  return form && rules ? form.narrowed(rules) : form;
}

/** Validates what was filled in against the form of that key; without a form everything goes. Refuses with 'form-not-found' or 'form-invalid'. */
export function validateForm(key: string | null, submission: Submission, context: DecideContext): Result<void> {
  const { forms, actor } = context;
  if (key === null) return ok(undefined);
  const { state, definition, variables, node, version, element, unfinished = false } = submission;
  const elementId = node.id;
  const form = formAt(forms, { key, deploymentId: definition.deploymentId, version, rules: node.fieldRules });
  if (!form) return fail('form-not-found', { key, elementId }, { elementId });
  const around = surroundingsOf({ state, element }, context);
  const problems = [...form.validate(variables, around), ...namedFiles(form, { state, actor, variables })];
  const fields = unfinished ? problems.filter((problem) => isAbout(problem, variables)) : problems;
  return fields.length === 0
    ? ok(undefined)
    : fail('form-invalid', { key, count: fields.length }, { elementId, fields });
}

function surroundingsOf(
  { state, element }: Pick<Submission, 'state' | 'element'>,
  context: DecideContext,
): FormSurroundings {
  const { env } = context;
  return {
    now: env.now,
    workingDays: workingDaysOf(() => calendarsFor(context)(null, env.now)),
    ...(state && element !== undefined && { variables: visibleVariables(state, element) }),
  };
}

function isAbout({ path }: FieldProblem, variables: Variables): boolean {
  return Object.hasOwn(variables, path.split(/[.[]/, 1)[0] ?? '');
}

interface Submitted {
  readonly state: InstanceState;
  readonly taken: TakenTask;
  readonly variables: Variables;
}

/** A task that is completed: everything the form wants must be there. */
export function submitForm({ state, taken, variables }: Submitted, context: DecideContext): Result<void> {
  const { node, definition, task } = taken;
  const submission = { state, definition, variables, node, element: task.element, version: task.form };
  return validateForm(node.user?.form ?? null, submission, context);
}

/** A task that ends another way may bring what the form admits, or nothing. */
export function submitUnfinished({ state, taken, variables }: Submitted, context: DecideContext): Result<void> {
  if (Object.keys(variables).length === 0) return ok(undefined);
  const { node, definition, task } = taken;
  const submission = {
    state,
    definition,
    variables,
    node,
    element: task.element,
    version: task.form,
    unfinished: true,
  };
  return validateForm(node.user?.form ?? null, submission, context);
}
