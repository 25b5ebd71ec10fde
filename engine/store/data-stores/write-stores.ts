import type pg from 'pg';
import { stringify } from '../../exact-json.ts';

/** What a store holds after cases have written it. */
export interface LateWrite {
  readonly name: string;
  readonly value: unknown;
  /** How often it was written. */
  readonly times: number;
  /** Last, epoch ms. */
  readonly at: number;
  /** Who wrote it last. */
  readonly instanceId: string;
}

export async function writeStores(pool: pg.Pool, writes: readonly LateWrite[]): Promise<void> {
  await pool.query(
    `update data_store s set value = x.value, version = s.version + x.times, updated_at = to_timestamp(x.at / 1000.0), updated_by = null,
       instance_id = x.instance_id
     from unnest($1::text[], $2::json[], $3::integer[], $4::bigint[], $5::text[]) as x(name, value, times, at, instance_id) where s.name = x.name`,
    [
      writes.map(({ name }) => name),
      writes.map(({ value }) => stringify(value ?? null)),
      writes.map(({ times }) => times),
      writes.map(({ at }) => at),
      writes.map(({ instanceId }) => instanceId),
    ],
  );
}
