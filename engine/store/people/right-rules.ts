/** Cells of the table of rights that a deployment has set; they are read with the organisation. */
import type { Database } from './database.ts';

interface Rule {
  readonly role: string;
  readonly right: string;
  readonly scope: string;
}

export async function writeRule(database: Database, { role, right, scope }: Rule): Promise<void> {
  await database.query(
    `insert into right_rule (role, name, scope) values ($1, $2, $3)
     on conflict (role, name) do update set scope = excluded.scope`,
    [role, right, scope],
  );
}

/** The usual holds again. */
export async function removeRule(database: Database, role: string, right: string): Promise<void> {
  await database.query('delete from right_rule where role = $1 and name = $2', [role, right]);
}
