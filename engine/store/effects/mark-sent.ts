import type pg from 'pg';
import type { EffectState } from '../../commands/effect-rows.ts';

/** Who carries an effect: an adapter, or an external worker. */
export interface Sending {
  readonly id: string;
  readonly adapter?: string;
  readonly worker?: string;
}

export interface SentEffect {
  readonly id: string;
  /** As it was. `sent` and `unknown`: somebody may have called before, and nobody knows with what success. */
  readonly before: EffectState;
  readonly requestedBy: string;
  readonly purpose: string | null;
  readonly attempts: number;
}

/**
 * Writes that calls are about to be made, before they are: what a crash leaves behind is `sent`. An effect that a commit is at in this moment
 * is left out; whoever wanted to send it must not. A statement of its own: together with the claim of the job it could meet a commit that
 * takes the two rows the other way round.
 */
export async function markSent(pool: pg.Pool, now: number, sendings: readonly Sending[]): Promise<SentEffect[]> {
  if (sendings.length === 0) return [];
  const { rows } = await pool.query<SentEffect>({
    name: 'mark_sent',
    text: `update effect e set attempts = e.attempts + 1, sent_at = to_timestamp($2 / 1000.0), adapter = b.adapter, worker = b.worker,
        state = case when b.state in ('sent', 'unknown') then 'unknown' else 'sent' end
      from (
        select f.id, f.state, x.adapter, x.worker from effect f join unnest($1::text[], $3::text[], $4::text[]) as x(id, adapter, worker) on x.id = f.id
        for update of f skip locked) b
      where e.id = b.id
      returning e.id, b.state as before, e.requested_by as "requestedBy", e.purpose, e.attempts`,
    values: [
      sendings.map(({ id }) => id),
      now,
      sendings.map(({ adapter }) => adapter ?? null),
      sendings.map(({ worker }) => worker ?? null),
    ],
  });
  return rows;
}

/** Nothing was sent after all. */
export async function unmarkSent(pool: pg.Pool, id: string, before: EffectState): Promise<void> {
  await pool.query('update effect set state = $2, attempts = attempts - 1 where id = $1', [id, before]);
}

/** The department has no trace of it: what is sent now is the first. */
export async function markAbsent(pool: pg.Pool, id: string): Promise<void> {
  await pool.query(`update effect set state = 'sent' where id = $1 and state in ('sent', 'unknown')`, [id]);
}

/** What is known of effects, without sending anything. */
export async function effectStates(pool: pg.Pool, ids: readonly string[]): Promise<ReadonlyMap<string, EffectState>> {
  const { rows } = await pool.query<{ id: string; state: EffectState }>(
    'select id, state from effect where id = any($1)',
    [ids],
  );
  return new Map(rows.map(({ id, state }) => [id, state]));
}
