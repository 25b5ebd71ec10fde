import { formAt } from '../../commands/form-submission.ts';
import type { InstanceState } from '../../core/state.ts';
import type { Form } from '../../forms/form.ts';
import type { FieldRule } from '../../model/graph.ts';
import type { TaskRow } from '../../store/read/tasks.ts';
import type { Services } from '../services.ts';
import { graphOf } from './graph.ts';

export interface PlacedForm {
  /** With the rights of its node; undefined where the task has none. */
  readonly form: Form | undefined;
  readonly rules: readonly FieldRule[];
}

type FormTask = Pick<TaskRow, 'id' | 'formKey' | 'definitionId' | 'elementId'>;

/** The form of a task in the version it was opened with. */
export async function formAtTask(
  { runtime }: Pick<Services, 'runtime'>,
  { row, state }: { readonly row: FormTask; readonly state?: InstanceState },
): Promise<PlacedForm> {
  const { definitions } = runtime;
  const { nodes, byId } = await graphOf(runtime, row.definitionId);
  const rules = nodes[byId.get(row.elementId) ?? -1]?.fieldRules ?? [];
  const { formKey: key } = row;
  if (key === null) return { form: undefined, rules };
  const deploymentId = definitions.head(row.definitionId)?.deploymentId ?? '';
  const version = state?.tasks[row.id]?.form;
  const place = { key, deploymentId, version, ...(rules.length > 0 && { rules }) };
  return { form: await definitions.withLoaded(() => formAt(definitions, place)), rules };
}

/** The form that a task opened now would have, for lists: the version a task keeps is in its case. */
export const formOf = async (services: Services, row: FormTask): Promise<Form | undefined> =>
  (await formAtTask(services, { row })).form;

/** A form never changes. */
const known = new WeakMap<Form, readonly string[]>();

/** What a form wants to be filled in when nothing is. */
export function requiredOf(form: Form | undefined): readonly string[] {
  if (!form) return [];
  const found = known.get(form) ?? [...new Set(form.validate({}).map(({ path }) => path))];
  known.set(form, found);
  return found;
}
