import { dayjs } from 'element-plus';

/** The calendars of Element Plus begin the week with Monday, as those in forms do, in both languages. */
for (const name of ['zh-cn', 'en']) dayjs.locale({ ...dayjs.Ls.en, name, weekStart: 1 }, undefined, true);
