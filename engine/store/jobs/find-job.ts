import type pg from 'pg';
import { JOB_COLUMNS, type Job } from './job.ts';

export async function findJob(pool: pg.Pool, id: string): Promise<Job | undefined> {
  const { rows } = await pool.query<Job>(`select ${JOB_COLUMNS} from job j where j.id = $1`, [id]);
  return rows[0];
}
