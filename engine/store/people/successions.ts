/** D5: who takes the place of whom from an instant on. */
import type { Database } from './database.ts';
import type { Names } from './names.ts';

export interface SuccessionRecord {
  readonly id: string;
  readonly person: string;
  readonly successor: string;
  /** Epoch ms. */
  readonly since: number;
  readonly createdBy: string;
}

/** Whoever takes over is there: what others did in his place is over. One person has one successor. */
export async function insertSuccession(
  database: Database,
  { id, person, successor, since, createdBy }: SuccessionRecord,
): Promise<void> {
  const at = new Date(since);
  await database.query('update succession set until = $2 where person = any($1) and until is null', [
    [person, successor],
    at,
  ]);
  await database.query(
    'insert into succession (id, person, successor, since, created_by) values ($1, $2, $3, $4, $5)',
    [id, person, successor, at, createdBy],
  );
}

/** The groups somebody is in. */
export async function groupsOf(database: Database, from: string): Promise<(Names & { readonly id: string })[]> {
  const { rows } = await database.query<Names & { readonly id: string }>(
    'select g.id, g.name, g.name_en as "nameEn" from membership m join account_group g on g.id = m.group_id where m.account_id = $1 order by g.id',
    [from],
  );
  return rows;
}

export async function moveMemberships(database: Database, from: string, to: string): Promise<void> {
  await database.query(
    'insert into membership (account_id, group_id) select $2, group_id from membership where account_id = $1 on conflict do nothing',
    [from, to],
  );
  await database.query('delete from membership where account_id = $1', [from]);
}
