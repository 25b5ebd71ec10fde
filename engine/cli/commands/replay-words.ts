import type { ClockReport } from '../../replay/case-clocks.ts';
import type { ReplayReport } from '../../replay/report.ts';
import { table } from '../output.ts';

const DEVIATIONS_SHOWN = 20;

/** The report for a person; `--json` has everything, every deviation included. */
export function replayInWords(report: ReplayReport): string {
  const { deadlines, run } = report;
  const shown = report.deviations.slice(0, DEVIATIONS_SHOWN);
  return [
    `process 流程             ${report.process}`,
    `cases 办件               ${report.cases} (${run.casesOpened} opened by this run 本次新开)`,
    `events 事件              ${report.events}`,
    `allowed 模型允许         ${report.allowed} = ${(report.fit * 100).toFixed(2)} %`,
    `deviations 偏离          ${report.deviations.length}`,
    `deadlines 期限           kept 按期 ${deadlines.kept}, missed 超期 ${deadlines.missed}, none 无期限 ${deadlines.none}`,
    `this run 本次            ${run.commands} commands in ${run.seconds.toFixed(1)} s = ${run.commandsPerSecond.toFixed(0)} commands/s`,
    '',
    table(
      ['step 环节', 'department 部门', 'tasks 任务', 'mean 平均', 'median 中位', 'p90'],
      report.waiting.map(({ name, department, count, meanMs, medianMs, p90Ms }) => [
        name,
        department ?? '-',
        count,
        hours(meanMs),
        hours(medianMs),
        hours(p90Ms),
      ]),
    ),
    '',
    table(
      ['month 月份', 'opened 新开', 'last events 末次事件'],
      report.throughput.map(({ month, opened, lastEvents }) => [month, opened, lastEvents]),
    ),
    '',
    ...(report.clocks ? [...clocksInWords(report.clocks), ''] : []),
    ...shown.map(
      ({ case: id, position, activity, at, reason }) =>
        `${id} #${position} ${new Date(at).toISOString()} ${activity}: ${reason}`,
    ),
    ...(report.deviations.length > shown.length
      ? [`… ${report.deviations.length - shown.length} more deviations: --json lists all 其余见 --json`]
      : []),
  ].join('\n');
}

function clocksInWords({ calendar, late, cases, asOf }: ClockReport): string[] {
  const days = cases.map(({ netWorkingDays }) => netWorkingDays).sort((a, b) => a - b);
  const median = days[Math.floor(days.length / 2)] ?? 0;
  return [
    `calendar 日历            ${calendar}: ${late} cases late 超期办件, median 中位 ${median} working days 工作日`,
    table(
      ['as of 截至', 'open 在办', 'green 绿', 'yellow 黄', 'red 红'],
      asOf.map(({ at, open, lamps }) => [
        new Date(at).toISOString().slice(0, 10),
        open,
        lamps.green ?? 0,
        lamps.yellow ?? 0,
        lamps.red ?? 0,
      ]),
    ),
  ];
}

const hours = (ms: number): string => `${(ms / 3_600_000).toFixed(1)} h`;
