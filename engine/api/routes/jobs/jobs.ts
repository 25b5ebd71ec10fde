import { refuse } from '../../../errors.ts';
import { findJob, type JobRow, listJobs as readJobs } from '../../../store/read/jobs.ts';
import type { Job } from '../../contract/jobs.ts';
import { timeText } from '../../formats.ts';
import { pageOf, pagingOf } from '../../paging.ts';
import type { Handler } from '../../route.ts';
import type { Services } from '../../services.ts';

export const jobView = (row: JobRow): Job => ({ ...row, dueAt: timeText(row.dueAt) });

export async function requireJob({ database, runtime }: Services, id: string): Promise<JobRow> {
  return (await findJob(database, id, runtime.clock.now())) ?? refuse('not-found', { kind: 'job', id });
}

export const listJobs: Handler<'listJobs'> = async ({ query }, { database, runtime }) => {
  const { limit: _limit, cursor: _cursor, count: _count, sort, ...filter } = query;
  const page = await readJobs(database, {
    filter,
    paging: pagingOf(query),
    descending: sort === '-dueAt',
    now: runtime.clock.now(),
  });
  return pageOf(page, jobView);
};
