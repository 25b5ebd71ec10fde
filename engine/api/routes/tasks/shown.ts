import { refuse } from '../../../errors.ts';
import type { TaskRow } from '../../../store/read/tasks.ts';
import { isOfForm } from '../../evidence.ts';
import type { Services } from '../../services.ts';
import { formOf } from '../../views/task-form.ts';

/** Whether the evidence is of the form as it is now. */
export async function isShown(services: Services, row: TaskRow, evidence: string): Promise<boolean> {
  const { definitionId, formKey } = row;
  const form = await formOf(services, row);
  return isOfForm(evidence, { definitionId, formKey, schema: form?.schema ?? null });
}

/** Refuses with 'form-outdated'. */
export async function requireForm(services: Services, row: TaskRow, evidence: string): Promise<void> {
  if (!(await isShown(services, row, evidence))) refuse('form-outdated', { key: row.formKey ?? '-' });
}
