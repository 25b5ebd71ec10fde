import type { Database } from '../people/database.ts';

/** The hashes of what the last deployment of a name by somebody contained, what was unchanged in it included; empty where there is none. */
export async function lastContents(
  database: Database,
  { name, by }: { readonly name: string; readonly by: string },
): Promise<ReadonlySet<string>> {
  const { rows } = await database.query<{ hash: string }>(
    `select d.content_hash as hash from deployment_definition c join definition d on d.id = c.definition_id
     where c.deployment_id = (select id from deployment where name = $1 and deployed_by = $2 order by id desc limit 1)`,
    [name, by],
  );
  return new Set(rows.map(({ hash }) => hash));
}
