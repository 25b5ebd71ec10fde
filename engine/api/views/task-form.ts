import type { Form } from '../../forms/form.ts';
import type { TaskRow } from '../../store/read/tasks.ts';
import type { Services } from '../services.ts';

/** The form of a task as it is now; undefined where it has none. */
export async function formOf(
  { runtime }: Services,
  { formKey, definitionId }: Pick<TaskRow, 'formKey' | 'definitionId'>,
): Promise<Form | undefined> {
  if (formKey === null) return undefined;
  const deploymentId = runtime.definitions.head(definitionId)?.deploymentId ?? '';
  return runtime.definitions.withLoaded(() => runtime.definitions.find(formKey, deploymentId));
}

/** A form never changes. */
const known = new WeakMap<Form, readonly string[]>();

/** What a form wants to be filled in when nothing is. */
export function requiredOf(form: Form | undefined): readonly string[] {
  if (!form) return [];
  const found = known.get(form) ?? [...new Set(form.validate({}).map(({ path }) => path))];
  known.set(form, found);
  return found;
}
