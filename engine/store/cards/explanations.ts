import type { Database } from '../people/database.ts';

export interface ExplanationRow {
  /** Epoch ms. */
  readonly at: number;
  /** Of whoever explained it. */
  readonly department: string | null;
  readonly text: string;
}

/** What was said about a case being late, the first one first; of a card that was taken back nothing. */
export async function explanationsOf(database: Database, instanceId: string): Promise<readonly ExplanationRow[]> {
  const { rows } = await database.query<ExplanationRow>(
    `select c.answered_at as at, a.department, c.answer as text from card c left join account a on a.id = c.addressee
     where c.instance_id = $1 and c.reason = 'overdue' and c.answer is not null and c.outcome is distinct from 'withdrawn'
     order by c.answered_at, c.id`,
    [instanceId],
  );
  return rows;
}
