/** 收藏: cases that somebody keeps at hand. */
import type { Database } from '../people/database.ts';

export async function isFavourite(database: Database, account: string, instanceId: string): Promise<boolean> {
  const { rowCount } = await database.query('select from favourite where account_id = $1 and instance_id = $2', [
    account,
    instanceId,
  ]);
  return rowCount === 1;
}

export interface Favourite {
  readonly account: string;
  readonly instanceId: string;
  /** Epoch ms. */
  readonly since: number;
}

/** Twice is once. */
export async function addFavourite(database: Database, { account, instanceId, since }: Favourite): Promise<void> {
  await database.query(
    'insert into favourite (account_id, instance_id, since) values ($1, $2, $3) on conflict do nothing',
    [account, instanceId, new Date(since)],
  );
}

export async function removeFavourite(database: Database, account: string, instanceId: string): Promise<void> {
  await database.query('delete from favourite where account_id = $1 and instance_id = $2', [account, instanceId]);
}
