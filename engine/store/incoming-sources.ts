/** What sources outside have brought: counts that every process adds to. */
import type pg from 'pg';

export type SourceKind = 'webhook' | 'queue';

export interface SourceCounts {
  readonly kind: SourceKind;
  readonly name: string;
  readonly taken: number;
  readonly unmapped: number;
  readonly refused: number;
  readonly lastTakenAt: number | null;
  readonly lastRefusedAt: number | null;
  readonly lastRefusal: string | null;
}

/** Adds counts; times and the last refusal stay where there is none. */
export async function addCounts(pool: pg.Pool, counts: readonly SourceCounts[]): Promise<void> {
  if (counts.length === 0) return;
  await pool.query(
    `insert into incoming_source as s (kind, name, taken, unmapped, refused, last_taken_at, last_refused_at, last_refusal)
     select kind, name, taken, unmapped, refused, to_timestamp(taken_at / 1000.0), to_timestamp(refused_at / 1000.0), refusal
     from unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[], $5::bigint[], $6::float8[], $7::float8[], $8::text[])
       as t (kind, name, taken, unmapped, refused, taken_at, refused_at, refusal)
     order by kind, name
     on conflict (kind, name) do update set
       taken = s.taken + excluded.taken, unmapped = s.unmapped + excluded.unmapped, refused = s.refused + excluded.refused,
       last_taken_at = greatest(s.last_taken_at, excluded.last_taken_at),
       last_refused_at = greatest(s.last_refused_at, excluded.last_refused_at),
       last_refusal = coalesce(excluded.last_refusal, s.last_refusal)`,
    [
      counts.map(({ kind }) => kind),
      counts.map(({ name }) => name),
      counts.map(({ taken }) => taken),
      counts.map(({ unmapped }) => unmapped),
      counts.map(({ refused }) => refused),
      counts.map(({ lastTakenAt }) => lastTakenAt),
      counts.map(({ lastRefusedAt }) => lastRefusedAt),
      counts.map(({ lastRefusal }) => lastRefusal),
    ],
  );
}

/** In the order of their names. */
export async function listSources(pool: pg.Pool): Promise<SourceCounts[]> {
  const { rows } = await pool.query<SourceCounts>(
    `select kind, name, taken::int, unmapped::int, refused::int, last_taken_at as "lastTakenAt",
       last_refused_at as "lastRefusedAt", last_refusal as "lastRefusal"
     from incoming_source order by kind, name`,
  );
  return rows;
}
