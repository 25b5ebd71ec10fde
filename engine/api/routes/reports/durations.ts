import { readHistogram, readSummary } from '../../../store/read/durations.ts';
import type { Handler } from '../../route.ts';
import { inFormat } from '../../views/csv.ts';
import { spanOf } from '../../views/span.ts';
import { departmentsWithin } from '../../views/within.ts';

export const getDurations: Handler<'getDurations'> = async (call, services) => {
  const { query, principal } = call;
  const { clock = 'step', definitionKey, department } = query;
  const within = departmentsWithin(services, principal);
  const filter = { within, clock, definitionKey, department, ...spanOf(services, query) };
  const summary = await readSummary(services.database, filter);
  const items = [...(await readHistogram(services.database, filter))];
  return inFormat(call, { summary, items }, items);
};
