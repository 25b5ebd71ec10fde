import type { Variables } from '../core/state.ts';
import { type FieldProblem, fail, ok, type Result } from '../errors.ts';
import type { Definition } from '../model/graph.ts';
import type { DecideContext } from './command.ts';
import type { TakenTask } from './take-task.ts';

export interface Submission {
  readonly definition: Definition;
  readonly variables: Variables;
  /** The element that has the form. */
  readonly elementId: string;
  /** What is missing does not matter: the form was left before it was finished. */
  readonly unfinished?: boolean;
}

/** Validates what was filled in against the form of that key; without a form everything goes. Refuses with 'form-not-found' or 'form-invalid'. */
export function validateForm(key: string | null, submission: Submission, { forms }: DecideContext): Result<void> {
  if (key === null) return ok(undefined);
  const { definition, variables, elementId, unfinished = false } = submission;
  const form = forms.find(key, definition.deploymentId);
  if (!form) return fail('form-not-found', { key, elementId }, { elementId });
  const problems = form.validate(variables);
  const fields = unfinished ? problems.filter((problem) => isAbout(problem, variables)) : problems;
  return fields.length === 0
    ? ok(undefined)
    : fail('form-invalid', { key, count: fields.length }, { elementId, fields });
}

function isAbout({ path }: FieldProblem, variables: Variables): boolean {
  return Object.hasOwn(variables, path.split(/[.[]/, 1)[0] ?? '');
}

/** A task that is completed: everything the form wants must be there. */
export function submitForm(
  { node, definition }: TakenTask,
  variables: Variables,
  context: DecideContext,
): Result<void> {
  return validateForm(node.user?.form ?? null, { definition, variables, elementId: node.id }, context);
}

/** A task that ends another way may bring what the form admits, or nothing. */
export function submitUnfinished(
  { node, definition }: TakenTask,
  variables: Variables,
  context: DecideContext,
): Result<void> {
  if (Object.keys(variables).length === 0) return ok(undefined);
  const submission = { definition, variables, elementId: node.id, unfinished: true };
  return validateForm(node.user?.form ?? null, submission, context);
}
