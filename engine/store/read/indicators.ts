/** What departments did in a period, in figures. */
import type { Database } from '../people/database.ts';
import { counts } from './objections.ts';

export interface IndicatorRow {
  /** Empty: of no department. */
  readonly department: string;
  /** Step clocks that stopped. */
  readonly steps: number;
  readonly stepsInTime: number;
  /** Promised limits of whole cases that stopped. */
  readonly cases: number;
  readonly casesInTime: number;
  readonly ratings: number;
  readonly satisfied: number;
  readonly returns: number;
  /** Steps in cases that began at another department, with the net time they took. */
  readonly answers: number;
  readonly answerWorkingDays: number;
  /** Absent in months that were frozen before it was counted. */
  readonly answersInTime?: number;
  readonly yellow: number;
  readonly red: number;
  readonly doubleRed: number;
}

/**
 * By the level that holds now: the corrected one where there is one. An appeal may have taken a rating out, and an objection (G14) its case, or the
 * rating of it.
 */
const TEXT = `with ended as (
    select * from clock_history where stopped_at >= $1 and stopped_at < $2 and ${counts('dispatch', 'assessment')}
  ), first_holder as (
    select distinct on (instance_id) instance_id, department from clock_period
    where instance_id in (select instance_id from ended) and task_id <> '' and department is not null
    order by instance_id, from_at, clock_id, task_id
  ), figures as (
    select coalesce(department, '') as department, 'steps' as name, count(*) as n from ended where clock = 'step' group by 1
    union all select coalesce(department, ''), 'stepsInTime', count(*) from ended where clock = 'step' and lamp not in ('red', 'double-red') group by 1
    union all select coalesce(department, ''), 'cases', count(*) from ended where clock = 'promised' group by 1
    union all select coalesce(department, ''), 'casesInTime', count(*) from ended where clock = 'promised' and lamp not in ('red', 'double-red') group by 1
    union all select e.department, 'answers', count(*) from ended e join first_holder f using (instance_id)
      where e.clock = 'step' and e.department <> f.department group by 1
    union all select e.department, 'answersInTime', count(*) from ended e join first_holder f using (instance_id)
      where e.clock = 'step' and e.department <> f.department and e.lamp not in ('red', 'double-red') group by 1
    union all select e.department, 'answerWorkingDays', sum(working_days) from ended e join first_holder f using (instance_id)
      where e.clock = 'step' and e.department <> f.department group by 1
    union all select coalesce(department, ''), case lamp when 'double-red' then 'doubleRed' else lamp end, count(*) from clock_period
      where from_at >= $1 and from_at < $2 and lamp in ('yellow', 'red', 'double-red') and lamp is distinct from was
        and ${counts('dispatch', 'assessment')} group by 1, 2
    union all select coalesce(department, ''), 'returns', count(*) from task_history
      where ended_at >= $1 and ended_at < $2 and verb = 'return' and outcome not like 'voided:%'
        and ${counts('dispatch', 'assessment')} group by 1
    union all select coalesce(department, ''), 'ratings', count(*) from rating
      where rated_at >= $1 and rated_at < $2 and verified and appeal_outcome is distinct from 'not-counted'
        and ${counts('rating', 'assessment')} group by 1
    union all select coalesce(department, ''), 'satisfied', count(*) from rating
      where rated_at >= $1 and rated_at < $2 and verified and appeal_outcome is distinct from 'not-counted'
        and ${counts('rating', 'assessment')} and coalesce(corrected_level, level) <= 3 group by 1
  )
  select department, json_object_agg(name, n) as figures from figures group by department order by department`;

const NONE: Omit<IndicatorRow, 'department'> = {
  steps: 0,
  stepsInTime: 0,
  cases: 0,
  casesInTime: 0,
  ratings: 0,
  satisfied: 0,
  returns: 0,
  answers: 0,
  answerWorkingDays: 0,
  answersInTime: 0,
  yellow: 0,
  red: 0,
  doubleRed: 0,
};

/** Between two instants, epoch ms, the second not included. Departments of which there is nothing to say have no row. */
export async function readIndicators(database: Database, from: number, to: number): Promise<readonly IndicatorRow[]> {
  const { rows } = await database.query<{ department: string; figures: Partial<IndicatorRow> }>(TEXT, [
    new Date(from),
    new Date(to),
  ]);
  return rows.map(({ department, figures }) => ({ ...NONE, ...figures, department }));
}
