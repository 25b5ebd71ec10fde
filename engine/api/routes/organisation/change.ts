import type { Database } from '../../../store/people/database.ts';
import { recordChange, recorded } from '../../../store/people/organisation-changes.ts';
import type { Principal } from '../../principal.ts';
import type { Services } from '../../services.ts';

interface Changing {
  readonly principal: Principal;
  readonly operation: string;
  readonly subject: string;
  readonly details?: unknown;
}

/** Changes the organisation and keeps who did it, in one transaction; decisions after the answer are made on the changed one. */
export async function changeOrganisation<T>(
  { database, runtime }: Services,
  { principal, operation, subject, details = {} }: Changing,
  work: (client: Database) => Promise<T>,
): Promise<T> {
  const change = { at: runtime.clock.now(), actor: principal.id, operation, subject, details };
  const result = await recorded(database, change, work);
  await runtime.organisation.refresh();
  return result;
}

/** For changes that have their own transaction and are done by now. */
export async function organisationChanged(
  { database, runtime }: Services,
  { principal, operation, subject, details = {} }: Changing,
): Promise<void> {
  await recordChange(database, { at: runtime.clock.now(), actor: principal.id, operation, subject, details });
  await runtime.organisation.refresh();
}
