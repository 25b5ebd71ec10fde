import type { Database } from '../people/database.ts';

export interface RatedCase {
  readonly id: string;
  readonly definitionKey: string;
  readonly businessKey: string | null;
  readonly initiator: string | null;
}

/** A case, open or ended. */
export async function findRatedCase(database: Database, id: string): Promise<RatedCase | undefined> {
  const columns = `id, definition_key as "definitionKey", business_key as "businessKey", initiator`;
  const { rows } = await database.query<RatedCase>(
    `select ${columns} from instance where id = $1 union all select ${columns} from instance_history where id = $1 limit 1`,
    [id],
  );
  return rows[0];
}
