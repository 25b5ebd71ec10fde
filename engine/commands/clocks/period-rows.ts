/**
 * For how long a clock showed a lamp and who had it: periods that follow one another without a gap. The ones that go on are the board; what was
 * on it at an instant of the past are those that held then. Tasks without a limit have periods too where a clock of their case runs: they hold it.
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
}

/** The period of this clock that goes on until now ends. */
export type PeriodEnd = Pick<PeriodRow, 'instanceId' | 'clockId' | 'taskId' | 'at'>;

export interface Periods {
  readonly periods: readonly PeriodRow[];
  readonly periodsEnded: readonly PeriodEnd[];
}

type Timed = Pick<InstanceState, 'tasks' | 'readings' | 'clocks'>;

/** Of a step before and after: what a period is made of. */
interface Held {
  readonly clockId: string;
  readonly taskId: string;
  readonly row: () => Omit<PeriodRow, 'instanceId' | 'clockId' | 'taskId' | 'was' | 'at'>;
  readonly signature: string;
  readonly lamp: string | null;
}

/** What changed from `was` to `is` at an instant, epoch ms. */
export function periodRows(place: Place, { was, is, at }: { was: Timed; is: Timed; at: number }): Periods {
  if (was.tasks === is.tasks && was.readings === is.readings && hasClocks(was) === hasClocks(is)) return NONE;
  const before = heldOf(place, was);
  const after = heldOf(place, is);
  const periods: PeriodRow[] = [];
  const periodsEnded: PeriodEnd[] = [];
  const { id: instanceId } = place.state;
  for (const [key, { clockId, taskId, signature }] of before)
    if (after.get(key)?.signature !== signature) periodsEnded.push({ instanceId, clockId, taskId, at });
  for (const [key, { clockId, taskId, signature, row }] of after) {
    const known = before.get(key);
    if (known?.signature === signature) continue;
    periods.push({ instanceId, clockId, taskId, ...row(), was: known?.lamp ?? null, at });
  }
  return { periods, periodsEnded };
}

const NONE: Periods = { periods: [], periodsEnded: [] };

const hasClocks = ({ clocks }: Timed): boolean => clocks !== undefined && clocks.length > 0;

function heldOf(place: Place, timed: Timed): Map<string, Held> {
  const held = new Map<string, Held>();
  const isTimed = hasClocks(timed);
  for (const task of Object.values(timed.tasks))
    if (isTimed || task.timing) held.set(`task ${task.id}`, ofTask(place, task));
  for (const reading of Object.values(timed.readings ?? {}))
    if (reading.state !== 'stopped') held.set(reading.id, ofReading(place, reading));
  return held;
}

function ofTask(place: Place, task: Task): Held {
  const { department, assignee: person, createdAt: startedAt, timing } = task;
  const lamp = timing?.lamp ?? null;
  const dueAt = timing ? task.dueAt : null;
  const calendar = timing?.calendar ?? null;
  return {
    clockId: stepId(task.element),
    taskId: task.id,
    lamp,
    signature: JSON.stringify([department, person, lamp, dueAt, calendar]),
    row: () => ({ ...placeOf(place, task), clock: 'step', department, person, lamp, startedAt, dueAt, calendar }),
  };
}

function ofReading(place: Place, reading: ClockReading): Held {
  const { id, clock, element, lamp, dueAt, startedAt, calendar } = reading;
  return {
    clockId: id,
    taskId: '',
    lamp,
    signature: JSON.stringify([lamp, dueAt, calendar]),
    row: () => {
      const run = clockRuns(place.state).find((one) => one.id === id);
      const department = run?.records[0]?.department ?? null;
      const where = placeOf(place, { element: element ?? place.state.root });
      return { ...where, clock, department, person: null, lamp, startedAt, dueAt, calendar };
    },
  };
}

function placeOf(place: Place, entry: { readonly element: string; readonly node?: number }) {
  const { definitionKey, businessKey, elementId } = ofEntry(place, entry);
  return { definitionKey, businessKey, elementId };
}
