import { type Static, Type } from 'typebox';
import { operation } from './operation.ts';
import { Count, closed, Day, Id, listQuery, nullable, oneOf, page } from './schema.ts';
import { format } from './sla.ts';
import { Task } from './tasks.ts';

export const Overview = closed({
  running: Count,
  suspended: Count,
  incidents: Count,
  openTasks: Count,
  overdueTasks: Count,
  failedJobs: Count,
  definitions: Type.Array(
    closed({
      definitionKey: Type.String(),
      definitionName: Type.String(),
      running: Count,
      incidents: Count,
      openTasks: Count,
      overdueTasks: Count,
      elements: Type.Array(
        closed({
          elementId: Type.String(),
          name: Type.String(),
          openTasks: Count,
          overdueTasks: Count,
          incidents: Count,
        }),
      ),
    }),
  ),
});
export type Overview = Static<typeof Overview>;

const Milliseconds = Type.Number({ minimum: 0 });
export const WaitingTime = closed({
  elementId: Type.String(),
  name: Type.String(),
  count: Count,
  meanMs: Milliseconds,
  medianMs: Milliseconds,
  p90Ms: Milliseconds,
  overdue: Count,
});
export type WaitingTime = Static<typeof WaitingTime>;

export const Throughput = closed({ days: Type.Array(closed({ day: Day, started: Count, ended: Count })) });
export type Throughput = Static<typeof Throughput>;

/** Both days are included; they begin and end at midnight where the working calendar is. */
const period = { from: Type.Optional(Day), to: Type.Optional(Day) };
const tag = 'reports';

export const reportOperations = {
  getOverview: operation({
    method: 'get',
    path: '/reports/overview',
    tag,
    summary: { en: 'What runs, what is late, what failed', zh: '总览：在办、超期与异常' },
    right: 'report.read',
    query: closed({ ...format }),
    answer: { status: 200, schema: Overview },
  }),
  listOverdue: operation({
    method: 'get',
    path: '/reports/overdue',
    tag,
    summary: { en: 'Open tasks past their limit, the longest first', zh: '超期未办的任务（最久的在前）' },
    right: 'report.cases',
    query: listQuery(
      { definitionKey: Type.Optional(Id), definitionId: Type.Optional(Id), elementId: Type.Optional(Id), ...format },
      ['dueAt'],
    ),
    answer: { status: 200, schema: page(Task) },
  }),
  listOpenTasks: operation({
    method: 'get',
    path: '/reports/open-tasks',
    tag,
    summary: { en: 'Open tasks, the most urgent first', zh: '未办的任务（最紧的在前）' },
    right: 'report.cases',
    query: listQuery(
      {
        definitionKey: Type.Optional(Id),
        definitionId: Type.Optional(Id),
        elementId: Type.Optional(Id),
        overdue: Type.Optional(Type.Boolean({ description: 'Only those past their limit.' })),
        ...format,
      },
      ['dueAt'],
    ),
    answer: { status: 200, schema: page(Task) },
  }),
  getWaitingTimes: operation({
    method: 'get',
    path: '/reports/waiting-times',
    tag,
    summary: {
      en: 'How long tasks took from arrival to decision, per element',
      zh: '各环节用时：平均、中位与 90 分位',
    },
    right: 'report.read',
    query: closed({ definitionKey: Id, ...period, ...format }),
    answer: { status: 200, schema: closed({ items: Type.Array(WaitingTime) }) },
  }),
  listDecided: operation({
    method: 'get',
    path: '/reports/decided',
    tag,
    summary: {
      en: 'The decided tasks behind the waiting times, the last first; `late` only those past their limit',
      zh: '用时统计所依据的已办任务（新的在前）；late 只列超期办理的',
    },
    right: 'report.cases',
    query: listQuery(
      { definitionKey: Id, elementId: Type.Optional(Id), late: Type.Optional(Type.Boolean()), ...period },
      ['-endedAt'],
    ),
    answer: { status: 200, schema: page(Task) },
  }),
  listReturned: operation({
    method: 'get',
    path: '/reports/returned',
    tag,
    summary: {
      en: 'The tasks that were returned in a period, the last first; the last 30 days by default',
      zh: '期间内退回的任务（新的在前），默认近 30 日',
    },
    right: 'report.cases',
    query: listQuery({ department: Type.Optional(Id), without: Type.Optional(oneOf(['department'])), ...period }, [
      '-endedAt',
    ]),
    answer: { status: 200, schema: page(Task) },
  }),
  getThroughput: operation({
    method: 'get',
    path: '/reports/throughput',
    tag,
    summary: {
      en: 'Cases started and ended per day of the working calendar; the last 30 days by default',
      zh: '每日受理与办结数（按工作日历所在时区的日界），默认近 30 日',
    },
    right: 'report.read',
    query: closed({ definitionKey: Type.Optional(nullable(Id)), ...period, ...format }),
    answer: { status: 200, schema: Throughput },
  }),
} as const;
