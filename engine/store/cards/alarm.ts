/** The job that waits for the explanation of a card: one for each, named by it. */
import type { Database } from '../people/database.ts';

interface ToExplain {
  readonly id: string;
  /** Epoch ms. */
  readonly issuedAt: number;
  readonly answerDueAt: number;
}

/** An explanation at the very end of the period is in time. */
const A_MOMENT_MS = 1;

export async function setCardAlarm(client: Database, { id, issuedAt, answerDueAt }: ToExplain): Promise<void> {
  await client.query(
    `insert into job (id, kind, payload, created_at, due_at)
     values ('card:' || $1, 'async', json_build_object('work', 'explain', 'card', $1::text), $2, $3)`,
    [id, new Date(issuedAt), new Date(answerDueAt + A_MOMENT_MS)],
  );
}

/** Takes the job away. */
export async function clearCardAlarm(client: Database, job: string): Promise<void> {
  await client.query('delete from job where id = $1', [job]);
}
