import { findInstance, type InstanceRow } from '../../../store/read/instances.ts';
import type { Services } from '../../services.ts';

/** A case that the caller has just opened, perhaps for somebody else: the answer shows it whatever the caller sees later. */
export async function requireStarted({ database }: Services, id: string): Promise<InstanceRow> {
  const found = await findInstance(database, { id: '', groups: [], seesAllCases: true, seesAllTasks: true }, id);
  if (!found) throw new Error(`Expected case ${id} to be there after its start was committed, but it is not.`);
  return found;
}
