import { Calendar } from '../engine/sla/calendar/calendar.ts';
import { chinaCalendar } from '../engine/sla/calendar/china.ts';
import { parseDay } from '../engine/sla/calendar/civil.ts';
import { deadlineOf, type Limit } from '../engine/sla/limit.ts';

/** Working days added per second, and how much faster that is than counting them one by one. */
const BAR_PER_SECOND = 1_000_000;
/** What depends on the machine gets slower with the distance only a little: 2,000 days against 20. */
const BAR_FAR = 3;

const LIMIT: Limit = {
  n: 20,
  unit: 'workingDay',
  startDayCounts: false,
  endOfDay: 'midnight',
  lastDay: 'next-working-day',
};

function perSecond(call: (index: number) => number): number {
  let sum = 0;
  for (let i = 0; i < 50_000; i++) sum += call(i);
  const start = performance.now();
  let calls = 0;
  while (performance.now() - start < 1_000) {
    for (let i = 0; i < 1_000; i++) sum += call(calls + i);
    calls += 1_000;
  }
  if (!Number.isFinite(sum)) throw new Error('Expected finite deadlines, but they are not.');
  return (calls / (performance.now() - start)) * 1_000;
}

function readCalendar(): Calendar {
  return new Calendar({ id: 'china', version: 1, ...chinaCalendar() });
}

/** One day after the other, as the limit is told in words. */
function countOnPaper(calendar: Calendar, day: number, n: number): number {
  let at = day;
  for (let left = n; left > 0; ) {
    at++;
    if (calendar.isWorkingDay(at)) left--;
  }
  return at;
}

export async function run(): Promise<boolean> {
  const calendar = readCalendar();
  const first = parseDay('2024-01-01') ?? 0;
  const day = (index: number) => first + (index % 900);
  const near = perSecond((index) => calendar.addWorkingDays(day(index), 20));
  const far = perSecond((index) => calendar.addWorkingDays(day(index), 2_000));
  const paper = perSecond((index) => countOnPaper(calendar, day(index), 20));
  const limits = perSecond((index) => deadlineOf(LIMIT, day(index) * 86_400_000, calendar).at);
  const figure = (value: number) => Math.round(value).toLocaleString('en');
  console.log(`add 20 working days       ${figure(near)}/s (bar ${figure(BAR_PER_SECOND)})`);
  console.log(`add 2,000 working days    ${figure(far)}/s, ${(near / far).toFixed(2)} × slower (bar ${BAR_FAR})`);
  console.log(`20 days one by one        ${figure(paper)}/s: ${(near / paper).toFixed(1)} × slower than the calendar`);
  console.log(`deadline of 20 working days from an instant  ${figure(limits)}/s`);
  return near >= BAR_PER_SECOND && near / far <= BAR_FAR;
}
