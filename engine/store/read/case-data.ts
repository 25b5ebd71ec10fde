import type { Database } from '../people/database.ts';

export interface CaseData {
  readonly id: string;
  readonly definitionId: string;
  readonly initiator: string | null;
  readonly state: unknown;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What cases of the given ids hold, open or ended. */
export async function caseData(database: Database, ids: readonly string[]): Promise<readonly CaseData[]> {
  if (ids.length === 0) return [];
  const { rows } = await database.query<CaseData>(
    `select id, definition_id as "definitionId", initiator, state, variables from instance where id = any($1)
     union all select id, definition_id, initiator, state, variables from instance_history where id = any($1)`,
    [[...new Set(ids)]],
  );
  return rows;
}
