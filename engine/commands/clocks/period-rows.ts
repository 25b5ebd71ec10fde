/**
 * For how long a clock showed a lamp and who had it: periods that follow one another without a gap. The ones that go on are the board; what was
 * on it at an instant of the past are those that held then. Tasks without a limit have periods too while a clock of their case runs: they hold it.
 */
import type { ClockReading } from '../../core/clock-record.ts';
import type { InstanceState, Task } from '../../core/state.ts';
import { ofEntry, type Place } from '../change-rows.ts';
import { clockRuns, stepId } from './clock-runs.ts';

export interface PeriodRow {
  readonly instanceId: string;
  readonly clockId: string;
  /** Empty for clocks that no task carries. */
  readonly taskId: string;
  readonly clock: string;
  readonly definitionKey: string;
  readonly businessKey: string | null;
  readonly elementId: string;
  readonly department: string | null;
  readonly person: string | null;
  /** Null: the task has no limit. */
  readonly lamp: string | null;
  /** What it was in the period before; null in the first. */
  readonly was: string | null;
  readonly startedAt: number;
  readonly dueAt: number | null;
  readonly calendar: string | null;
  readonly at: number;
  /** When it ended, epoch ms; null: it goes on. */
  readonly until: number | null;
}

/** The period of this clock that goes on until now ends. */
export type PeriodEnd = Pick<PeriodRow, 'instanceId' | 'clockId' | 'taskId' | 'at'>;

export interface Periods {
  readonly periods: readonly PeriodRow[];
  readonly periodsEnded: readonly PeriodEnd[];
}

type Timed = Pick<InstanceState, 'tasks' | 'readings'>;

/** What changed from `was` to `is` at an instant, epoch ms. What is the very same object before and after has not changed. */
export function periodRows(place: Place, { was, is, at }: { was: Timed; is: Timed; at: number }): Periods {
  if (was.tasks === is.tasks && was.readings === is.readings) return NONE;
  const found: Found = { place, at, periods: [], periodsEnded: [] };
  const [heldBefore, heldAfter] = [isHeld(was), isHeld(is)];
  for (const id in was.tasks) if (!(id in is.tasks)) endTask(found, was.tasks[id], heldBefore);
  for (const id in is.tasks) {
    const [before, after] = [was.tasks[id], is.tasks[id]];
    if (after && (before !== after || heldBefore !== heldAfter))
      moveTask(found, { before, after, heldBefore, heldAfter });
  }
  if (was.readings !== is.readings) readingRows(found, was.readings ?? {}, is.readings ?? {});
  return found;
}

const NONE: Periods = { periods: [], periodsEnded: [] };

interface Found {
  readonly place: Place;
  readonly at: number;
  readonly periods: PeriodRow[];
  readonly periodsEnded: PeriodEnd[];
}

/** Whether a clock of the case runs or stands still: whoever has a task has the case then. */
function isHeld({ readings }: Timed): boolean {
  for (const id in readings) if (readings[id]?.state !== 'stopped') return true;
  return false;
}

interface Moved {
  readonly before: Task | undefined;
  readonly after: Task;
  readonly heldBefore: boolean;
  readonly heldAfter: boolean;
}

function moveTask(found: Found, { before, after, heldBefore, heldAfter }: Moved): void {
  const [had, has] = [hasPeriod(before, heldBefore), hasPeriod(after, heldAfter)];
  if (had && has && before && isSameTask(before, after)) return;
  if (had) endTask(found, before, heldBefore);
  if (!has) return;
  const { place, at } = found;
  const { department, assignee: person, createdAt: startedAt, timing, id: taskId } = after;
  const { definitionKey, businessKey, elementId } = ofEntry(place, after);
  found.periods.push({
    definitionKey,
    businessKey,
    elementId,
    instanceId: place.state.id,
    clockId: stepId(after.element),
    taskId,
    clock: 'step',
    department,
    person,
    lamp: timing?.lamp ?? null,
    was: had ? (before?.timing?.lamp ?? null) : null,
    startedAt,
    dueAt: timing ? after.dueAt : null,
    calendar: timing?.calendar ?? null,
    at,
    until: null,
  });
}

const hasPeriod = (task: Task | undefined, held: boolean): boolean =>
  task !== undefined && (held || task.timing !== undefined);

function endTask({ place, at, periodsEnded }: Found, task: Task | undefined, held: boolean): void {
  if (!task || !hasPeriod(task, held)) return;
  periodsEnded.push({ instanceId: place.state.id, clockId: stepId(task.element), taskId: task.id, at });
}

const isSameTask = (one: Task, other: Task): boolean =>
  one.department === other.department &&
  one.assignee === other.assignee &&
  one.timing?.lamp === other.timing?.lamp &&
  one.timing?.calendar === other.timing?.calendar &&
  (one.timing ? one.dueAt : null) === (other.timing ? other.dueAt : null);

type Readings = NonNullable<Timed['readings']>;

function readingRows(found: Found, was: Readings, is: Readings): void {
  const { place, at } = found;
  for (const id in was) if (isRunning(was[id]) && !isRunning(is[id])) endReading(found, id);
  for (const id in is) {
    const [before, after] = [was[id], is[id]];
    if (!isRunning(after) || before === after) continue;
    const had = isRunning(before);
    if (had && isSameReading(before, after)) continue;
    if (had) endReading(found, id);
    const { clock, element, lamp, dueAt, startedAt, calendar } = after;
    const run = clockRuns(place.state).find((one) => one.id === id);
    const { definitionKey, businessKey, elementId } = ofEntry(place, { element: element ?? place.state.root });
    found.periods.push({
      definitionKey,
      businessKey,
      elementId,
      instanceId: place.state.id,
      clockId: id,
      taskId: '',
      clock,
      department: run?.records[0]?.department ?? null,
      person: null,
      lamp,
      was: had ? before.lamp : null,
      startedAt,
      dueAt,
      calendar,
      at,
      until: null,
    });
  }
}

const isRunning = (reading: ClockReading | undefined): reading is ClockReading =>
  reading !== undefined && reading.state !== 'stopped';

function endReading({ place, at, periodsEnded }: Found, id: string): void {
  periodsEnded.push({ instanceId: place.state.id, clockId: id, taskId: '', at });
}

const isSameReading = (one: ClockReading, other: ClockReading): boolean =>
  one.lamp === other.lamp && one.dueAt === other.dueAt && one.calendar === other.calendar;
