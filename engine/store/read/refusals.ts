import type { Database } from '../people/database.ts';

export interface RefusalRow {
  readonly definitionKey: string;
  /** What the groups differ in, and which of them; null where the case did not say. */
  readonly variable: string;
  readonly value: string | null;
  readonly decided: number;
  readonly refused: number;
}

interface Asked {
  /** Processes that leave `fairness`. */
  readonly keys: readonly string[];
  /** Departments that had the case last; null: all. */
  readonly within: readonly string[] | null;
  /** `2026-03` of the calendar, and when it begins, epoch ms: nothing decided in it ended before. */
  readonly month: string;
  readonly from: number;
}

/**
 * Cases that left `fairness` in the month: a context with `refused` (true or false), `decidedOn` (a day) and, by name, what refusals are compared by. They are
 * counted when they are decided, open or not: a loan is followed up for months, a refusal is not. What was neither granted nor refused leaves none.
 */
export async function readRefusals(
  database: Database,
  { keys, within, month, from }: Asked,
): Promise<readonly RefusalRow[]> {
  const { rows } = await database.query<RefusalRow>(
    `with decided as (
       select id, definition_key, variables -> 'fairness' as fairness from instance where definition_key = any($1)
       union all
       select id, definition_key, variables -> 'fairness' from instance_history where definition_key = any($1) and ended_at >= $4 and not voided
     )
     select i.definition_key as "definitionKey", g.key as variable, nullif(g.value #>> '{}', '') as value, count(*)::integer as decided,
       count(*) filter (where i.fairness -> 'refused' = 'true')::integer as refused
     from decided i, lateral jsonb_each(case jsonb_typeof(i.fairness) when 'object' then i.fairness end) g
     where jsonb_typeof(i.fairness -> 'refused') = 'boolean' and left(i.fairness ->> 'decidedOn', 7) = $3
       and g.key <> 'decidedOn' and jsonb_typeof(g.value) in ('string', 'null')
       and ($2::text[] is null or (
         select h.department from task_history h where h.instance_id = i.id and h.department is not null order by h.ended_at desc, h.id desc limit 1
       ) = any($2))
     group by 1, 2, 3 order by 1, 2, 3 nulls last`,
    [keys, within, month, new Date(from)],
  );
  return rows;
}
