/** 关注: who follows which case. */
import type { Database } from '../people/database.ts';
import { run, sql } from '../read/paging.ts';
import { type Reader, whereVisibleCase } from '../read/reader.ts';

export async function isFollowing(database: Database, account: string, instanceId: string): Promise<boolean> {
  const { rowCount } = await database.query('select from follow where account_id = $1 and instance_id = $2', [
    account,
    instanceId,
  ]);
  return rowCount === 1;
}

export interface Follow {
  readonly account: string;
  readonly instanceId: string;
  /** Epoch ms. */
  readonly since: number;
}

/** Following twice is following. */
export async function follow(database: Database, { account, instanceId, since }: Follow): Promise<void> {
  await database.query(
    'insert into follow (account_id, instance_id, since) values ($1, $2, $3) on conflict do nothing',
    [account, instanceId, new Date(since)],
  );
}

export async function unfollow(database: Database, account: string, instanceId: string): Promise<void> {
  await database.query('delete from follow where account_id = $1 and instance_id = $2', [account, instanceId]);
}

/** The cases that the reader follows and may see. */
export async function followedCases(database: Database, reader: Reader): Promise<readonly string[]> {
  const own = sql.select('instance_id as id').from('follow').where('account_id', reader.id);
  const query = sql.select('i.id').from(own.as('i'));
  whereVisibleCase(query, reader);
  return (await run<{ id: string }>(database, query)).map(({ id }) => id);
}
