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

/** Changes the organisation and keeps who did it, in one transaction; decisions after the answer are made on the changed one, and open streams tell what may be seen in it. */
export async function changeOrganisation<T>(
  { database, runtime, events }: Services,
  { principal, operation, subject, details = {} }: Changing,
  work: (client: Database) => Promise<T>,
): Promise<T> {
  const change = { at: runtime.clock.now(), actor: principal.id, operation, subject, details };
  const result = await recorded(database, change, work);
  await runtime.organisation.refresh();
  await events.renew();
  return result;
}

/** For changes that have their own transaction and are done by now. `user` where they concern one alone. */
export async function organisationChanged(
  { database, runtime, events }: Services,
  { principal, operation, subject, details = {}, user }: Changing & { readonly user?: string },
): Promise<void> {
  await recordChange(database, { at: runtime.clock.now(), actor: principal.id, operation, subject, details });
  await runtime.organisation.refresh();
  await events.renew(user);
}
