/** 打印记录: who printed which issued document when. */
import type { Database } from './people/database.ts';

export interface Print {
  readonly documentId: string;
  readonly at: number;
  readonly by: string;
}

export async function recordPrint(
  database: Database,
  instanceId: string,
  { documentId, at, by }: Print,
): Promise<void> {
  await database.query(
    'insert into document_print (instance_id, document_id, printed_at, printed_by) values ($1, $2, to_timestamp($3 / 1000.0), $4)',
    [instanceId, documentId, at, by],
  );
}

/** Of all documents of a case, oldest first. */
export async function readPrints(database: Database, instanceId: string): Promise<readonly Print[]> {
  const { rows } = await database.query<Print>(
    `select document_id as "documentId", printed_at as at, printed_by as by from document_print
     where instance_id = $1 order by printed_at, document_id limit 1000`,
    [instanceId],
  );
  return rows;
}
