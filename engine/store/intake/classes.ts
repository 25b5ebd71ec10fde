import type pg from 'pg';
import type { IntakeClass } from './rows.ts';

export async function listClasses(pool: pg.Pool): Promise<readonly IntakeClass[]> {
  const { rows } = await pool.query<IntakeClass>(
    'select class, message, radius_m as "radiusM", window_s as "windowS", threshold from intake_class order by class',
  );
  return rows;
}

export async function putClass(
  pool: pg.Pool,
  { class: name, message, radiusM, windowS, threshold }: IntakeClass,
): Promise<void> {
  await pool.query(
    `insert into intake_class (class, message, radius_m, window_s, threshold) values ($1, $2, $3, $4, $5)
     on conflict (class) do update set message = excluded.message, radius_m = excluded.radius_m, window_s = excluded.window_s, threshold = excluded.threshold`,
    [name, message, radiusM, windowS, threshold],
  );
}
