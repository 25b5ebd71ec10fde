/** An organisation from a CSV text: checked as a whole, written as a whole. */
import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { type ImportPlan, type KnownOrganisation, planImport } from '../../people/organisation/import/plan.ts';
import { inTransaction } from '../transaction.ts';
import type { Database } from './database.ts';
import { recordChange } from './organisation-changes.ts';

export interface ImportOrder {
  readonly csv: string;
  readonly dryRun: boolean;
  readonly actor: string;
  /** Epoch ms. */
  readonly at: number;
  /** Roles that may be given. */
  readonly roles: readonly string[];
}

/** Everything that is wrong is in `problems` of the plan; then, and in a dry run, nothing is written. */
export function importOrganisation(
  pool: pg.Pool,
  order: ImportOrder,
): Promise<ImportPlan & { readonly applied: boolean }> {
  return inTransaction(pool, async (client) => {
    await client.query('lock table department, post, position in share row exclusive mode');
    const plan = planImport(order.csv, await readKnown(client, order.roles), order.at);
    if (order.dryRun || plan.problems.length > 0) return { ...plan, applied: false };
    await writePlan(client, plan, order.at);
    const { departments, posts, people, positions } = plan;
    const details = {
      departments: departments.length,
      posts: posts.length,
      people: people.length,
      positions: positions.length,
    };
    await recordChange(client, {
      at: order.at,
      actor: order.actor,
      operation: 'import',
      subject: 'organisation',
      details,
    });
    return { ...plan, applied: true };
  });
}

async function readKnown(client: Database, roles: readonly string[]): Promise<KnownOrganisation> {
  const { rows } = await client.query<{ kind: string; id: string; parent: string | null }>(
    `select 'department' as kind, id, parent from department union all select 'post', id, null from post
     union all select 'person', id, null from account union all select 'group', id, null from account_group`,
  );
  const ids = (kind: string): ReadonlySet<string> =>
    new Set(rows.filter((row) => row.kind === kind).map(({ id }) => id));
  const departments = rows.filter(({ kind }) => kind === 'department');
  return {
    departments: new Map(departments.map(({ id, parent }) => [id, parent])),
    posts: ids('post'),
    people: ids('person'),
    groups: ids('group'),
    roles: new Set(roles),
  };
}

/** A department that moves keeps where it belonged until `at`. Of somebody who is known the name and home change, roles and password stay. */
export async function writePlan(client: Database, plan: Omit<ImportPlan, 'problems'>, at: number): Promise<void> {
  const json = (rows: readonly unknown[]): string => JSON.stringify(rows);
  const departments = json(plan.departments);
  const now = new Date(at);
  await client.query(
    `insert into department (id, name_zh, name_en) select id, "nameZh", "nameEn" from json_to_recordset($1) as x(id text, "nameZh" text, "nameEn" text)
     on conflict (id) do update set name_zh = excluded.name_zh, name_en = excluded.name_en`,
    [departments],
  );
  await client.query(
    'update department d set parent = x.parent from json_to_recordset($1) as x(id text, parent text) where x.id = d.id',
    [departments],
  );
  await client.query(
    `update department_period t set until = $2 from json_to_recordset($1) as x(id text, parent text)
     where x.id = t.id and t.until is null and t.parent is distinct from x.parent and t.since < $2`,
    [departments, now],
  );
  await client.query(
    `insert into department_period (id, parent, since)
     select x.id, x.parent, case when exists (select from department_period t where t.id = x.id) then $2 else '-infinity'::timestamptz end
     from json_to_recordset($1) as x(id text, parent text)
     where not exists (select from department_period t where t.id = x.id and t.until is null)`,
    [departments, now],
  );
  await client.query(
    `insert into post (id, name_zh, name_en) select id, "nameZh", "nameEn" from json_to_recordset($1) as x(id text, "nameZh" text, "nameEn" text)
     on conflict (id) do update set name_zh = excluded.name_zh, name_en = excluded.name_en`,
    [json(plan.posts)],
  );
  await writePeople(client, json(plan.people));
  const positions = plan.positions.map((row, order) => ({
    ...row,
    id: randomUUID(),
    order,
    since: new Date(row.since).toISOString(),
    until: row.until === null ? null : new Date(row.until).toISOString(),
  }));
  await client.query(
    `insert into position (id, account_id, department, post, head, ordinal, since, until)
     select id, "userId", department, post, head, row_number() over (partition by "userId" order by "order") - 1, since, until
     from json_to_recordset($1) as x(id text, "userId" text, department text, post text, head boolean, "order" integer, since timestamptz, until timestamptz)
     where not exists (select from position p where p.account_id = x."userId" and p.department = x.department
       and p.post is not distinct from x.post and p.head = x.head and tstzrange(p.since, p.until) && tstzrange(x.since, x.until))`,
    [json(positions)],
  );
}

async function writePeople(client: Database, people: string): Promise<void> {
  await client.query(
    `insert into account (id, name, name_en, roles, department)
     select id, "nameZh", nullif("nameEn", "nameZh"), array(select json_array_elements_text(roles)), department
     from json_to_recordset($1) as x(id text, "nameZh" text, "nameEn" text, roles json, department text)
     on conflict (id) do update set name = excluded.name, name_en = excluded.name_en, department = excluded.department`,
    [people],
  );
  await client.query(
    `insert into membership (account_id, group_id)
     select x.id, g from json_to_recordset($1) as x(id text, groups json), json_array_elements_text(x.groups) as g on conflict do nothing`,
    [people],
  );
}
