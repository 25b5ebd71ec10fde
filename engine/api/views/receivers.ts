import { refuse } from '../../errors.ts';
import { findUser } from '../../store/people/users.ts';
import { isWorkingOfficial } from '../principal.ts';
import type { Services } from '../services.ts';

/** Work and questions go only to officials who are there: what nobody reads would be lost. Refuses with 'user-unknown'. */
export async function requireReceivers({ database }: Services, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const user = await findUser(database, id);
    if (!user?.active || !isWorkingOfficial({ ...user, id })) refuse('user-unknown', { user: id });
  }
}
