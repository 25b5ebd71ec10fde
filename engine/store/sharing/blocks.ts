/** The negative list of sharing. */
import type { DataBlock } from '../../sharing/judge-read.ts';
import type { Database } from '../people/database.ts';

export interface BlockRow extends DataBlock {
  readonly reason: string;
  readonly basis: string;
  readonly createdBy: string;
  readonly createdAt: number;
}

const COLUMNS = `b.id, b.element, b.department, b.reason, b.basis, b.since, b.until, b.created_by as "createdBy", b.created_at as "createdAt"`;

/** The latest first; it is signed by an office, so it is short. */
export async function allBlocks(database: Database): Promise<readonly BlockRow[]> {
  return (await database.query<BlockRow>(`select ${COLUMNS} from data_block b order by b.id desc limit 1000`)).rows;
}

export async function insertBlock(database: Database, block: BlockRow): Promise<void> {
  await database.query(
    `insert into data_block (id, element, department, reason, basis, since, until, created_by, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      block.id,
      block.element,
      block.department,
      block.reason,
      block.basis,
      new Date(block.since),
      block.until === null ? null : new Date(block.until),
      block.createdBy,
      new Date(block.createdAt),
    ],
  );
}

/** Undefined where there is none that goes on. */
export async function endBlock(database: Database, id: string, now: number): Promise<BlockRow | undefined> {
  const { rows } = await database.query<BlockRow>(
    `update data_block b set until = greatest(b.since, $2) where b.id = $1 and (b.until is null or b.until > $2) returning ${COLUMNS}`,
    [id, new Date(now)],
  );
  return rows[0];
}
