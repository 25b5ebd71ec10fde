/** Whose clock ran when: the periods of a clock laid over those in which people and organs had its case. */
import { officeTimeBetween } from '../../sla/calendar/office-time.ts';
import type { Calendars } from '../../sla/calendars.ts';
import type { BreachRow, PeriodOfCase } from '../../store/read/breaches.ts';
import { timeText, timeTextOrNull } from '../formats.ts';
import type { Names } from './named.ts';

export interface Holder {
  readonly department: string | null;
  readonly person: string | null;
  /** Of the process that has the step, which may be one that the case calls. */
  readonly definitionKey: string;
  readonly elementId: string;
  readonly from: number;
  /** Null while it goes on. */
  readonly until: number | null;
  /** Elapsed, ms. */
  readonly gross: number;
  readonly net: { readonly officeTime: number; readonly workingDays: number };
}

interface HeldClock {
  readonly instanceId: string;
  readonly clockId: string;
  readonly clock: string;
  readonly startedAt: number;
  readonly stoppedAt: number | null;
}

interface World {
  readonly calendars: Calendars;
  readonly now: number;
}

/** When a clock ran and who had its case meanwhile, as the API shows it. */
export function heldView(row: BreachRow, periods: readonly PeriodOfCase[], world: World & { readonly names: Names }) {
  return {
    runs: runsOf(row, periods, world.now).map(({ from, until }) => ({ from: timeText(from), until: timeText(until) })),
    holders: holdersOf(row, periods, world).map(({ from, until, definitionKey, ...holder }) => {
      const names = world.names.of({ ...holder, definitionKey });
      return {
        ...holder,
        departmentName: names.departmentName,
        personName: names.personName,
        elementName: names.elementName ?? holder.elementId,
        from: timeText(from),
        until: timeTextOrNull(until),
      };
    }),
  };
}

function runsOf(clock: HeldClock, periods: readonly PeriodOfCase[], now: number): { from: number; until: number }[] {
  const own = periods.filter(({ instanceId, clockId }) => instanceId === clock.instanceId && clockId === clock.clockId);
  return merged(own.filter(isRunning), clock.startedAt, clock.stoppedAt ?? now);
}

/** In the order of time. Periods in which nothing changed but the lamp are one. */
function holdersOf(clock: HeldClock, periods: readonly PeriodOfCase[], { calendars, now }: World): Holder[] {
  const ofCase = periods.filter(({ instanceId }) => instanceId === clock.instanceId);
  const own = ofCase.filter(({ clockId }) => clockId === clock.clockId);
  const end = clock.stoppedAt ?? now;
  const id = own.find(({ calendar }) => calendar !== null)?.calendar;
  const calendar =
    (id === null || id === undefined ? undefined : calendars.byId(id)) ?? calendars.of([], clock.startedAt);
  const runs = runsOf(clock, periods, now);
  const had = ofCase.filter(
    ({ taskId, clockId }) => taskId !== '' && (clock.clock !== 'step' || clockId === clock.clockId),
  );
  return joined(had).flatMap(({ department, person, definitionKey, elementId, from, until }) => {
    const start = Math.max(from, clock.startedAt);
    const stop = Math.min(until, end);
    if (stop <= start) return [];
    const counted = runs.flatMap((run) => {
      const [a, b] = [Math.max(run.from, start), Math.min(run.until, stop)];
      return b > a ? [[a, b] as const] : [];
    });
    const net = {
      officeTime: counted.reduce((sum, [a, b]) => sum + officeTimeBetween(calendar, a, b), 0),
      workingDays: counted.reduce(
        (sum, [a, b]) => sum + calendar.workingDaysBetween(calendar.dayOf(a), calendar.dayOf(b)),
        0,
      ),
    };
    const isOpen = until === Number.POSITIVE_INFINITY && clock.stoppedAt === null;
    return [
      {
        department,
        person,
        definitionKey,
        elementId,
        from: start,
        until: isOpen ? null : stop,
        gross: stop - start,
        net,
      },
    ];
  });
}

const isRunning = ({ lamp }: PeriodOfCase): boolean => lamp !== null && lamp !== 'grey' && lamp !== 'blue';

/** Spans without gaps between them; several people's periods of one step overlap. */
function merged(periods: readonly PeriodOfCase[], from: number, to: number): { from: number; until: number }[] {
  const spans: { from: number; until: number }[] = [];
  for (const period of [...periods].sort((a, b) => a.from - b.from)) {
    const [start, until] = [Math.max(period.from, from), Math.min(period.until, to)];
    const last = spans.at(-1);
    if (last && start <= last.until) last.until = Math.max(last.until, until);
    else if (until > start) spans.push({ from: start, until });
  }
  return spans;
}

function joined(periods: readonly PeriodOfCase[]): PeriodOfCase[] {
  const rows: PeriodOfCase[] = [];
  const open = new Map<string, number>();
  for (const period of periods) {
    const index = open.get(period.taskId);
    const last = index === undefined ? undefined : rows[index];
    if (index !== undefined && last?.until === period.from && isSameHolder(last, period))
      rows[index] = { ...last, until: period.until };
    else open.set(period.taskId, rows.push(period) - 1);
  }
  return rows;
}

const isSameHolder = (a: PeriodOfCase, b: PeriodOfCase): boolean =>
  a.department === b.department && a.person === b.person;
