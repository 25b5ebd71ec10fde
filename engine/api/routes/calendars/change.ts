import { refuse } from '../../../errors.ts';
import { Calendar } from '../../../sla/calendar/calendar.ts';
import { type CalendarDifference, differenceOf, withPlan } from '../../../sla/calendar/import-plan.ts';
import type { Plan } from '../../../sla/calendar/plan-text.ts';
import { readPlan } from '../../../sla/calendar/read-plan.ts';
import type { StoredCalendar } from '../../../sla/calendar/rows.ts';
import type { Calendars } from '../../../sla/calendars.ts';
import { writeCalendar } from '../../../store/calendars/calendar-rows.ts';
import { findRetiming, type RetimingRow } from '../../../store/clocks/retimings.ts';
import { inTransaction } from '../../../store/transaction.ts';
import type { Services } from '../../services.ts';

export interface CalendarEdit {
  /** As it is to be; its version is given by the write. */
  readonly next: StoredCalendar;
  readonly names: { readonly nameZh: string; readonly nameEn: string };
  readonly by: string;
  readonly note: string;
  /** The first instant that can be different, epoch ms; null where nothing is. */
  readonly from: number | null;
}

export interface CalendarEdited {
  readonly version: number;
  readonly retiming: RetimingRow | null;
}

/** A new version and what it sets going, in one transaction. Decisions after the answer are made by it. */
export async function changeCalendar(
  { database, runtime }: Services,
  { next, names, by, note, from }: CalendarEdit,
): Promise<CalendarEdited> {
  const after = workable(runtime.calendars.current, next);
  const affected = after.affectedBy(next.id);
  const at = runtime.clock.now();
  const { id, base, version: _version, ...content } = next;
  const done = await inTransaction(database, async (client) => {
    const version = await writeCalendar(client, { calendar: { id, base, content, ...names }, at, actor: by, note });
    if (from === null) return { version, retiming: undefined };
    const change = { calendar: id, version, affected, from, by };
    return { version, retiming: await runtime.retimings.plan(client, change) };
  });
  await runtime.retimings.begin();
  const retiming = done.retiming === undefined ? null : ((await findRetiming(database, done.retiming)) ?? null);
  return { version: done.version, retiming };
}

/** All calendars with this one as it is to be. Refuses with `calendar-invalid` where nobody could work by it. */
function workable(current: Calendars, next: StoredCalendar): Calendars {
  const after = current.replacing({ ...next, version: current.version + 1 });
  try {
    for (const id of after.affectedBy(next.id)) after.byId(id);
    return after;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return refuse('calendar-invalid', { reason: error.message, reasonZh: '时区不存在，或没有工作日、办公时间' });
  }
}

export interface PlannedChange {
  readonly next: StoredCalendar;
  readonly after: Calendars;
  readonly difference: CalendarDifference;
}

/** What taking in a plan means for a calendar. Refuses with `plan-invalid`, which names the line. */
export function plannedChange(current: Calendars, stored: StoredCalendar, text: string): PlannedChange {
  const plan = requirePlan(text);
  const next: StoredCalendar = { ...stored, ...withPlan(stored, plan) };
  const after = workable(current, next);
  const before = current.byId(stored.id);
  const now = after.byId(stored.id);
  if (!(before instanceof Calendar) || !now) return refuse('not-found', { kind: 'calendar', id: stored.id });
  const difference = differenceOf(before, now, [...stored.days, ...plan.days]);
  return { next, after, difference };
}

function requirePlan(text: string): Plan {
  const plan = readPlan(text);
  if ('line' in plan) return refuse('plan-invalid', { line: plan.line, text: plan.text.slice(0, 80) });
  return plan;
}
