/** G5 暂存: what people have prepared of tasks, each for himself. */
import { stringify } from '../../exact-json.ts';
import type { Database } from '../people/database.ts';

interface DraftContent {
  readonly variables: Readonly<Record<string, unknown>>;
  readonly comment: string;
  readonly outcome: string | null;
}

export interface DraftRow {
  readonly content: DraftContent;
  /** Of the form on which it was made. */
  readonly evidence: string | null;
  readonly revision: number;
  /** Epoch ms. */
  readonly savedAt: number;
}

export interface DraftKey {
  readonly taskId: string;
  readonly account: string;
}

export async function readDraft(database: Database, { taskId, account }: DraftKey): Promise<DraftRow | undefined> {
  const { rows } = await database.query<DraftRow>(
    'select content, evidence, revision, saved_at as "savedAt" from draft where task_id = $1 and account_id = $2',
    [taskId, account],
  );
  return rows[0];
}

/** The last one saved counts, in whichever window. Nothing is kept for a task that has ended in the meantime: false. */
export async function writeDraft(
  database: Database,
  { taskId, account, content, evidence, savedAt }: DraftKey & Omit<DraftRow, 'revision'>,
): Promise<boolean> {
  const { rowCount } = await database.query(
    `insert into draft (task_id, account_id, content, evidence, revision, saved_at)
     select t.id, $2, $3, $4, 1, $5 from task t where t.id = $1 for share of t
     on conflict (task_id, account_id) do update set content = excluded.content, evidence = excluded.evidence,
       revision = draft.revision + 1, saved_at = excluded.saved_at`,
    [taskId, account, stringify(content), evidence, new Date(savedAt)],
  );
  return rowCount === 1;
}
