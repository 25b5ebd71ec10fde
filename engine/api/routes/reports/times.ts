import { refuse } from '../../../errors.ts';
import { readThroughput, readWaitingTimes } from '../../../store/read/reports.ts';
import type { Handler } from '../../route.ts';
import { inFormat } from '../../views/csv.ts';

const DAY_MS = 24 * 3_600_000;
const DEFAULT_DAYS = 30;
const MOST_DAYS = 3_660;

export const getWaitingTimes: Handler<'getWaitingTimes'> = async ({ query }, { database }) => ({
  items: [
    ...(await readWaitingTimes(database, query.definitionKey, { from: query.from ?? null, to: query.to ?? null })),
  ],
});

export const getThroughput: Handler<'getThroughput'> = async (call, { database, runtime }) => {
  const { query, language } = call;
  const to = query.to ?? dayOf(runtime.clock.now());
  const from = query.from ?? dayOf(Date.parse(to) - (DEFAULT_DAYS - 1) * DAY_MS);
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  if (days < 1 || days > MOST_DAYS)
    refuse('bad-request', {
      reason: language === 'zh' ? `期间应为 1 至 ${MOST_DAYS} 日` : `the period must have 1 to ${MOST_DAYS} days`,
    });
  const rows = [...(await readThroughput(database, query.definitionKey ?? null, { from, to }))];
  return inFormat(call, { days: rows }, rows);
};

const dayOf = (epochMs: number): string => new Date(epochMs).toISOString().slice(0, 10);
