import type pg from 'pg';
import { inTransaction } from '../transaction.ts';

export interface RepeatEntry {
  readonly instanceId: string;
  /** Name → hash of the value. */
  readonly values: ReadonlyMap<string, string>;
  /** How far back is counted, epoch ms. */
  readonly since: number;
  /** Epoch ms. */
  readonly at: number;
}

/** Longer than this nobody counts back. */
export const REPEAT_DAYS = 366;

/**
 * Enters what a case is about, once, and counts by each name the cases of the same process with the same value since then, this one included. Only
 * cases that there are count, open or ended. Those that come together wait for each other, so none is counted twice or missed.
 */
export function enterRepeats(
  pool: pg.Pool,
  { instanceId, values, since, at }: RepeatEntry,
): Promise<Readonly<Record<string, number>>> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ key: string }>('select definition_key as key from instance where id = $1', [
      instanceId,
    ]);
    const [own] = rows;
    if (!own) return {};
    const counts: Record<string, number> = {};
    // Always in the same order, so that two who enter several values do not wait for each other.
    for (const [name, value] of [...values].sort(([a], [b]) => (a < b ? -1 : 1))) {
      await client.query('select pg_advisory_xact_lock(hashtextextended($1, 1))', [`${own.key} ${name} ${value}`]);
      const counted = await client.query<{ n: number }>(
        `with gone as (
           delete from repeat_entry where definition_key = $1 and name = $2 and value = $3
           and entered_at < to_timestamp($4 / 1000.0) - make_interval(days => $6)),
         entered as (
           insert into repeat_entry (instance_id, name, value, definition_key, entered_at) values ($7, $2, $3, $1, to_timestamp($4 / 1000.0))
           on conflict (instance_id, name) do nothing)
         select count(*)::int + 1 as n from repeat_entry e
         where e.instance_id <> $7 and definition_key = $1 and name = $2 and value = $3 and entered_at >= to_timestamp($5 / 1000.0)
           and (exists (select from instance i where i.id = e.instance_id) or exists (select from instance_history h where h.id = e.instance_id))`,
        [own.key, name, value, at, since, REPEAT_DAYS, instanceId],
      );
      counts[name] = counted.rows[0]?.n ?? 0;
    }
    return counts;
  });
}
