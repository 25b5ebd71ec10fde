import { refuse } from '../../../errors.ts';
import { formatDay } from '../../../sla/calendar/civil.ts';
import { holidayInEnglish } from '../../../sla/calendar/holiday-names.ts';
import { yearAtGlance } from '../../../sla/calendar/import-plan.ts';
import type { StoredCalendar } from '../../../sla/calendar/rows.ts';
import {
  type CalendarRow,
  findCalendar,
  listCalendarRows,
  nextVersion,
  listCalendarUses as readUses,
  listCalendarVersions as readVersions,
  useCalendar,
} from '../../../store/calendars/calendar-rows.ts';
import { listRetimings as readRetimings } from '../../../store/clocks/retimings.ts';
import { findDepartment } from '../../../store/people/departments.ts';
import { inTransaction } from '../../../store/transaction.ts';
import { timeText, timeTextOrNull } from '../../formats.ts';
import type { Handler } from '../../route.ts';
import type { Services } from '../../services.ts';
import { calendarView, retimingView, sessionsFrom, sessionsText } from '../../views/calendar.ts';
import { changeCalendar } from './change.ts';

export async function requireCalendar({ database }: Services, id: string): Promise<CalendarRow> {
  return (await findCalendar(database, id)) ?? refuse('not-found', { kind: 'calendar', id });
}

export const listCalendars: Handler<'listCalendars'> = async ({ language }, services) => {
  await services.runtime.calendars.refresh();
  const rows = await listCalendarRows(services.database);
  return { items: rows.map((row) => calendarView(services, row, language)) };
};

export const getCalendar: Handler<'getCalendar'> = async ({ params: { id }, language }, services) => {
  await services.runtime.calendars.refresh();
  return calendarView(services, await requireCalendar(services, id), language);
};

/** What is left out of a calendar that is there stays; special days only change by plans. */
export const putCalendar: Handler<'putCalendar'> = async ({ params: { id }, body, language, principal }, services) => {
  const known = await findCalendar(services.database, id);
  const { nameZh, nameEn, base = known?.base ?? null } = body;
  const content = {
    zone: body.zone === undefined ? (known?.content.zone ?? null) : body.zone,
    workWeek: body.workWeek === undefined ? (known?.content.workWeek ?? null) : body.workWeek,
    sessions: body.sessions == null ? (body.sessions ?? known?.content.sessions ?? null) : sessionsFrom(body.sessions),
    days: known?.content.days ?? [],
    plannedYears: known?.content.plannedYears ?? [],
  };
  const next: StoredCalendar = {
    id,
    base,
    version: 0,
    ...content,
    sessions: body.sessions === null ? null : content.sessions,
  };
  await checkBase(services, next);
  const done = await changeCalendar(services, {
    next,
    names: { nameZh, nameEn },
    by: principal.id,
    note: known ? '修改设置 settings' : '新增 new',
    from: Date.UTC(1970, 0, 1),
  });
  const calendar = calendarView(services, await requireCalendar(services, id), language);
  return { calendar, retiming: done.retiming && retimingView(done.retiming) };
};

async function checkBase({ runtime, database }: Services, { id, base }: StoredCalendar): Promise<void> {
  if (base === null) return;
  if (base === id) refuse('calendar-cycle', { id, base });
  if (!(await findCalendar(database, base))) refuse('not-found', { kind: 'calendar', id: base });
  await runtime.calendars.refresh();
  if (runtime.calendars.current.affectedBy(id).includes(base)) refuse('calendar-cycle', { id, base });
}

export const getCalendarYear: Handler<'getCalendarYear'> = async ({ params, language }, services) => {
  const year = /^\d{4}$/.test(params.year) ? Number(params.year) : 0;
  if (year < 1970 || year > 2399) refuse('not-found', { kind: 'year', id: params.year });
  await requireCalendar(services, params.id);
  await services.runtime.calendars.refresh();
  const calendar = services.runtime.calendars.current.byId(params.id);
  if (!calendar) return refuse('not-found', { kind: 'calendar', id: params.id });
  const days = yearAtGlance(calendar, year);
  const months = Array.from({ length: 12 }, (_, month) => {
    const prefix = formatDay(Date.UTC(year, month, 1) / 86_400_000).slice(0, 7);
    return days.filter(({ date, isWorking }) => isWorking && date.startsWith(prefix)).length;
  });
  const nameOf = (name: string): string => (language === 'en' ? holidayInEnglish(name) : name);
  return {
    calendar: params.id,
    year,
    planned: calendar.isPlanned(Date.UTC(year, 0, 1) / 86_400_000, Date.UTC(year, 11, 31) / 86_400_000),
    workingDays: months.reduce((sum, n) => sum + n, 0),
    months,
    days: days.map(({ date, isWorking, special }) => ({
      date,
      isWorking,
      kind: special?.kind ?? null,
      name: special?.name ? nameOf(special.name) : null,
      hours: special?.sessions ? sessionsText(special.sessions) : null,
    })),
  };
};

export const listCalendarVersions: Handler<'listCalendarVersions'> = async ({ params: { id } }, services) => {
  await requireCalendar(services, id);
  const rows = await readVersions(services.database, id);
  return { items: rows.map((row) => ({ ...row, at: timeText(row.at) })) };
};

export const listRetimings: Handler<'listRetimings'> = async ({ params: { id } }, services) => {
  await requireCalendar(services, id);
  return { items: (await readRetimings(services.database, id)).map(retimingView) };
};

export const listCalendarUses: Handler<'listCalendarUses'> = async (_call, { database }) => {
  const rows = await readUses(database);
  return {
    items: rows.map(({ unit, calendar, since, until }) => ({
      department: unit,
      calendar,
      since: Number.isFinite(since) ? timeText(since) : null,
      until: timeTextOrNull(until),
    })),
  };
};

export const putCalendarUse: Handler<'putCalendarUse'> = async ({ params: { department }, body }, services) => {
  const { database, runtime } = services;
  if (!(await findDepartment(database, department))) refuse('not-found', { kind: 'department', id: department });
  if (body.calendar !== null) await requireCalendar(services, body.calendar);
  const since = body.since === undefined ? runtime.clock.now() : Date.parse(body.since);
  await inTransaction(database, async (client) => {
    await nextVersion(client);
    await useCalendar(client, { unit: department, calendar: body.calendar, since });
  });
  await runtime.calendars.refresh();
  return undefined;
};
