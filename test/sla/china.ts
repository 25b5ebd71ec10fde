import { Calendar } from '../../engine/sla/calendar/calendar.ts';
import { chinaCalendar } from '../../engine/sla/calendar/china.ts';

export const china = new Calendar({ id: 'china', version: 1, ...chinaCalendar() });
