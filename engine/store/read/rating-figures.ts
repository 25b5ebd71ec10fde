import type { Database } from '../people/database.ts';
import { counts } from './objections.ts';

export interface RatingCounts {
  readonly ended: number;
  readonly rated: number;
  /** From very satisfied to very dissatisfied. */
  readonly levels: readonly number[];
  /** Of the levels, what was recorded for an applicant without an account. */
  readonly recorded: readonly number[];
  readonly bad: number;
  readonly rectified: number;
  readonly toContact: number;
  readonly contactedInTime: number;
}

interface Period {
  /** Departments that had the case last; null: all. */
  readonly within: readonly string[] | null;
  /** Epoch ms, the second not included. */
  readonly from: number;
  readonly to: number;
  readonly now: number;
}

/** Only ratings that count: of somebody who was concerned, and not taken out by an appeal. A correction holds for satisfaction, not for what was bad. */
export async function readRatingCounts(database: Database, { within, from, to, now }: Period): Promise<RatingCounts> {
  const { rows } = await database.query<RatingCounts>(
    `with counted as (
       select *, coalesce(corrected_level, level) as held from rating
       where rated_at >= $1 and rated_at < $2 and verified and appeal_outcome is distinct from 'not-counted' and ${counts('rating', 'assessment')}
         and ($3::text[] is null or department = any($3))
     ), done as (
       select i.id, exists (select from rating r where r.instance_id = i.id) as rated from instance_history i
       where not i.voided and i.ended_at >= $1 and i.ended_at < $2 and ($3::text[] is null or (
         select h.department from task_history h where h.instance_id = i.id and h.department is not null order by h.ended_at desc, h.id desc limit 1
       ) = any($3))
     )
     select (select count(*) from done)::integer as ended, (select count(*) from done where rated)::integer as rated,
       (select array_agg((select count(*) from counted where held = n)::integer order by n) from generate_series(1, 5) n) as levels,
       (select array_agg((select count(*) from counted where held = n and recorded_by is not null)::integer order by n) from generate_series(1, 5) n) as recorded,
       (select count(*) from counted where level > 3)::integer as bad,
       (select count(*) from counted where level > 3 and rectified_at is not null)::integer as rectified,
       (select count(*) from counted where contact_due_at < $4 or contacted_at is not null)::integer as "toContact",
       (select count(*) from counted where contacted_at <= contact_due_at)::integer as "contactedInTime"`,
    [new Date(from), new Date(to), within, new Date(now)],
  );
  const [row] = rows;
  if (!row) throw new Error('Expected counts of ratings, but the query had no row.');
  return row;
}
