/** Objections to shared data 异议核实 of the last days: one decided, one over its day, one new. */

import { departmentCalendar } from '../../runtime/department-calendar.ts';
import { uuidv7 } from '../../runtime/ids.ts';
import { deadlineOf } from '../../sla/limit.ts';
import { allEntries, type EntryRow } from '../../store/sharing/entries.ts';
import { decideDataObjectionRow, insertDataObjection } from '../../store/sharing/objections.ts';
import type { Town } from './scene.ts';

const DAY_MS = 86_400_000;
const TOLD = [
  { daysAgo: 40, decidedAfter: 3, reason: '地址与门牌不符，现场为 12 号。' },
  { daysAgo: 30, decidedAfter: null, reason: '登记的法定代表人已变更。' },
  { daysAgo: 0.5, decidedAfter: null, reason: '证照有效期与原件不一致。' },
] as const;
const WORKING_DAYS = {
  unit: 'workingDay',
  startDayCounts: false,
  endOfDay: 'midnight',
  lastDay: 'next-working-day',
} as const;

/** About the first sources of the catalogue; without one there is nothing to object to. */
export async function object(town: Town): Promise<void> {
  const sources = (await allEntries(town.runtime.pool)).filter(({ copyOf }) => copyOf === null);
  for (const [index, told] of TOLD.entries()) {
    const entry = sources[index % Math.max(1, sources.length)];
    if (!entry) return;
    const at = town.until - told.daysAgo * DAY_MS;
    const id = uuidv7(at);
    town.errands.put({ at, run: () => raise(town, { id, entry, reason: told.reason }) });
    if (told.decidedAfter !== null)
      town.errands.put({ at: at + told.decidedAfter * DAY_MS, run: () => decide(town, id) });
  }
}

interface Raised {
  readonly id: string;
  readonly entry: EntryRow;
  readonly reason: string;
}

async function raise({ runtime, clock, supervisor }: Town, { id, entry, reason }: Raised): Promise<void> {
  const raisedAt = clock.now();
  const calendar = departmentCalendar(runtime, entry.provider, raisedAt);
  const dueAt = deadlineOf({ n: entry.objectionDays, ...WORKING_DAYS }, raisedAt, calendar).at;
  await insertDataObjection(runtime.pool, {
    ...{
      id,
      code: entry.code,
      sourceCode: entry.code,
      item: null,
      instanceId: null,
      department: entry.provider,
      reason,
    },
    ...{ state: 'open', raisedBy: supervisor, raisedAt, dueAt, decision: null, decidedBy: null, decidedAt: null },
  });
}

async function decide({ runtime, clock, supervisor }: Town, id: string): Promise<void> {
  const at = clock.now();
  await decideDataObjectionRow(runtime.pool, {
    id,
    state: 'corrected',
    decision: '已核实并更正。',
    by: supervisor,
    at,
  });
}
