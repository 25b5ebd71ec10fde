import { refuse } from '../../../errors.ts';
import { findJob, type JobRow, listJobs as readJobs } from '../../../store/read/jobs.ts';
import type { Job } from '../../contract/jobs.ts';
import { timeText } from '../../formats.ts';
import { pageOf, pagingOf } from '../../paging.ts';
import { languageOfReader, type Principal } from '../../principal.ts';
import type { Handler } from '../../route.ts';
import type { Services } from '../../services.ts';
import { modelNames } from '../../views/model-names.ts';
import { readerOf } from '../../views/reader.ts';
import { shieldsOf } from '../../views/shield.ts';

async function jobViews({ runtime }: Services, principal: Principal, rows: readonly JobRow[]): Promise<Job[]> {
  const names = await modelNames(runtime, languageOfReader(principal), rows);
  return rows.map((row) => ({
    ...row,
    definitionName: row.definitionKey && names.process(row.definitionKey),
    elementName: row.elementId && names.element(row.definitionKey ?? '', row.elementId),
    dueAt: timeText(row.dueAt),
  }));
}

export async function jobView(services: Services, principal: Principal, row: JobRow): Promise<Job> {
  const shieldOf = await shieldsOf(services, principal, row.instanceId === null ? [] : [row.instanceId]);
  const lastError = shieldOf(row.instanceId).anything(row.lastError);
  const [view] = await jobViews(services, principal, [{ ...row, lastError }]);
  if (!view) throw new Error(`Expected job ${row.id} to be shown, but it was not.`);
  return view;
}

export async function requireJob({ database, runtime }: Services, id: string): Promise<JobRow> {
  return (await findJob(database, id, runtime.clock.now())) ?? refuse('not-found', { kind: 'job', id });
}

export const listJobs: Handler<'listJobs'> = async ({ query, principal }, services) => {
  const { database, runtime } = services;
  const { limit: _limit, cursor: _cursor, count: _count, sort, ...filter } = query;
  const reader = await readerOf(services, principal, { cases: 'failure.read' });
  const page = await readJobs(database, reader, {
    filter,
    paging: pagingOf(query),
    descending: sort === '-dueAt',
    now: runtime.clock.now(),
  });
  const shieldOf = await shieldsOf(
    services,
    principal,
    page.items.flatMap(({ instanceId }) => instanceId ?? []),
  );
  const items = page.items.map((row) => ({ ...row, lastError: shieldOf(row.instanceId).anything(row.lastError) }));
  return { ...pageOf(page, () => undefined), items: await jobViews(services, principal, items) };
};
