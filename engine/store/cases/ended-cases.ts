import type pg from 'pg';

export interface EndedCase {
  readonly id: string;
  readonly status: string;
  readonly definitionKey: string;
  readonly businessKey: string | null;
  readonly initiator: string | null;
  /** Epoch ms. */
  readonly endedAt: number;
}

/** Those of some cases that have ended. */
export async function endedCasesOf(pool: pg.Pool, instanceIds: readonly string[]): Promise<EndedCase[]> {
  const { rows } = await pool.query<EndedCase>({
    name: 'ended_cases',
    text: `select id, status, definition_key as "definitionKey", business_key as "businessKey", initiator, ended_at as "endedAt"
           from instance_history where id = any($1)`,
    values: [instanceIds],
  });
  return rows;
}
