/** Who changed the organisation, when and how: written in the transaction of the change. */
import type pg from 'pg';
import { inTransaction } from '../transaction.ts';
import type { Database } from './database.ts';

export interface OrganisationChange {
  /** Epoch ms. */
  readonly at: number;
  readonly actor: string;
  /** The operation of the API, or `import`. */
  readonly operation: string;
  /** Id of what was changed. */
  readonly subject: string;
  readonly details: unknown;
}

export async function recordChange(database: Database, change: OrganisationChange): Promise<void> {
  await database.query(
    'insert into organisation_change (at, actor, operation, subject, details) values ($1, $2, $3, $4, $5)',
    [new Date(change.at), change.actor, change.operation, change.subject, JSON.stringify(change.details ?? {})],
  );
}

/** Does `work` and keeps that it was done, or neither: a refusal that is thrown takes everything back. */
export function recorded<T>(
  pool: pg.Pool,
  change: OrganisationChange,
  work: (client: Database) => Promise<T>,
): Promise<T> {
  return inTransaction(pool, async (client) => {
    const result = await work(client);
    await recordChange(client, change);
    return result;
  });
}
