/**
 * When timers are due. Instants are epoch milliseconds; nothing here is ever early, and any horizon the calendar of JavaScript knows is
 * possible. Dates without offset, cron and durations of days or longer are read on the wall clock of `zone` (IANA). A text that cannot be read,
 * is negative or lies beyond that horizon is 'timer-invalid'.
 */
import { fail, ok, type Result } from '../errors.ts';
import { cronAfter, isCron } from './schedule/cron.ts';
import { occurrenceAfter, parseCycle } from './schedule/cycle.ts';
import { addDuration, parseDuration, roughLength } from './schedule/duration.ts';
import { parseInstant } from './schedule/instant.ts';
import type { Timer } from './state.ts';

export type Due = Pick<Timer, 'dueAt' | 'repeat'>;

const HORIZON = 8.64e15;

/** A cycle that comes more often keeps an engine busy with nothing else; the model refuses it too where it can be read there. */
const SHORTEST_PERIOD_MS = 1_000;

export function dueAt(text: string, zone?: string): Result<number> {
  const instant = parseInstant(text, zone);
  return instant === null ? invalid(text, 'it is no ISO 8601 date and time') : withinHorizon(text, instant);
}

export function dueAfter(text: string, now: number, zone?: string): Result<number> {
  const duration = parseDuration(text);
  return duration
    ? withinHorizon(text, addDuration(now, duration, { zone }))
    : invalid(text, 'it is no positive ISO 8601 duration');
}

/** The first time of a cycle (ISO 8601 repeating interval or cron) armed now. Times before now count as gone. */
export function firstOfCycle(text: string, now: number, zone?: string): Result<Due> {
  const cycle = parseCycle(text, zone);
  if (!cycle) return firstOfCron(text, now, zone);
  const { times, start, period, end } = cycle;
  if (roughLength(period) < SHORTEST_PERIOD_MS) return invalid(text, 'it comes more often than once a second');
  const anchor = start ?? now;
  const index = occurrenceAfter({ anchor, period, zone }, start === null ? now : now - 1);
  const missed = start === null ? 0 : index;
  const first = withinHorizon(text, addDuration(anchor, period, { times: index, zone }));
  if (!first.ok) return first;
  if ((times !== null && missed >= times) || (end !== null && first.value > end)) return invalid(text, 'it is over');
  const rest = text
    .trim()
    .split('/')
    .slice(start === null ? 1 : 2);
  const anchored = ['R', new Date(anchor).toISOString(), ...rest].join('/');
  return ok({ dueAt: first.value, repeat: { left: times === null ? null : times - missed - 1, text: anchored } });
}

/**
 * The time after the one that has just fired, null where that was the last. It lies after `now`: times that were missed while nothing ran
 * are not made up for in a burst.
 */
export function nextOfCycle({ left, text }: NonNullable<Timer['repeat']>, now: number, zone?: string): Due | null {
  if (left === 0) return null;
  const next = timeAfter(text, now, zone);
  return next === null || next > HORIZON
    ? null
    : { dueAt: next, repeat: { left: left === null ? null : left - 1, text } };
}

function timeAfter(text: string, now: number, zone: string | undefined): number | null {
  const cycle = parseCycle(text, zone);
  if (!cycle || cycle.start === null) return cronAfter(text, now, zone);
  const { start: anchor, period, end } = cycle;
  const times = occurrenceAfter({ anchor, period, zone }, now);
  const next = addDuration(anchor, period, { times, zone });
  return end !== null && next > end ? null : next;
}

function firstOfCron(text: string, now: number, zone: string | undefined): Result<Due> {
  if (!isCron(text)) return invalid(text, 'it is neither a repeating interval (R3/PT10S) nor a cron expression');
  const first = cronAfter(text, now, zone);
  return first === null ? invalid(text, 'it is over') : ok({ dueAt: first, repeat: { left: null, text } });
}

function withinHorizon(text: string, instant: number): Result<number> {
  return Math.abs(instant) <= HORIZON ? ok(instant) : invalid(text, 'it lies too far away');
}

function invalid(text: string, reason: string): Result<never> {
  return fail('timer-invalid', { text, reason });
}
