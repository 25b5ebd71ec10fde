/** Timers that stood still: what they still had to count is counted from when they go on. */
import type { FlowNode } from '../model/graph.ts';
import type { CalendarOf } from './execution.ts';
import type { Timer } from './state.ts';
import { countedWithout } from './timer-count.ts';

/**
 * Whether the timer counts time, which a standstill stops, or is an appointment by the calendar (a date, a cron text, a cycle from a named day on),
 * which comes when it comes: one that passes meanwhile is due when the case goes on.
 */
export function isCounted({ events }: FlowNode, { definition, repeat }: Timer): boolean {
  const timers = definition === undefined ? events : events.slice(definition, definition + 1);
  const spec = timers.find(({ kind }) => kind === 'timer');
  if (spec?.kind !== 'timer' || spec.timer === 'date') return false;
  if (spec.timer === 'duration' || spec.timer === 'limit') return true;
  if (repeat && !repeat.text.startsWith('R')) return false;
  return spec.value.kind === 'feel' || /^R\d*\/P/.test(spec.value.text.trim());
}

export interface Standstill {
  readonly since: number;
  readonly now: number;
  readonly calendarOf: CalendarOf;
}

/**
 * The timer after a standstill. One that was due before it began is due still. What counts by a calendar is later by the working days (or whatever it
 * counts) that lie in it, the day it began not counted; everything else by as long as it lasted.
 */
export function carriedOver(timer: Timer, { since, now, calendarOf }: Standstill): Timer {
  const lost = Math.max(0, now - since);
  if (lost === 0 || timer.dueAt <= since) return timer;
  if (timer.count) return countedWithout(timer, { from: since, to: now }, calendarOf);
  const { repeat } = timer;
  return {
    ...timer,
    dueAt: timer.dueAt + lost,
    ...(repeat && { repeat: { ...repeat, text: anchoredLater(repeat.text, lost) } }),
  };
}

/** A cycle is counted from its anchor, so that moves too. */
function anchoredLater(text: string, lost: number): string {
  const [head = '', anchor = '', ...rest] = text.split('/');
  const at = Date.parse(anchor);
  return Number.isNaN(at) ? text : [head, new Date(at + lost).toISOString(), ...rest].join('/');
}
