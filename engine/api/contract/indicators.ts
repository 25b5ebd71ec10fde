import { type Static, Type } from 'typebox';
import { CLOCK_CODES } from '../../sla/clock-code.ts';
import { operation } from './operation.ts';
import { Count, closed, Day, Id, listQuery, nullable, oneOf, page, Time } from './schema.ts';
import { format } from './sla.ts';

const Days = nullable(Type.Number());
const Rate = nullable(
  Type.Number({ minimum: 0, maximum: 1, description: 'Null where there is nothing to divide by.' }),
);
const Month = Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])$' });

const Indicator = closed({
  department: Type.String({ description: 'Empty: of no department.' }),
  departmentName: Type.String(),
  steps: Count,
  stepsInTime: Count,
  inTimeRate: Rate,
  cases: Count,
  casesInTime: Count,
  casesInTimeRate: Rate,
  ratings: Count,
  satisfied: Count,
  satisfaction: Rate,
  returns: Count,
  answers: Count,
  answerWorkingDays: Type.Number(),
  meanAnswerDays: Days,
  yellow: Count,
  red: Count,
  doubleRed: Count,
});
export type Indicator = Static<typeof Indicator>;

const Appeal = closed({
  id: Id,
  month: Month,
  department: Id,
  indicator: Type.String(),
  text: Type.String(),
  appealedBy: Id,
  appealedAt: Time,
  outcome: nullable(oneOf(['upheld', 'corrected'])),
  decision: nullable(Type.String()),
  decidedBy: nullable(Id),
  decidedAt: nullable(Time),
});
export type IndicatorAppeal = Static<typeof Appeal>;

export const Indicators = closed({
  month: Month,
  frozen: nullable(closed({ at: Time, by: Id, hash: Type.String() })),
  signatures: Type.Array(closed({ by: Id, at: Time, hash: Type.String() })),
  appeals: Type.Array(Appeal),
  items: Type.Array(Indicator),
});
export type Indicators = Static<typeof Indicators>;

const Wording = Type.String({ minLength: 1, maxLength: 4000 });
const tag = 'reports';

export const indicatorOperations = {
  getDurations: operation({
    method: 'get',
    path: '/reports/durations',
    tag,
    summary: {
      en: 'How long ended clocks took, net and gross side by side',
      zh: '已停时钟的用时分布：净用时与总用时并列',
    },
    right: 'report.read',
    query: closed({
      clock: Type.Optional(oneOf(CLOCK_CODES)),
      definitionKey: Type.Optional(Id),
      department: Type.Optional(Id),
      from: Type.Optional(Day),
      to: Type.Optional(Day),
      ...format,
    }),
    answer: {
      status: 200,
      schema: closed({
        summary: closed({
          count: Count,
          inTime: Count,
          meanNetDays: Days,
          medianNetDays: Days,
          p90NetDays: Days,
          meanGrossMs: Days,
          medianGrossMs: Days,
          p90GrossMs: Days,
        }),
        items: Type.Array(closed({ days: Count, net: Count, gross: Count })),
      }),
    },
  }),
  listPingPong: operation({
    method: 'get',
    path: '/reports/ping-pong',
    tag,
    summary: {
      en: 'Cases that departments handed back to one another, most hand-backs first',
      zh: '部门间往返的办件（次数多的在前）',
    },
    right: 'report.cases',
    query: listQuery(
      {
        from: Type.Optional(Day),
        to: Type.Optional(Day),
        atLeast: Type.Optional(Type.Integer({ minimum: 0, maximum: 1000, default: 1 })),
        ...format,
      },
      ['-handBacks'],
    ),
    answer: {
      status: 200,
      schema: page(
        closed({
          instanceId: Id,
          businessKey: nullable(Type.String()),
          definitionKey: Id,
          handBacks: Count,
          departments: Type.Array(Id),
        }),
      ),
    },
  }),
  getIndicators: operation({
    method: 'get',
    path: '/reports/indicators',
    tag,
    summary: {
      en: 'Monthly indicators of departments; once frozen they are those that were frozen',
      zh: '部门月度指标；冻结后始终为冻结时的数据',
    },
    right: 'report.read',
    query: closed({ month: Month, ...format }),
    answer: { status: 200, schema: Indicators },
  }),
  freezeIndicators: operation({
    method: 'post',
    path: '/reports/indicators/{month}/freeze',
    tag,
    summary: { en: 'Freeze the indicators of a month that is over', zh: '冻结已结束月份的指标' },
    right: 'indicator.freeze',
    answer: { status: 200, schema: Indicators },
    problems: ['month-frozen', 'month-not-over'],
  }),
  signIndicators: operation({
    method: 'post',
    path: '/reports/indicators/{month}/sign',
    tag,
    summary: {
      en: 'Sign frozen indicators; the hash says what was signed',
      zh: '签署已冻结的指标（以摘要标明签署内容）',
    },
    right: 'indicator.appeal',
    body: closed({ hash: Type.String({ minLength: 64, maxLength: 64 }) }),
    answer: { status: 200, schema: Indicators },
    problems: ['month-not-frozen', 'month-frozen'],
  }),
  appealIndicators: operation({
    method: 'post',
    path: '/reports/indicators/{month}/appeals',
    tag,
    summary: {
      en: "Appeal against a figure of one's department; it is recorded beside it",
      zh: '对本部门指标提出申诉（与指标并列记录）',
    },
    right: 'indicator.appeal',
    body: closed({ department: Id, indicator: Id, text: Wording }),
    answer: { status: 201, schema: Appeal },
    problems: ['month-not-frozen'],
  }),
  decideIndicatorAppeal: operation({
    method: 'post',
    path: '/reports/indicator-appeals/{id}/decide',
    tag,
    summary: { en: 'Decide an appeal; the frozen figure stays', zh: '裁定申诉；冻结的指标不变' },
    right: 'indicator.freeze',
    body: closed({ outcome: oneOf(['upheld', 'corrected']), text: Wording }),
    answer: { status: 200, schema: Appeal },
    problems: ['appeal-own'],
  }),
} as const;
