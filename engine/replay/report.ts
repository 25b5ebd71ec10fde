import type { Calendar } from '../sla/calendar/calendar.ts';
import type { DoneTask } from '../store/cases/done-tasks.ts';
import { type ClockReport, clockReport, monthEnds } from './case-clocks.ts';
import { caseIdOf } from './case-id.ts';
import type { LoggedCase } from './collect.ts';
import type { ReplayMap } from './map.ts';
import type { Deviation, ReplayResult } from './replay.ts';

interface Waiting {
  readonly elementId: string;
  readonly name: string;
  readonly department: string | null;
  readonly count: number;
  /** From the task's creation to its completion, milliseconds. */
  readonly meanMs: number;
  readonly medianMs: number;
  readonly p90Ms: number;
}

interface Month {
  /** `2011-04`, UTC. */
  readonly month: string;
  readonly opened: number;
  readonly lastEvents: number;
}

/** What a replay found. Everything but `run` is the same however often it is repeated. */
export interface ReplayReport {
  readonly process: string;
  readonly cases: number;
  readonly events: number;
  readonly allowed: number;
  /** Share of events that the model allowed, 0 to 1. */
  readonly fit: number;
  readonly deviations: readonly Deviation[];
  /** By the log: whether the last event of a case lies after its deadline. */
  readonly deadlines: { readonly kept: number; readonly missed: number; readonly none: number };
  readonly waiting: readonly Waiting[];
  readonly throughput: readonly Month[];
  /** Where a calendar was given. */
  readonly clocks?: ClockReport;
  readonly run: {
    readonly casesOpened: number;
    readonly commands: number;
    readonly seconds: number;
    readonly commandsPerSecond: number;
    readonly eventsPerSecond: number;
  };
}

export interface ReportInput {
  readonly map: ReplayMap;
  readonly cases: readonly LoggedCase[];
  readonly result: ReplayResult;
  readonly done: readonly DoneTask[];
  readonly seconds: number;
  readonly calendar?: Calendar | undefined;
}

export function reportOf({ map, cases, result, done, seconds, calendar }: ReportInput): ReplayReport {
  const events = cases.reduce((sum, { events: list }) => sum + list.length, 0);
  return {
    process: map.process,
    cases: cases.length,
    events,
    allowed: result.allowed,
    fit: events === 0 ? 1 : result.allowed / events,
    deviations: result.deviations,
    deadlines: deadlinesOf(cases),
    waiting: waitingOf(done, departments(map, cases)),
    throughput: throughputOf(cases),
    ...(calendar && { clocks: clockReport(cases, calendar, monthEnds(cases, calendar)) }),
    run: {
      casesOpened: result.casesOpened,
      commands: result.commands,
      seconds,
      commandsPerSecond: result.commands / seconds,
      eventsPerSecond: events / seconds,
    },
  };
}

function deadlinesOf(cases: readonly LoggedCase[]): ReplayReport['deadlines'] {
  const withDeadline = cases.filter(({ deadline }) => deadline !== null);
  const missed = withDeadline.filter(({ events, deadline }) => (events.at(-1)?.at ?? 0) > (deadline ?? 0)).length;
  return { kept: withDeadline.length - missed, missed, none: cases.length - withDeadline.length };
}

/** Which department a done task belongs to: the one of the logged event that it lived. */
function departments(map: ReplayMap, cases: readonly LoggedCase[]): ReadonlyMap<string, string | null> {
  const entries = cases.flatMap((logged) => {
    const instance = caseIdOf(map.process, logged.id);
    return logged.events.map(
      ({ activity, at, department }) =>
        [keyOf(instance, map.activities[activity]?.element ?? '', at), department] as const,
    );
  });
  return new Map(entries);
}

const keyOf = (instance: string, element: string, at: number): string => [instance, element, at].join('\u0000');

function waitingOf(done: readonly DoneTask[], departmentOf: ReadonlyMap<string, string | null>): Waiting[] {
  const groups = new Map<string, { task: DoneTask; department: string | null; times: number[] }>();
  for (const task of done.filter(({ outcome }) => outcome === 'approved')) {
    const department = departmentOf.get(keyOf(task.instanceId, task.elementId, task.endedAt)) ?? null;
    const key = `${task.elementId}\u0000${department}`;
    const group = groups.get(key) ?? { task, department, times: [] };
    group.times.push(task.endedAt - task.createdAt);
    groups.set(key, group);
  }
  return [...groups.values()]
    .map(({ task, department, times }) => ({
      elementId: task.elementId,
      name: task.name,
      department,
      ...summary(times),
    }))
    .sort((a, b) => a.elementId.localeCompare(b.elementId) || b.count - a.count);
}

function summary(times: number[]): Pick<Waiting, 'count' | 'meanMs' | 'medianMs' | 'p90Ms'> {
  const sorted = times.sort((a, b) => a - b);
  const quantile = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
  const sum = sorted.reduce((total, time) => total + time, 0);
  return {
    count: sorted.length,
    meanMs: Math.round(sum / sorted.length),
    medianMs: quantile(0.5),
    p90Ms: quantile(0.9),
  };
}

function throughputOf(cases: readonly LoggedCase[]): Month[] {
  const months = new Map<string, { opened: number; lastEvents: number }>();
  const count = (at: number, key: 'opened' | 'lastEvents'): void => {
    const month = new Date(at).toISOString().slice(0, 7);
    const found = months.get(month) ?? { opened: 0, lastEvents: 0 };
    months.set(month, { ...found, [key]: found[key] + 1 });
  };
  for (const logged of cases) {
    count(logged.start, 'opened');
    count(logged.events.at(-1)?.at ?? logged.start, 'lastEvents');
  }
  return [...months].map(([month, counts]) => ({ month, ...counts })).sort((a, b) => a.month.localeCompare(b.month));
}
