/** Figures by folding the journal of each case, event by event, in the plainest way: the judge of the tables. */
import type { ClockReading } from '../../../engine/core/clock-record.ts';
import type { DomainEvent } from '../../../engine/core/events.ts';
import type { Task } from '../../../engine/core/state.ts';
import { Calendar } from '../../../engine/sla/calendar/calendar.ts';
import { chinaCalendar } from '../../../engine/sla/calendar/china.ts';

export interface Entry {
  readonly instanceId: string;
  readonly at: number;
  readonly events: readonly DomainEvent[];
}

interface OpenClock {
  readonly instanceId: string;
  readonly department: string | null;
  readonly person: string | null;
  readonly clock: string;
  readonly lamp: string;
  /** Epoch ms. */
  readonly dueAt: number;
  readonly startedAt: number;
  /** The element instance of a step; null: the case. */
  readonly element: string | null;
  /** Index of the node of a step; 0: the process. */
  readonly node: number;
}

interface EndedClock {
  readonly id: string;
  readonly instanceId: string;
  readonly clock: string;
  readonly late: boolean;
  readonly dueAt: number;
  readonly stoppedAt: number;
  readonly department: string | null;
  readonly gross: number;
  readonly workingDays: number;
}

export interface Folded {
  readonly definitionId: string;
  readonly startedAt: number;
  /** Null while it goes on. */
  readonly endedAt: number | null;
  readonly suspended: boolean;
  readonly open: readonly OpenClock[];
  readonly ended: readonly EndedClock[];
  /** Departments in the order in which their tasks came. */
  readonly route: readonly string[];
  /** How often a lamp became yellow, red or double red. */
  readonly turned: ReadonlyMap<string, number>;
  /** How often somebody has sent it back. */
  readonly returns: number;
}

const CALENDAR = new Calendar({ id: 'china', version: 1, ...chinaCalendar() });

/** One case, up to and including an instant. */
export function foldCase(entries: readonly Entry[], until = Number.POSITIVE_INFINITY): Folded {
  const tasks = new Map<string, Task>();
  const readings = new Map<string, ClockReading>();
  const runs = new Map<
    string,
    { start: number; department: string | null; pauses: [number, number][]; paused: number | null }
  >();
  let definitionId = '';
  let endedAt: number | null = null;
  let suspended = false;
  const turned = new Map<string, number>();
  let returns = 0;
  const route: string[] = [];
  const ended: EndedClock[] = [];
  const instanceId = entries[0]?.instanceId ?? '';
  const lit = new Map<string, string | null>();
  for (const { at, events } of entries) {
    if (at > until) break;
    for (const event of events) {
      if (event.type === 'instanceStarted') definitionId = event.definitionId;
      if (event.type === 'instanceStatusChanged') suspended = event.to === 'suspended';
      if (event.type === 'taskCreated' || event.type === 'taskChanged') {
        tasks.set(event.task.id, event.task);
        if (event.type === 'taskCreated' && event.task.department !== null) route.push(event.task.department);
      } else if (event.type === 'taskEnded') {
        tasks.delete(event.task.id);
        if (event.verb === 'return' && !event.outcome.startsWith('voided:')) returns++;
      } else if (event.type === 'clockRead') {
        const { reading } = event;
        if (reading.clock === 'step') {
          for (const task of [...tasks.values()].filter(({ element }) => element === reading.element)) {
            const { provisional, lamp, next, calendar, calendarVersion } = reading;
            tasks.set(task.id, {
              ...task,
              dueAt: reading.dueAt,
              timing: { provisional, lamp, next, calendar, calendarVersion },
            });
          }
        } else if (reading.state === 'stopped') readings.delete(reading.id);
        else readings.set(reading.id, reading);
      } else if (event.type === 'clockRecorded') {
        const { clock, element, effect, department = null } = event.record;
        const key = `${clock} ${element}`;
        const run = runs.get(key);
        if (effect === 'start') runs.set(key, { start: at, department, pauses: [], paused: null });
        else if (effect === 'pause' && run) run.paused = at;
        else if (effect === 'resume' && run?.paused != null) {
          run.pauses.push([run.paused, at]);
          run.paused = null;
        }
      } else if (event.type === 'clockMeasured') {
        const { id, clock, dueAt } = event.measured;
        const element = id.includes(':') ? id.slice(id.indexOf(':') + 1).replace(/#\d+$/, '') : null;
        const run = runs.get(`${clock} ${element}`);
        if (run) {
          const pauses = run.paused === null ? run.pauses : [...run.pauses, [run.paused, at] as [number, number]];
          const late = at > dueAt && run.paused === null;
          ended.push({
            id,
            instanceId,
            clock,
            late,
            dueAt,
            stoppedAt: at,
            department: run.department,
            gross: at - run.start,
            workingDays: countDays(run.start, at, pauses),
          });
        }
      } else if (event.type === 'instanceStatusChanged' && (event.to === 'completed' || event.to === 'terminated')) {
        tasks.clear();
        readings.clear();
        endedAt = at;
      }
    }
    const now = new Map([...openOf(tasks, readings)].map(([key, { lamp }]) => [key, lamp]));
    for (const [key, lamp] of now) if (lit.get(key) !== lamp) turned.set(lamp, (turned.get(lamp) ?? 0) + 1);
    lit.clear();
    for (const [key, lamp] of now) lit.set(key, lamp);
  }
  const open = [...openOf(tasks, readings).values()].map((clock) => ({
    ...clock,
    instanceId,
    department: clock.clock === 'step' ? clock.department : (runs.get(`${clock.clock} null`)?.department ?? null),
    startedAt: runs.get(`${clock.clock} ${clock.element}`)?.start ?? Number.NaN,
  }));
  const startedAt = entries[0]?.at ?? Number.NaN;
  return { definitionId, startedAt, endedAt, suspended, open, ended, route, turned, returns };
}

function openOf(tasks: ReadonlyMap<string, Task>, readings: ReadonlyMap<string, ClockReading>) {
  const open = new Map<string, Omit<OpenClock, 'instanceId' | 'startedAt'>>();
  for (const { id, department, assignee: person, timing, dueAt, element, node } of tasks.values())
    if (timing)
      open.set(id, { department, person, clock: 'step', lamp: timing.lamp, dueAt: dueAt ?? Number.NaN, element, node });
  for (const { id, clock, lamp, dueAt } of readings.values())
    open.set(id, { department: null, person: null, clock, lamp, dueAt, element: null, node: 0 });
  return open;
}

export const dayOf = (instant: number): number => CALENDAR.dayOf(instant);

/** The working days after the day of an instant, one by one. */
export function workingDaysAfter(instant: number, count: number): number[] {
  const days: number[] = [];
  for (let day = dayOf(instant) + 1; days.length < count; day++) if (CALENDAR.isWorkingDay(day)) days.push(day);
  return days;
}

/** Working days after the day of the start, up to and including that of the end, one by one; those within pauses left out. */
export function countDays(from: number, to: number, pauses: readonly (readonly [number, number])[] = []): number {
  let days = 0;
  for (let day = CALENDAR.dayOf(from) + 1; day <= CALENDAR.dayOf(to); day++) {
    const isPaused = pauses.some(([start, end]) => day > CALENDAR.dayOf(start) && day <= CALENDAR.dayOf(end));
    if (CALENDAR.isWorkingDay(day) && !isPaused) days++;
  }
  return days;
}

/** How often a department got the case again from another one. */
export function handBacksOf(route: readonly string[]): number {
  return route.filter((department, i) => i > 0 && department !== route[i - 1] && route.slice(0, i).includes(department))
    .length;
}
