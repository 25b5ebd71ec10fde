import { type Static, Type } from 'typebox';
import { CLOCK_CODES } from '../../sla/clock-code.ts';
import { LIMIT_UNITS } from '../../sla/limit.ts';
import { operation } from './operation.ts';
import { Count, closed, Day, Id, listQuery, nullable, oneOf, page, Time } from './schema.ts';
import { format, Lamps } from './sla.ts';

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
  answersInTime: nullable(Count),
  yellow: Count,
  red: Count,
  doubleRed: Count,
  score: nullable(Type.Number({ minimum: 0, maximum: 1, description: 'By the weights; of what is known.' })),
});

const Weight = Type.Integer({ minimum: 0, maximum: 1000 });
/** What each share weighs in the score: in time, satisfied, answered in time, not returned, not lit red. */
const Weights = closed({
  inTimeRate: Weight,
  casesInTimeRate: Weight,
  satisfaction: Weight,
  answersInTime: Weight,
  returns: Weight,
  lamps: Weight,
});
export type Indicator = Static<typeof Indicator>;

/** Figures that can be appealed against. */
const INDICATORS = [
  'inTimeRate',
  'casesInTimeRate',
  'satisfaction',
  'returns',
  'meanAnswerDays',
  'yellow',
  'red',
  'doubleRed',
] as const;

const Appeal = closed({
  id: Id,
  month: Month,
  department: Id,
  indicator: Type.String({ description: 'Name of the figure.' }),
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
  at: Type.String({ format: 'date-time', description: 'As of when, by the clock of the engine.' }),
  endsAt: Type.String({
    format: 'date-time',
    description: 'Where the next month begins: from then on it can be frozen.',
  }),
  frozen: nullable(
    closed({
      at: Time,
      by: Id,
      hash: Type.String(),
      appealUntil: Type.String({ format: 'date-time', description: 'Five working days after it was frozen.' }),
    }),
  ),
  weights: nullable(Weights),
  signatures: Type.Array(closed({ by: Id, at: Time, hash: Type.String() })),
  appeals: Type.Array(Appeal),
  items: Type.Array(Indicator),
});
export type Indicators = Static<typeof Indicators>;

const Wording = Type.String({ minLength: 1, maxLength: 4000 });
const tag = 'reports';
const Durations = {
  count: Count,
  inTime: Count,
  meanNetDays: Days,
  medianNetDays: Days,
  p90NetDays: Days,
  meanGrossMs: Days,
  medianGrossMs: Days,
  p90GrossMs: Days,
};

const Words = closed({ zh: Type.String(), en: Type.String() });
const ForcedVisit = closed({
  by: oneOf(['visit', 'original', 'paper', 'channel']),
  step: Words,
  items: Type.Array(closed({ key: Id, name: Words, department: Id, why: Words, when: nullable(Type.String()) })),
});

const ServiceItem = closed({
  serviceItem: nullable(Type.String({ description: 'Code of the item card; null where the process names none.' })),
  serviceItemName: nullable(Type.String({ description: 'What the item card is called; null where there is none.' })),
  definitionKey: Id,
  definitionName: Type.String(),
  clock: oneOf(['promised', 'statutory']),
  limit: nullable(closed({ n: Type.Number(), unit: oneOf(LIMIT_UNITS) })),
  basis: nullable(Type.String()),
  lamps: Lamps,
  total: Type.Integer({ minimum: 0, description: 'Open now.' }),
  inTimeRate: Rate,
  ...Durations,
});
export type ServiceItem = Static<typeof ServiceItem>;

const RatingFigures = closed({
  ended: Type.Integer({ minimum: 0, description: 'Cases that ended in the period.' }),
  rated: Type.Integer({ minimum: 0, description: 'Of these, those with a rating.' }),
  participation: Rate,
  levels: Type.Array(closed({ level: Type.Integer(), count: Count, recorded: Count }), {
    description: 'Ratings that count, by the level that holds now.',
  }),
  recorded: Type.Integer({
    minimum: 0,
    description: 'Of the ratings that count, those recorded for an applicant without an account.',
  }),
  ratings: Count,
  satisfied: Count,
  satisfaction: Rate,
  bad: Type.Integer({ minimum: 0, description: 'Dissatisfied or very dissatisfied when they were given.' }),
  rectified: Count,
  rectificationRate: Rate,
  toContact: Type.Integer({
    minimum: 0,
    description: 'Named bad ratings whose day for contact is over or which were contacted.',
  }),
  contactedInTime: Count,
  contactRate: Rate,
});
export type RatingFigures = Static<typeof RatingFigures>;

const Handed = {
  cases: Type.Integer({ minimum: 0, description: 'With a task that ended in the period.' }),
  handedBack: Type.Integer({ minimum: 0, description: 'Of these, handed back so often until the end of the period.' }),
  share: Rate,
};
const PingPongShares = closed({
  atLeast: Count,
  ...Handed,
  departments: Type.Array(closed({ department: Id, departmentName: Type.String(), ...Handed }), {
    description: 'A case is counted at each department that had it.',
  }),
  months: Type.Array(closed({ month: Month, ...Handed }), {
    description: 'Of the period; of a longer one its last 24.',
  }),
});

const RefusalGroup = closed({
  definitionKey: Id,
  definitionName: Type.String(),
  variable: Type.String({ description: 'What the groups differ in.' }),
  variableName: Type.String(),
  value: nullable(Type.String({ description: 'Null: not said.' })),
  valueName: nullable(Type.String()),
  decided: nullable(Type.Integer({ minimum: 0, description: 'Granted or refused in the month; null where hidden.' })),
  refused: nullable(Count),
  rate: Rate,
});
const Refusals = closed({
  month: Month,
  fewest: Type.Integer({ minimum: 1, description: 'Groups with fewer cases are hidden, and others as far as needed.' }),
  items: Type.Array(RefusalGroup),
});
export type RefusalGroup = Static<typeof RefusalGroup>;

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
        summary: closed(Durations),
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
        department: Type.Optional(Type.String({ description: 'One that had the case.' })),
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
          definitionName: Type.String(),
          handBacks: Count,
          departments: Type.Array(Id, { description: 'In the order in which they had the case.' }),
          departmentNames: Type.Array(Type.String()),
        }),
      ),
    },
  }),
  getPingPongShares: operation({
    method: 'get',
    path: '/reports/ping-pong-shares',
    tag,
    summary: {
      en: 'Share of the cases that departments handed back to one another twice or more: in all, by department, by month',
      zh: '部门间往返两次以上办件的占比：合计、按部门、按月',
    },
    right: 'report.read',
    query: closed({
      from: Type.Optional(Day),
      to: Type.Optional(Day),
      atLeast: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 2 })),
      ...format,
    }),
    answer: { status: 200, schema: PingPongShares },
  }),
  getRefusals: operation({
    method: 'get',
    path: '/reports/refusals',
    tag,
    summary: {
      en: 'Refusal rates of a month by the groups that processes compare; small groups are hidden',
      zh: '按流程声明的群体比较当月拒绝率；人数少的群体不显示',
    },
    right: 'report.read',
    query: closed({ month: Type.Optional(Month), ...format }),
    answer: { status: 200, schema: Refusals },
  }),
  getServiceItemTimes: operation({
    method: 'get',
    path: '/reports/service-items',
    tag,
    summary: {
      en: 'Promises and limits of the law by service item: open lamps, kept in time, net and gross time',
      zh: '按服务事项统计承诺与法定时限：在办亮灯、按时率、净用时与总用时',
    },
    right: 'report.read',
    query: closed({ from: Type.Optional(Day), to: Type.Optional(Day), ...format }),
    answer: { status: 200, schema: closed({ at: Time, items: Type.Array(ServiceItem) }) },
  }),
  listForcedVisits: operation({
    method: 'get',
    path: '/reports/forced-visits',
    tag,
    summary: {
      en: 'Steps that make applicants come in person, with the service items that have them',
      zh: '迫使申请人到现场的环节及其所涉事项',
    },
    right: 'report.read',
    query: closed({ ...format }),
    answer: { status: 200, schema: closed({ items: Type.Array(ForcedVisit) }) },
  }),
  getRatingFigures: operation({
    method: 'get',
    path: '/reports/ratings',
    tag,
    summary: {
      en: 'Ratings of a period in figures: participation, satisfaction, rectification, contact in time',
      zh: '期间内评价指标：参评率、满意率、整改率、按时联系率',
    },
    right: 'report.read',
    query: closed({ from: Type.Optional(Day), to: Type.Optional(Day), ...format }),
    answer: { status: 200, schema: RatingFigures },
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
  putIndicatorWeights: operation({
    method: 'put',
    path: '/reports/indicator-weights',
    tag,
    summary: {
      en: 'What each share weighs in the score of open months; frozen months keep theirs',
      zh: '设置未冻结月份得分的权重；已冻结月份不变',
    },
    right: 'indicator.freeze',
    body: Weights,
    answer: { status: 200, schema: Weights },
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
    problems: ['month-not-frozen', 'month-hash-differs'],
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
    body: closed({ department: Id, indicator: oneOf(INDICATORS), text: Wording }),
    answer: { status: 201, schema: Appeal },
    problems: ['appeal-late', 'month-not-frozen'],
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
