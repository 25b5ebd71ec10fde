import { type Static, Type } from 'typebox';
import { BOARD_DIMENSIONS } from '../../sla/board.ts';
import { CLOCK_CODES } from '../../sla/clock-code.ts';
import { LAMPS } from '../../sla/lamp.ts';
import { Lamp } from './clocks.ts';
import { operation } from './operation.ts';
import { Count, closed, Day, Id, listQuery, nullable, oneOf, page, Time } from './schema.ts';

/** Every figure and every list also comes as a table for spreadsheets. */
export const format = { format: Type.Optional(oneOf(['json', 'csv'])) };

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
export type BoardRow = Static<typeof BoardRow>;

export const Board = closed({ at: Time, lamps: Lamps, total: Count, items: Type.Array(BoardRow) });
export type Board = Static<typeof Board>;

const OpenClock = closed({
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
  person: nullable(Id),
  personName: nullable(Type.String()),
  lamp: Lamp,
  startedAt: Time,
  dueAt: Time,
});
export type OpenClock = Static<typeof OpenClock>;

const Net = closed({ officeTime: Type.Integer({ description: 'Milliseconds.' }), workingDays: Type.Integer() });

const Breach = closed({
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
  stoppedAt: nullable(Time),
  holders: Type.Array(
    closed({
      department: nullable(Id),
      departmentName: nullable(Type.String()),
      person: nullable(Id),
      personName: nullable(Type.String()),
      elementId: Id,
      from: Time,
      until: nullable(Time),
      gross: Type.Integer({ description: 'Elapsed, milliseconds.' }),
      net: Net,
    }),
    { description: 'Who had the case while the clock ran. Parallel holders each have their own row.' },
  ),
});
export type Breach = Static<typeof Breach>;

const filters = {
  department: Type.Optional(Id),
  definitionKey: Type.Optional(Id),
  elementId: Type.Optional(Id),
  person: Type.Optional(Id),
  clock: Type.Optional(oneOf(CLOCK_CODES)),
  lamp: Type.Optional(oneOf(LAMPS)),
};
const at = { at: Type.Optional(Time) };
const Band = closed({ from: nullable(Type.Integer()), to: nullable(Type.Integer()), lamps: Lamps, total: Count });
export type Band = Static<typeof Band>;

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
    query: listQuery({ ...filters, ...at, ...format, dueAfter: Type.Optional(Time), dueBefore: Type.Optional(Time) }, [
      'dueAt',
    ]),
    answer: { status: 200, schema: page(OpenClock) },
  }),
  listBreaches: operation({
    method: 'get',
    path: '/sla/breaches',
    tag: 'sla',
    summary: {
      en: 'Clocks whose limit is passed, with who had the case for how long, net and gross; the latest due first',
      zh: '超过时限的时钟及各部门、人员持有办件的总用时与净用时（最近到期的在前）',
    },
    right: 'report.cases',
    query: listQuery({ ...filters, ...format, dueAfter: Type.Optional(Time), dueBefore: Type.Optional(Time) }, [
      '-dueAt',
    ]),
    answer: { status: 200, schema: page(Breach) },
  }),
  getAgeing: operation({
    method: 'get',
    path: '/sla/ageing',
    tag: 'sla',
    summary: {
      en: 'Open clocks by working days left and by days since they started',
      zh: '在计时钟按剩余工作日和已历天数分布',
    },
    right: 'report.read',
    query: closed({ ...filters, ...format }),
    answer: { status: 200, schema: closed({ at: Time, remaining: Type.Array(Band), age: Type.Array(Band) }) },
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
