import type pg from 'pg';
import type { EffectState } from '../../commands/effect-rows.ts';

export interface LateAnswer {
  readonly id: string;
  readonly state: Extract<EffectState, 'confirmed' | 'failed' | 'unknown'>;
  readonly answerHash?: string | undefined;
  readonly error?: string | undefined;
  /** Where a person cleared it up. */
  readonly by?: { readonly id: string; readonly reason: string } | undefined;
  readonly now: number;
}

/** What was learnt of an effect that its case does not wait for, or that a person has cleared up. What is confirmed stays so. */
export async function recordAnswer(
  pool: pg.Pool,
  { id, state, answerHash, error, by, now }: LateAnswer,
): Promise<boolean> {
  const { rowCount } = await pool.query(
    `update effect set state = $2, answer_hash = coalesce($3, answer_hash), last_error = $4,
       settled_by = coalesce($5, settled_by), reason = coalesce($6, reason), settled_at = coalesce(settled_at, to_timestamp($7 / 1000.0))
     where id = $1 and state <> 'confirmed'`,
    [id, state, answerHash ?? null, error ?? null, by?.id ?? null, by?.reason ?? null, now],
  );
  return rowCount === 1;
}

/** Who cleared it up by hand, and why; what became of it is written by the commit of the case. */
export async function noteSettler(pool: pg.Pool, id: string, by: NonNullable<LateAnswer['by']>): Promise<void> {
  await pool.query('update effect set settled_by = $2, reason = $3 where id = $1', [id, by.id, by.reason]);
}
