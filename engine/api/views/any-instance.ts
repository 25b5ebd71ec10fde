import type { Database } from '../../store/people/database.ts';
import { findInstance, type InstanceRow } from '../../store/read/instances.ts';
import { NO_MANDATES } from '../../store/read/mandates.ts';
import type { Reader } from '../../store/read/reader.ts';

const EVERYBODY: Reader = {
  id: '',
  groups: [],
  seesAllCases: true,
  seesAllTasks: true,
  administers: false,
  ownedDefinitions: [],
  mandates: NO_MANDATES,
};

/** A case that must be there, whoever asks: it was just opened, or something of it was just found for the caller. */
export async function findAnyInstance(database: Database, id: string): Promise<InstanceRow> {
  const found = await findInstance(database, EVERYBODY, id);
  if (!found) throw new Error(`Expected case ${id} to be there, but it is not.`);
  return found;
}
