/** What the clock of every logged case would have shown, by a calendar that is given as data. */
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { type Static, Type } from 'typebox';
import { Calendar } from '../sla/calendar/calendar.ts';
import { officeTimeBetween } from '../sla/calendar/office-time.ts';
import { parsePlan } from '../sla/calendar/plan-text.ts';
import { type Lamp, type LampRules, lampOf } from '../sla/lamp.ts';
import type { Ledger } from '../sla/ledger.ts';
import { defaultWarning } from '../sla/warning.ts';
import type { LoggedCase } from './collect.ts';

const CalendarFile = Type.Object(
  {
    name: Type.String(),
    source: Type.Optional(Type.String()),
    zone: Type.String(),
    workWeek: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { minItems: 1 }),
    /** Minutes after midnight. */
    sessions: Type.Array(Type.Object({ from: Type.Integer(), to: Type.Integer() }, { additionalProperties: false })),
    /** Lines in the notation of `plan-text.ts`. */
    plan: Type.Array(Type.String()),
  },
  { additionalProperties: false },
);

const valid = new Ajv({ allErrors: true }).compile(CalendarFile);

/** Reads a calendar from a file; throws an error that says what is wrong with it. */
export function readCalendarFile(file: string): Calendar {
  const read: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (!valid(read)) throw new Error(`Expected ${file} to be a calendar, but: ${JSON.stringify(valid.errors)}`);
  const { name, zone, workWeek, sessions, plan } = read as Static<typeof CalendarFile>;
  const days = parsePlan(plan.join('\n'));
  if ('line' in days)
    throw new Error(`Expected line ${days.line} of the plan in ${file} to be understood, but it is "${days.text}".`);
  return new Calendar({ id: name, version: 1, zone, workWeek, sessions, ...days });
}

interface CaseClock {
  readonly case: string;
  /** Epoch ms. */
  readonly startedAt: number;
  readonly endedAt: number;
  readonly deadline: number | null;
  /** From when on which lamp shone, until the end. */
  readonly lamps: readonly { readonly at: number; readonly lamp: Lamp }[];
  readonly netWorkingDays: number;
  /** Office time, ms. */
  readonly netOfficeTime: number;
}

interface ClocksAt {
  readonly at: number;
  readonly open: number;
  readonly lamps: Readonly<Partial<Record<Lamp, number>>>;
}

export interface ClockReport {
  readonly calendar: string;
  /** Cases that were red when they ended. */
  readonly late: number;
  readonly cases: readonly CaseClock[];
  /** How many cases were open, and their lamps, at instants of the log. */
  readonly asOf: readonly ClocksAt[];
}

const RULES: LampRules = { warning: defaultWarning('promised', 'workingDay'), isStatutory: false, waitsFor: [] };

export function clockReport(
  cases: readonly LoggedCase[],
  calendar: Calendar,
  instants: readonly number[],
): ClockReport {
  const clocks = cases.map((logged) => clockOf(logged, calendar));
  return {
    calendar: calendar.id,
    late: clocks.filter(({ lamps }) => lamps.at(-1)?.lamp === 'red').length,
    cases: clocks,
    asOf: instants.map((at) => clocksAt(clocks, at)),
  };
}

/** The last instant of every month of the log, by the calendar. */
export function monthEnds(cases: readonly LoggedCase[], calendar: Calendar): number[] {
  const instants = cases.flatMap(({ start, events }) => [start, events.at(-1)?.at ?? start]);
  const last = instants.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const first = new Date(calendar.clock.toWall(instants.reduce((a, b) => Math.min(a, b), last)));
  const ends: number[] = [];
  for (let month = first.getUTCMonth() + 1; ; month++) {
    const end = calendar.instantOf(Date.UTC(first.getUTCFullYear(), month, 1) / 86_400_000, 0) - 1;
    ends.push(end);
    if (end >= last) return ends;
  }
}

function clockOf({ id, start, deadline, events }: LoggedCase, calendar: Calendar): CaseClock {
  const end = Math.max(start, events.at(-1)?.at ?? start);
  return {
    case: id,
    startedAt: start,
    endedAt: end,
    deadline,
    lamps: deadline === null ? [] : lampsOf({ start, end, deadline }, calendar),
    netWorkingDays: calendar.workingDaysBetween(calendar.dayOf(start), calendar.dayOf(end)),
    netOfficeTime: officeTimeBetween(calendar, start, end),
  };
}

function lampsOf(
  { start, end, deadline }: { start: number; end: number; deadline: number },
  calendar: Calendar,
): CaseClock['lamps'] {
  const lamps: { at: number; lamp: Lamp }[] = [];
  for (let at = start; at <= end; ) {
    const { lamp, until } = lampOf(running(start, deadline, calendar), RULES, calendar, at);
    lamps.push({ at, lamp });
    if (until === null) break;
    at = until;
  }
  return lamps;
}

/** The log names the deadline itself, so there is no limit to count. */
function running(startedAt: number, deadline: number, calendar: Calendar): Ledger {
  const n = calendar.workingDaysBetween(calendar.dayOf(startedAt), calendar.dayOf(deadline));
  return {
    state: 'running',
    startedAt,
    stoppedAt: null,
    intervals: [],
    limit: { n, unit: 'workingDay', startDayCounts: false, endOfDay: 'midnight', lastDay: 'next-working-day' },
    due: { at: deadline, provisional: false },
    pauses: [],
    paused: undefined,
    gross: 0,
    net: { officeTime: 0, workingDays: 0 },
  };
}

function clocksAt(clocks: readonly CaseClock[], at: number): ClocksAt {
  const open = clocks.filter(({ startedAt, endedAt }) => startedAt <= at && at < endedAt);
  const lamps: Partial<Record<Lamp, number>> = {};
  for (const { lamps: turned } of open) {
    const shining = turned.findLast((turn) => turn.at <= at)?.lamp;
    if (shining) lamps[shining] = (lamps[shining] ?? 0) + 1;
  }
  return { at, open: open.length, lamps };
}
