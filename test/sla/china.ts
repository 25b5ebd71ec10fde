import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Calendar } from '../../engine/sla/calendar/calendar.ts';
import { chinesePlan, type PublishedPlans } from '../../engine/sla/calendar/chinese-plan.ts';
import { MONDAY_TO_FRIDAY, OFFICE_HOURS } from '../../engine/sla/calendar/rows.ts';

const file = createRequire(import.meta.url)
  .resolve('chinese-days')
  .replace(/[^/\\]+$/, 'chinese-days.json');

const PLANS = JSON.parse(readFileSync(file, 'utf8')) as PublishedPlans;

export const china = new Calendar({
  id: 'china',
  version: 1,
  zone: 'Asia/Shanghai',
  workWeek: MONDAY_TO_FRIDAY,
  sessions: OFFICE_HOURS,
  ...chinesePlan(PLANS),
});
