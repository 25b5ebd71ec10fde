/** Timers that stood still: what they still had to count is counted from when they go on. */
import type { FlowNode } from '../model/graph.ts';
import type { Timer } from './state.ts';

/**
 * Whether the timer counts time, which a standstill stops, or is an appointment by the calendar (a date, a cron text, a cycle from a named day on),
 * which comes when it comes: one that passes meanwhile is due when the case goes on.
 */
export function isCounted({ events }: FlowNode, { definition, repeat }: Timer): boolean {
  const timers = definition === undefined ? events : events.slice(definition, definition + 1);
  const spec = timers.find(({ kind }) => kind === 'timer');
  if (spec?.kind !== 'timer' || spec.timer === 'date') return false;
  if (spec.timer === 'duration') return true;
  if (repeat && !repeat.text.startsWith('R')) return false;
  return spec.value.kind === 'feel' || /^R\d*\/P/.test(spec.value.text.trim());
}

/** The timer after a standstill from `since` to `now`. One that was due before it began is due still. */
export function carriedOver(timer: Timer, { since, now }: { readonly since: number; readonly now: number }): Timer {
  const lost = Math.max(0, now - since);
  if (lost === 0 || timer.dueAt <= since) return timer;
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
