import type pg from 'pg';

export interface AdapterSwitch {
  readonly adapter: string;
  readonly off: boolean;
  readonly reason: string | null;
  readonly by: string;
  /** Epoch ms. */
  readonly at: number;
}

export async function readSwitches(pool: pg.Pool): Promise<AdapterSwitch[]> {
  const { rows } = await pool.query<AdapterSwitch>(
    'select adapter, off, reason, switched_by as by, switched_at as at from adapter_switch order by adapter',
  );
  return rows;
}

/** Holds for every process from its next look for work on. */
export async function writeSwitch(pool: pg.Pool, { adapter, off, reason, by, at }: AdapterSwitch): Promise<void> {
  await pool.query(
    `insert into adapter_switch values ($1, $2, $3, $4, to_timestamp($5 / 1000.0))
     on conflict (adapter) do update set off = excluded.off, reason = excluded.reason, switched_by = excluded.switched_by, switched_at = excluded.switched_at`,
    [adapter, off, reason, by, at],
  );
}
