import plans from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import { Calendar } from '../../engine/sla/calendar/calendar.ts';
import { chinesePlan } from '../../engine/sla/calendar/chinese-plan.ts';
import { MONDAY_TO_FRIDAY, OFFICE_HOURS } from '../../engine/sla/calendar/rows.ts';

export const china = new Calendar({
  id: 'china',
  version: 1,
  zone: 'Asia/Shanghai',
  workWeek: MONDAY_TO_FRIDAY,
  sessions: OFFICE_HOURS,
  ...chinesePlan(plans),
});
