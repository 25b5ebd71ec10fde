import { type Static, type TSchema, Type } from 'typebox';
import { BOARD_DIMENSIONS } from '../../sla/board.ts';
import { CLOCK_CODES } from '../../sla/clock-code.ts';
import { LAMPS } from '../../sla/lamp.ts';
import { Lamp } from './clocks.ts';
import { operation } from './operation.ts';
import { Count, closed, Day, Id, listQuery, nullable, oneOf, page, Time } from './schema.ts';

/** Every figure and every list also comes as a table for spreadsheets. */
export const format = {
  format: Type.Optional(
    Type.Unsafe<'json' | 'csv'>({
      type: 'string',
      enum: ['json', 'csv'],
      description: '`csv`: a table for spreadsheets; of a list without `limit` the first 10,000 rows.',
    }),
  ),
};

export const Lamps = closed({
  blue: Count,
  grey: Count,
  green: Count,
  yellow: Count,
  red: Count,
  'double-red': Count,
});
export type Lamps = Static<typeof Lamps>;

const BoardRow = closed({
  department: nullable(Id),
  departmentName: nullable(Type.String()),
  definitionKey: nullable(Id),
  definitionName: nullable(Type.String()),
  elementId: nullable(Id),
  elementName: nullable(Type.String()),
  person: nullable(Id),
  personName: nullable(Type.String()),
  clock: nullable(oneOf(CLOCK_CODES)),
  lamps: Lamps,
  total: Count,
});

const Board = closed({ at: Time, lamps: Lamps, total: Count, items: Type.Array(BoardRow) });

const OneClock = {
  instanceId: Id,
  businessKey: nullable(Type.String()),
  definitionKey: Id,
  definitionName: Type.String(),
  elementId: Id,
  elementName: Type.String(),
  clockId: Id,
  clock: oneOf(CLOCK_CODES),
  department: nullable(Id),
  departmentName: nullable(Type.String()),
  lamp: Lamp,
  startedAt: Time,
  dueAt: Time,
};
const held = { person: nullable(Id), personName: nullable(Type.String()) };
const OpenClock = closed({
  ...OneClock,
  ...held,
  remainingWorkingDays: Type.Integer({
    description: 'Of the country’s calendar, after the asked instant; negative where the limit is passed.',
  }),
});
const EndedClock = closed({
  ...OneClock,
  stoppedAt: Time,
  gross: Type.Number({ description: 'Elapsed, milliseconds.' }),
  workingDays: Type.Integer(),
});
const LampTurn = closed({ ...OneClock, ...held, at: Time });

const Net = closed({ officeTime: Type.Integer({ description: 'Milliseconds.' }), workingDays: Type.Integer() });

const Held = {
  runs: Type.Array(closed({ from: Time, until: Time }), {
    description: 'When the clock ran, up to now or to its end; between them it stood still.',
  }),
  holders: Type.Array(
    closed({
      department: nullable(Id),
      departmentName: nullable(Type.String()),
      person: nullable(Id),
      personName: nullable(Type.String()),
      elementId: Id,
      elementName: Type.String(),
      from: Time,
      until: nullable(Time),
      gross: Type.Integer({ description: 'Elapsed, milliseconds.' }),
      net: Net,
    }),
    { description: 'Who had the case while the clock ran. Parallel holders each have their own row.' },
  ),
};

const Breach = closed({ ...OneClock, stoppedAt: nullable(Time), ...Held });

const CaseHolders = closed({
  at: Time,
  items: Type.Array(
    closed({
      clockId: Id,
      clock: oneOf(CLOCK_CODES),
      elementId: Id,
      elementName: Type.String(),
      lamp: Lamp,
      startedAt: Time,
      dueAt: Time,
      stoppedAt: nullable(Time),
      ...Held,
    }),
  ),
});

const filters = {
  department: Type.Optional(Id),
  definitionKey: Type.Optional(Id),
  elementId: Type.Optional(Id),
  person: Type.Optional(Id),
  clock: Type.Optional(oneOf(CLOCK_CODES)),
  lamp: Type.Optional(oneOf(LAMPS)),
  without: Type.Optional(
    Type.Unsafe<'department' | 'person'>({
      type: 'string',
      enum: ['department', 'person'],
      description: 'Only clocks of no department, or of nobody.',
    }),
  ),
};
const running = {
  running: Type.Optional(
    Type.Boolean({
      description: 'Only clocks that neither stand still nor wait for the applicant; `false`: only those that do.',
    }),
  ),
};
const due = { dueAfter: Type.Optional(Time), dueBefore: Type.Optional(Time) };
const started = { startedAfter: Type.Optional(Time), startedBefore: Type.Optional(Time) };
const ofPeriod = {
  department: Type.Optional(Id),
  definitionKey: Type.Optional(Id),
  elementId: Type.Optional(Id),
  clock: Type.Optional(oneOf(CLOCK_CODES)),
  without: Type.Optional(oneOf(['department'])),
  from: Type.Optional(Day),
  to: Type.Optional(Day),
  ...format,
};
const at = { at: Type.Optional(Time) };
const Band = closed({
  from: nullable(Type.Integer()),
  to: nullable(Type.Integer()),
  after: nullable(Type.String({ format: 'date-time', description: 'Bounds for `dueAfter` or `startedAfter`.' })),
  before: nullable(Type.String({ format: 'date-time', description: 'Bounds for `dueBefore` or `startedBefore`.' })),
  lamps: Lamps,
  total: Count,
});
export type Band = Static<typeof Band>;

const Ages = {
  remaining: Type.Array(Band, { description: 'Only clocks that run: what stands still has no due time to count by.' }),
  still: closed({ lamps: Lamps, total: Count }),
  age: Type.Array(Band),
};
const AgeGroup = closed({
  department: nullable(Id),
  departmentName: nullable(Type.String()),
  person: nullable(Id),
  personName: nullable(Type.String()),
  lamps: Lamps,
  total: Count,
  ...Ages,
});
export type AgeGroup = Static<typeof AgeGroup>;

/** A page that says of when it is. */
const dated = <S extends TSchema>(item: S) => closed({ ...page(item).properties, at: Time });

export const slaOperations = {
  getBoard: operation({
    method: 'get',
    path: '/sla/board',
    tag: 'sla',
    summary: {
      en: 'Open clocks by lamp for each department, process, step, person or clock; `at` shows an instant of the past',
      zh: '按部门、流程、环节、人员或时钟统计在计时钟的亮灯；at 可查看过去任一时刻',
    },
    right: 'report.read',
    query: closed({ by: Type.Optional(oneOf(BOARD_DIMENSIONS)), ...filters, ...at, ...format }),
    answer: { status: 200, schema: Board },
  }),
  listOpenClocks: operation({
    method: 'get',
    path: '/sla/clocks',
    tag: 'sla',
    summary: {
      en: 'The open clocks behind a figure, what is due first first',
      zh: '数字背后的在计时钟（先到期的在前）',
    },
    right: 'report.cases',
    query: listQuery({ ...filters, ...running, ...at, ...format, ...due, ...started }, ['dueAt']),
    answer: { status: 200, schema: dated(OpenClock) },
  }),
  listBreaches: operation({
    method: 'get',
    path: '/sla/breaches',
    tag: 'sla',
    summary: {
      en: 'Clocks whose limit is passed, open and ended, with who had the case for how long, net and gross; the latest due first; `at`: as it was then',
      zh: '超过时限的时钟（在计与已停）及各部门、人员持有办件的总用时与净用时（最近到期的在前）；at 为过去任一时刻的情况',
    },
    right: 'report.cases',
    query: listQuery({ ...filters, ...at, ...format, ...due }, ['-dueAt']),
    answer: { status: 200, schema: dated(Breach) },
  }),
  getAgeing: operation({
    method: 'get',
    path: '/sla/ageing',
    tag: 'sla',
    summary: {
      en: 'Open clocks by working days left and by days since they started; `by` tells departments or people apart',
      zh: '在计时钟按剩余工作日和已历天数分布；by 按部门或人员分别统计',
    },
    right: 'report.read',
    query: closed({ by: Type.Optional(oneOf(['department', 'person'])), ...filters, ...format }),
    answer: {
      status: 200,
      schema: closed({ at: Time, ...Ages, groups: Type.Array(AgeGroup, { description: 'Without `by`, none.' }) }),
    },
  }),
  getLampTrend: operation({
    method: 'get',
    path: '/sla/trend',
    tag: 'sla',
    summary: {
      en: 'Open clocks by lamp at the end of each day of a period; the last 30 days by default',
      zh: '期间内每日终了时的在计时钟亮灯数，默认近 30 日',
    },
    right: 'report.read',
    query: closed({ ...filters, from: Type.Optional(Day), to: Type.Optional(Day), ...format }),
    answer: {
      status: 200,
      schema: closed({
        at: Time,
        days: Type.Array(closed({ day: Day, at: Time, lamps: Lamps, total: Count })),
      }),
    },
  }),
  listEndedClocks: operation({
    method: 'get',
    path: '/sla/ended',
    tag: 'sla',
    summary: {
      en: 'The clocks behind figures of a period: those that stopped, the last first; the last 30 days by default',
      zh: '期间统计所依据的已停时钟（后停的在前），默认近 30 日',
    },
    right: 'report.cases',
    query: listQuery(
      {
        ...ofPeriod,
        late: Type.Optional(Type.Boolean()),
        netDays: Type.Optional(Type.Integer({ minimum: 0, description: 'Working days.' })),
        grossDays: Type.Optional(Type.Integer({ minimum: 0, description: 'Whole days of 24 hours.' })),
        answering: Type.Optional(
          Type.Boolean({ description: 'Only steps in cases that began at another department.' }),
        ),
      },
      ['-stoppedAt'],
    ),
    answer: { status: 200, schema: page(EndedClock) },
  }),
  listLampTurns: operation({
    method: 'get',
    path: '/sla/turns',
    tag: 'sla',
    summary: {
      en: 'When lamps turned yellow, red or double red, the last turn first; the last 30 days by default',
      zh: '亮灯转黄、转红、转红牌的记录（新的在前），默认近 30 日',
    },
    right: 'report.cases',
    query: listQuery({ ...ofPeriod, lamp: Type.Optional(oneOf(['yellow', 'red', 'double-red'])) }, ['-at']),
    answer: { status: 200, schema: page(LampTurn) },
  }),
  listCaseHolders: operation({
    method: 'get',
    path: '/process-instances/{id}/holders',
    tag: 'sla',
    summary: {
      en: 'Whose clock ran when: who had the case while each of its clocks ran, net and gross',
      zh: '办件各时钟计时期间由谁持有及其总用时与净用时',
    },
    right: 'report.cases',
    answer: { status: 200, schema: CaseHolders },
  }),
  getForecast: operation({
    method: 'get',
    path: '/sla/forecast',
    tag: 'sla',
    summary: {
      en: 'Running clocks that turn red in the next five working days if nothing is done',
      zh: '未来五个工作日内若不办理将转红的时钟',
    },
    right: 'report.read',
    query: closed({ ...filters, ...format }),
    answer: {
      status: 200,
      schema: closed({
        at: Time,
        days: Type.Array(closed({ day: Day, dueAfter: Time, dueBefore: Time, total: Count })),
      }),
    },
  }),
} as const;
