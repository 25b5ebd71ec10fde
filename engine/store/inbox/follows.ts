/** 关注: who follows which case. */
import type { Database } from '../people/database.ts';

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
