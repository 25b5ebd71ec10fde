import type { ClockCode } from '../core/clock-record.ts';
import type { InstanceState } from '../core/state.ts';

/** Limits of the case as a whole, the law's before the promised one. */
const LIMITS: readonly ClockCode[] = ['statutory', 'promised'];

/**
 * The instant until which an extension comes in time, epoch ms; null where nothing limits the case. The earliest limit of the case that is not
 * stopped, as its clocks were last read; where it has none, the latest limit of its open steps: what lies in it cannot be overdue as a whole.
 */
export function caseDueAt({ readings = {}, tasks }: InstanceState): number | null {
  const limits = Object.values(readings).filter(({ clock, state }) => LIMITS.includes(clock) && state !== 'stopped');
  if (limits.length > 0) return Math.min(...limits.map(({ dueAt }) => dueAt));
  const steps = Object.values(tasks).flatMap(({ dueAt }) => dueAt ?? []);
  return steps.length === 0 ? null : Math.max(...steps);
}
