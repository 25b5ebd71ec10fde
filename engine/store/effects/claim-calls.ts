import type pg from 'pg';
import { JOB_COLUMNS, type Job } from '../jobs/job.ts';

/** What an adapter can take now. */
export interface AdapterRoom {
  readonly adapter: string;
  readonly topics: readonly string[];
  /** How many calls more. */
  readonly room: number;
  /** How long nobody else calls, ms of real time: longer than a call and a query may take. */
  readonly leaseMs: number;
  /** Nothing is called; only what has a manual path is taken, to go that way. */
  readonly blocked: boolean;
}

export interface ClaimedCall extends Job {
  readonly adapter: string;
  /** Out of order or switched off, as this process or the database says. */
  readonly blocked: boolean;
}

export interface Claiming {
  /** The engine's clock, epoch ms. */
  readonly now: number;
  readonly rooms: readonly AdapterRoom[];
  /** Ids of cases. */
  readonly except: readonly string[];
}

/**
 * Takes due calls for each adapter up to its room, so that one that hangs fills only its own. A switch that was thrown in any process counts
 * at once.
 */
export async function claimCalls(pool: pg.Pool, { now, rooms, except }: Claiming): Promise<ClaimedCall[]> {
  const flat = rooms.flatMap(({ topics, ...room }) => topics.map((topic) => ({ ...room, topic })));
  const { rows } = await pool.query<ClaimedCall>({
    name: 'claim_calls',
    text: `with a as (
        select x.adapter, array_agg(x.topic) as topics, max(x.room) as room, max(x.lease) as lease,
          bool_or(x.blocked) or exists (select from adapter_switch s where s.adapter = x.adapter and s.off) as blocked
        from unnest($2::text[], $3::text[], $4::integer[], $5::integer[], $6::boolean[]) as x(adapter, topic, room, lease, blocked) group by x.adapter),
      due as materialized (
        select d.id, a.adapter, a.lease, a.blocked from a cross join lateral (
          select j.id from job j
          where j.state = 'open' and not j.suspended and j.kind = 'outbox' and j.topic = any(a.topics) and j.due_at <= to_timestamp($1 / 1000.0)
            and (j.lease_until is null or j.lease_until < clock_timestamp()) and j.instance_id <> all($7::text[])
            and (not a.blocked or exists (select from effect e where e.id = j.id and e.manual_path))
          order by j.due_at, j.id limit a.room for update skip locked) d)
      update job j set lease_until = clock_timestamp() + due.lease * interval '1 millisecond' from due where j.id = due.id
      returning ${JOB_COLUMNS}, due.adapter, due.blocked`,
    values: [
      now,
      flat.map(({ adapter }) => adapter),
      flat.map(({ topic }) => topic),
      flat.map(({ room }) => room),
      flat.map(({ leaseMs }) => leaseMs),
      flat.map(({ blocked }) => blocked),
      except,
    ],
  });
  return rows.sort((a, b) => a.dueAt - b.dueAt || (a.id < b.id ? -1 : 1));
}

/** Takes one call, due or not, unless somebody is at it. */
export async function claimCall(pool: pg.Pool, id: string, leaseMs: number): Promise<boolean> {
  const { rowCount } = await pool.query(
    `update job set lease_until = clock_timestamp() + $2 * interval '1 millisecond'
     where id = $1 and kind = 'outbox' and (lease_until is null or lease_until < clock_timestamp())`,
    [id, leaseMs],
  );
  return rowCount === 1;
}
