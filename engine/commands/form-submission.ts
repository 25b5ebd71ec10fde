import type { Variables } from '../core/state.ts';
import { fail, ok, type Result } from '../errors.ts';
import type { Definition } from '../model/graph.ts';
import type { DecideContext } from './command.ts';
import type { TakenTask } from './take-task.ts';

export interface Submission {
  readonly definition: Definition;
  readonly variables: Variables;
  /** The element that has the form. */
  readonly elementId: string;
}

/** Validates what was filled in against the form of that key; without a form everything goes. Refuses with 'form-not-found' or 'form-invalid'. */
export function validateForm(key: string | null, submission: Submission, { forms }: DecideContext): Result<void> {
  if (key === null) return ok(undefined);
  const { definition, variables, elementId } = submission;
  const form = forms.find(key, definition.deploymentId);
  if (!form) return fail('form-not-found', { key, elementId }, { elementId });
  const fields = form.validate(variables);
  return fields.length === 0
    ? ok(undefined)
    : fail('form-invalid', { key, count: fields.length }, { elementId, fields });
}

export function submitForm(
  { node, definition }: TakenTask,
  variables: Variables,
  context: DecideContext,
): Result<void> {
  return validateForm(node.user?.form ?? null, { definition, variables, elementId: node.id }, context);
}
