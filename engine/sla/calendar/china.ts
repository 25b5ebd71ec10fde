import { CHINA_PLANS } from './china-plans.ts';
import { parsePlan } from './plan-text.ts';
import { type CalendarContent, MONDAY_TO_FRIDAY, OFFICE_HOURS } from './rows.ts';

/** The calendar everybody has who has no other: the yearly plans of the State Council, with the usual office hours. */
export function chinaCalendar(): CalendarContent {
  const plan = parsePlan(CHINA_PLANS);
  if ('line' in plan) throw new Error(`Expected the plans of China to be readable, but line ${plan.line} is not.`);
  return { zone: 'Asia/Shanghai', workWeek: MONDAY_TO_FRIDAY, sessions: OFFICE_HOURS, ...plan };
}
