import { type Static, Type } from 'typebox';
import { operation } from './operation.ts';
import { Count, closed, Day, Id, Name, nullable, oneOf, Text, Time } from './schema.ts';

const TimeOfDay = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$|^24:00$' });
const Sessions = Type.Array(closed({ from: TimeOfDay, to: TimeOfDay }), { maxItems: 12 });
const WorkWeek = Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), {
  maxItems: 7,
  uniqueItems: true,
  description: 'Monday is 1.',
});

export const CalendarView = closed({
  id: Id,
  name: Name,
  nameZh: Name,
  nameEn: Name,
  base: nullable(Type.String({ description: 'What it does not say itself, this one says.' })),
  version: Type.Integer(),
  updatedAt: Time,
  zone: Type.String(),
  workWeek: WorkWeek,
  sessions: Sessions,
  plannedYears: Type.Array(Type.Integer()),
  own: closed({
    zone: nullable(Type.String()),
    workWeek: nullable(WorkWeek),
    sessions: nullable(Sessions),
    days: Count,
  }),
});
export type CalendarView = Static<typeof CalendarView>;

const CalendarInput = closed({
  nameZh: Name,
  nameEn: Name,
  base: Type.Optional(nullable(Id)),
  zone: Type.Optional(nullable(Type.String({ minLength: 1, maxLength: 64 }))),
  workWeek: Type.Optional(nullable(WorkWeek)),
  sessions: Type.Optional(nullable(Sessions)),
});

const PlanInput = closed({
  plan: Type.String({
    minLength: 4,
    maxLength: 20_000,
    description:
      'A line with the year, then a line per holiday: its name, days off (`10-01..10-07`) and days worked for it (`+10-10`); `!07-15` is a closure. Or a file of plans for machines: `{"year", "days": [{"name", "date", "isOffDay"}]}`.',
  }),
  note: Type.Optional(Text(500)),
});

const ChangedDay = closed({ date: Day, isWorking: Type.Boolean(), wasWorking: Type.Boolean() });
const Changed = {
  days: Type.Array(ChangedDay),
  plannedYears: Type.Array(Type.Integer()),
};

export const Retiming = closed({
  id: Id,
  calendar: Id,
  version: Type.Integer(),
  startedAt: Time,
  startedBy: Type.String(),
  finishedAt: nullable(Time),
  total: Count,
  done: Count,
  moved: Type.Integer({ description: 'Deadlines that are others now.' }),
  failed: Count,
});
export type Retiming = Static<typeof Retiming>;

const YearView = closed({
  calendar: Id,
  year: Type.Integer(),
  planned: Type.Boolean({ description: 'False: deadlines that reach into it are provisional.' }),
  workingDays: Count,
  months: Type.Array(Count, { description: 'Working days of each month.' }),
  days: Type.Array(
    closed({
      date: Day,
      isWorking: Type.Boolean(),
      kind: nullable(oneOf(['holiday', 'workday', 'closure'])),
      name: nullable(
        Type.String({ description: 'Of the holiday; the public ones of China in the language of the reader.' }),
      ),
      hours: nullable(Type.String({ description: 'Office hours of this day where they are its own.' })),
    }),
  ),
});

const tag = 'calendars';
const planExample = { plan: '2027\n元旦 01-01..01-03\n国庆节 10-01..10-07 +10-09', note: '国办发明电〔2026〕7号' };

export const calendarOperations = {
  listCalendars: operation({
    method: 'get',
    path: '/calendars',
    tag,
    summary: { en: 'Working calendars', zh: '工作日历' },
    right: 'organisation.read',
    answer: { status: 200, schema: closed({ items: Type.Array(CalendarView) }) },
  }),
  getCalendar: operation({
    method: 'get',
    path: '/calendars/{id}',
    tag,
    summary: { en: 'One working calendar', zh: '工作日历详情' },
    right: 'organisation.read',
    answer: { status: 200, schema: CalendarView },
  }),
  putCalendar: operation({
    method: 'put',
    path: '/calendars/{id}',
    tag,
    summary: {
      en: 'Add a calendar, or change its base, zone, working week or office hours; open deadlines are computed again',
      zh: '新增日历，或修改上级日历、时区、工作周、办公时间；未办结期限随之重算',
    },
    right: 'organisation.write',
    body: CalendarInput,
    answer: { status: 200, schema: closed({ calendar: CalendarView, retiming: nullable(Retiming) }) },
    problems: ['calendar-cycle', 'calendar-invalid'],
    example: { nameZh: '广西', nameEn: 'Guangxi', base: 'china' },
  }),
  getCalendarYear: operation({
    method: 'get',
    path: '/calendars/{id}/years/{year}',
    tag,
    summary: { en: 'A year at a glance', zh: '全年一览' },
    right: 'organisation.read',
    answer: { status: 200, schema: YearView },
  }),
  previewPlan: operation({
    method: 'post',
    path: '/calendars/{id}/preview',
    tag,
    summary: {
      en: 'What a plan would change, days and open deadlines; nothing is written',
      zh: '预览假日安排的影响（不写入）',
    },
    right: 'organisation.write',
    body: PlanInput,
    idempotent: false,
    answer: {
      status: 200,
      schema: closed({
        ...Changed,
        cases: Type.Integer({ description: 'Open cases with deadlines that may change.' }),
        examined: Type.Integer({ description: 'Of these the first, at most 2,000, were computed.' }),
        later: Count,
        earlier: Count,
        settled: Type.Integer({ description: 'Deadlines that are provisional and will not be.' }),
        examples: Type.Array(
          closed({
            instanceId: Id,
            businessKey: nullable(Type.String()),
            clock: Type.String(),
            before: Time,
            after: Time,
          }),
        ),
      }),
    },
    problems: ['plan-invalid'],
    example: planExample,
  }),
  importPlan: operation({
    method: 'post',
    path: '/calendars/{id}/plan',
    tag,
    summary: {
      en: 'Take in a holiday plan or closures: a new version; open deadlines are computed again, case by case, with a record',
      zh: '导入假日安排或临时停办：生成新版本，逐件重算未办结期限并留痕',
    },
    right: 'organisation.write',
    body: PlanInput,
    answer: { status: 200, schema: closed({ ...Changed, version: Type.Integer(), retiming: nullable(Retiming) }) },
    problems: ['plan-invalid'],
    example: planExample,
  }),
  listCalendarVersions: operation({
    method: 'get',
    path: '/calendars/{id}/versions',
    tag,
    summary: { en: 'Versions of a calendar, the latest first', zh: '日历版本（新的在前）' },
    right: 'organisation.read',
    answer: {
      status: 200,
      schema: closed({
        items: Type.Array(closed({ version: Type.Integer(), at: Time, actor: Type.String(), note: Type.String() })),
      }),
    },
  }),
  listRetimings: operation({
    method: 'get',
    path: '/calendars/{id}/retimings',
    tag,
    summary: {
      en: 'How far open deadlines have been computed again, the latest first',
      zh: '期限重算进度（新的在前）',
    },
    right: 'organisation.read',
    answer: { status: 200, schema: closed({ items: Type.Array(Retiming) }) },
  }),
  listCalendarUses: operation({
    method: 'get',
    path: '/calendar-uses',
    tag,
    summary: { en: 'Which department has which calendar, and when', zh: '各部门适用的日历' },
    right: 'organisation.read',
    answer: {
      status: 200,
      schema: closed({
        items: Type.Array(
          closed({ department: nullable(Id), calendar: Id, since: nullable(Time), until: nullable(Time) }),
        ),
      }),
    },
  }),
  putCalendarUse: operation({
    method: 'put',
    path: '/calendar-uses/{department}',
    tag,
    summary: {
      en: 'Give a department a calendar from an instant on, with null that of the department it belongs to; clocks that run keep theirs',
      zh: '自某时起为部门指定日历，null 表示沿用上级部门；已开始的时钟不变',
    },
    right: 'organisation.write',
    body: closed({ calendar: nullable(Id), since: Type.Optional(Time) }),
    answer: { status: 204 },
    example: { calendar: 'guangxi' },
  }),
} as const;
