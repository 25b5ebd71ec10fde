/** The index rows of clocks, and the jobs that wait for the time at which a lamp changes by itself. */
import type { ClockReading } from '../../core/clock-record.ts';
import type { DomainEvent } from '../../core/events.ts';
import { partOf } from '../../core/parts.ts';
import type { Task } from '../../core/state.ts';
import { definitionAt, type JobRow, nodeAt, ofEntry, type Place } from '../change-rows.ts';
import { stepId } from './clock-runs.ts';

export interface ClockRow {
  readonly instanceId: string;
  readonly id: string;
  readonly clock: string;
  readonly definitionKey: string;
  readonly businessKey: string | null;
  readonly elementId: string;
  readonly elementInstanceId: string | null;
  readonly state: string;
  readonly startedAt: number;
  readonly dueAt: number;
  readonly provisional: boolean;
  readonly lamp: string;
  readonly calendar: string;
}

export interface LampChangeRow {
  readonly instanceId: string;
  readonly clockId: string;
  readonly at: number;
  readonly clock: string;
  readonly definitionKey: string;
  readonly lamp: string;
  readonly was: string | null;
  readonly dueAt: number;
  readonly cause: string;
}

/** What a clock had measured when it stopped. */
export interface MeasuredRow {
  readonly instanceId: string;
  readonly clockId: string;
  readonly clock: string;
  readonly definitionKey: string;
  readonly businessKey: string | null;
  readonly elementId: string;
  readonly department: string | null;
  readonly startedAt: number;
  readonly stoppedAt: number;
  readonly dueAt: number;
  readonly lamp: string;
  /** Milliseconds. */
  readonly gross: number;
  readonly officeTime: number;
  readonly workingDays: number;
}

export function measuredRow(place: Place, event: DomainEvent): MeasuredRow | undefined {
  if (event.type !== 'clockMeasured') return undefined;
  const { id, clock, def, node, department, startedAt, stoppedAt, dueAt, lamp, gross, net } = event.measured;
  const definition = definitionAt(place, def);
  return {
    instanceId: place.state.id,
    clockId: id,
    clock,
    definitionKey: definition.key,
    businessKey: place.state.businessKey,
    elementId: nodeAt(definition, node).id,
    department,
    startedAt,
    stoppedAt,
    dueAt,
    lamp,
    gross,
    officeTime: net.officeTime,
    workingDays: net.workingDays,
  };
}

/** What an `escalation` job does when a lamp changes by itself. */
export interface LampWork {
  readonly work: 'lamp';
  readonly clock: string;
}

export function clockRow(place: Place, reading: ClockReading): ClockRow {
  const { instanceId, definitionKey, businessKey, elementId } = ofEntry(place, owner(place, reading.element));
  const { id, clock, element, state, startedAt, dueAt, provisional, lamp, calendar } = reading;
  return {
    instanceId,
    id,
    clock,
    definitionKey,
    businessKey,
    elementId,
    elementInstanceId: element,
    state,
    startedAt,
    dueAt,
    provisional,
    lamp,
    calendar,
  };
}

export const lampJobId = (instanceId: string, clock: string): string => `lamp:${instanceId}:${clock}`;

export const taskLampJobId = ({ id }: Pick<Task, 'id'>): string => `lamp:${id}`;

/** None where the lamp stays as it is. */
export function lampJob(place: Place, reading: ClockReading): JobRow[] {
  if (reading.next === null || reading.state === 'stopped') return [];
  const { id, element, startedAt, next } = reading;
  return [jobRow(place, { id: lampJobId(place.state.id, id), element, clock: id, since: startedAt, dueAt: next })];
}

export function taskLampJob(place: Place, task: Task): JobRow[] {
  const next = task.timing?.next ?? null;
  if (next === null) return [];
  const { element, createdAt: since } = task;
  return [jobRow(place, { id: taskLampJobId(task), element, clock: stepId(element), since, dueAt: next })];
}

interface LampJob {
  readonly id: string;
  readonly element: string | null;
  readonly clock: string;
  readonly since: number;
  readonly dueAt: number;
}

/** The law does not wait for a suspended case. */
function jobRow(place: Place, { id, element, clock, since, dueAt }: LampJob): JobRow {
  const payload: LampWork = { work: 'lamp', clock };
  const at = ofEntry(place, owner(place, element));
  return {
    instanceId: at.instanceId,
    definitionId: at.definitionId,
    definitionKey: at.definitionKey,
    businessKey: at.businessKey,
    elementId: at.elementId,
    elementInstanceId: at.elementInstanceId,
    id,
    kind: 'escalation',
    topic: null,
    payload,
    createdAt: since,
    dueAt,
    suspended: false,
    attemptsLeft: null,
    lastError: null,
    part: element === null ? null : partOf(place.state, element),
  };
}

const owner = ({ state }: Place, element: string | null) => ({ element: element ?? state.root });

/** Null where the lamp is as it was. */
export function lampChangeRow(place: Place, event: DomainEvent, at: number): LampChangeRow | undefined {
  if (event.type !== 'clockRead' || event.was?.lamp === event.reading.lamp) return undefined;
  const { instanceId, definitionKey } = ofEntry(place, owner(place, event.reading.element));
  const { id: clockId, clock, lamp, dueAt } = event.reading;
  return {
    instanceId,
    clockId,
    at,
    clock,
    definitionKey,
    lamp,
    was: event.was?.lamp ?? null,
    dueAt,
    cause: event.cause,
  };
}
