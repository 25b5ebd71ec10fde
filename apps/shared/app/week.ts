import { dayjs } from 'element-plus';

/** The calendars of Element Plus begin the week with Monday, as those in forms do: in both languages, as no other is loaded. */
const { en } = dayjs.Ls;
if (en) en.weekStart = 1;
