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
      await client.query(
        `delete from repeat_entry where definition_key = $1 and name = $2 and value = $3
         and entered_at < to_timestamp($4 / 1000.0) - make_interval(days => $5)`,
        [own.key, name, value, at, REPEAT_DAYS],
      );
      await client.query(
        `insert into repeat_entry (instance_id, name, value, definition_key, entered_at) values ($1, $2, $3, $4, to_timestamp($5 / 1000.0))
         on conflict (instance_id, name) do nothing`,
        [instanceId, name, value, own.key, at],
      );
      const counted = await client.query<{ n: number }>(
        `select count(*)::int as n from repeat_entry e
         where definition_key = $1 and name = $2 and value = $3 and entered_at >= to_timestamp($4 / 1000.0)
           and (exists (select from instance i where i.id = e.instance_id) or exists (select from instance_history h where h.id = e.instance_id))`,
        [own.key, name, value, since],
      );
      counts[name] = counted.rows[0]?.n ?? 0;
    }
    return counts;
  });
}
