import { refuse } from '../../../errors.ts';
import type { TaskRow } from '../../../store/read/tasks.ts';
import { isOfForm } from '../../evidence.ts';
import type { Services } from '../../services.ts';
import { findAnyInstance } from '../../views/any-instance.ts';
import { stateOf } from '../../views/instance.ts';
import { formAtTask } from '../../views/task-form.ts';

/** Whether the evidence is of the form as the task has it. */
export async function isShown(services: Services, row: TaskRow, evidence: string): Promise<boolean> {
  const { definitionId, formKey } = row;
  const state = await stateOf(services, await findAnyInstance(services.database, row.instanceId));
  const { form } = await formAtTask(services, { row, state });
  return isOfForm(evidence, { definitionId, formKey, schema: form?.schema ?? null });
}

/** Refuses with 'form-outdated'. */
export async function requireForm(services: Services, row: TaskRow, evidence: string): Promise<void> {
  if (!(await isShown(services, row, evidence))) refuse('form-outdated', { key: row.formKey ?? '-' });
}
