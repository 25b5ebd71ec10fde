/** What many clerks may claim, asked in one statement: it is planned once, and not once for each of them and their groups. */
import type { Database } from '../people/database.ts';
import { principalsOf, type Reader } from './reader.ts';

export interface UrgentOfMany {
  /** Only what is offered to themselves and their groups is looked at. */
  readonly readers: readonly Pick<Reader, 'id' | 'groups'>[];
  /** Not these. */
  readonly except: readonly string[];
  /** For each of the readers. */
  readonly limit: number;
}

/**
 * For each reader, in their order, the most urgent of what is offered: ids, perhaps one twice, no more than `limit`; where there are fewer, that
 * is all there is. Suspended cases are among them.
 */
export async function urgentOfMany(
  database: Database,
  { readers, except, limit }: UrgentOfMany,
): Promise<readonly (readonly string[])[]> {
  const { rows } = await database.query<{ n: string; ids: string[] }>({
    name: 'urgent_of_many',
    text: `with asked as materialized (
        select n, principals, barred, exists (select from task_candidate b where b.principal = barred) as is_barred
        from unnest($1::text[], $2::text[]) with ordinality as a(principals, barred, n))
      select n, array(
        select k.task_id
        from json_array_elements_text(asked.principals::json) as p(principal)
        cross join lateral (
          select c.due_at, c.task_id from task_candidate c
          where c.principal = p.principal and c.task_id <> all($3)
            and (not asked.is_barred or not exists (
              select from task_candidate b where b.principal = asked.barred and b.due_at = c.due_at and b.task_id = c.task_id))
          order by c.due_at, c.task_id limit $4) k
        order by k.due_at, k.task_id limit $4) as ids
      from asked order by n`,
    values: [
      readers.map((reader) => JSON.stringify(principalsOf(reader))),
      readers.map(({ id }) => `barred:${id}`),
      [...except],
      limit,
    ],
  });
  return rows.map(({ ids }) => ids);
}
