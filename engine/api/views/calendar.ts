import type { Language } from '../../errors.ts';
import { refuse } from '../../errors.ts';
import type { Session, StoredCalendar } from '../../sla/calendar/rows.ts';
import type { CalendarRow } from '../../store/calendars/calendar-rows.ts';
import type { RetimingRow } from '../../store/clocks/retimings.ts';
import type { CalendarView, Retiming } from '../contract/calendars.ts';
import { timeText, timeTextOrNull } from '../formats.ts';
import type { Services } from '../services.ts';

const two = (n: number): string => String(n).padStart(2, '0');

const clockText = (minutes: number): string => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;

const minutesOf = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));

const sessionViews = (sessions: readonly Session[]) =>
  sessions.map(({ from, to }) => ({ from: clockText(from), to: clockText(to) }));

/** For people: `09:00–12:00, 13:30–17:30`. */
export const sessionsText = (sessions: readonly Session[]): string =>
  sessions.map(({ from, to }) => `${clockText(from)}–${clockText(to)}`).join(', ');

/** Refuses with `calendar-invalid` where one session does not follow the other. */
export function sessionsFrom(sessions: readonly { from: string; to: string }[]): readonly Session[] {
  const read = sessions.map(({ from, to }) => ({ from: minutesOf(from), to: minutesOf(to) }));
  const marks = read.flatMap(({ from, to }) => [from, to]);
  const inOrder = marks.every(
    (mark, index) => index === 0 || mark > (marks[index - 1] ?? 0) || (index % 2 === 0 && mark === marks[index - 1]),
  );
  if (!inOrder)
    refuse('calendar-invalid', {
      reason: 'office hours overlap or are not in order',
      reasonZh: '办公时段重叠或顺序不对',
    });
  return read;
}

export function calendarView({ runtime }: Services, row: CalendarRow, language: Language): CalendarView {
  const { id, nameZh, nameEn, base, version, content, updatedAt } = row;
  const whole = runtime.calendars.current.resolved(id) ?? content;
  const { zone, workWeek, sessions } = content;
  return {
    id,
    name: language === 'zh' ? nameZh : nameEn,
    nameZh,
    nameEn,
    base,
    version,
    updatedAt: timeText(updatedAt),
    zone: whole.zone ?? '',
    workWeek: [...(whole.workWeek ?? [])],
    sessions: sessionViews(whole.sessions ?? []),
    plannedYears: [...whole.plannedYears],
    own: {
      zone,
      workWeek: workWeek && [...workWeek],
      sessions: sessions && sessionViews(sessions),
      days: content.days.length,
    },
  };
}

export const retimingView = (row: RetimingRow): Retiming => {
  const { fromAt: _from, lastCase: _last, startedAt, finishedAt, ...rest } = row;
  return { ...rest, startedAt: timeText(startedAt), finishedAt: timeTextOrNull(finishedAt) };
};

export const storedAs = ({ id, base, version, content }: CalendarRow): StoredCalendar => ({
  id,
  base,
  version,
  ...content,
});
