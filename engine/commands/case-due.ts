import type { InstanceState } from '../core/state.ts';

/**
 * The instant until which an extension comes in time, epoch ms; null where nothing limits the case: what its own clocks say, the promise before the
 * law. A case without them is judged by the latest limit of its open steps: what lies in it cannot be overdue as a whole.
 */
export function caseDueAt({ tasks, readings = {} }: InstanceState): number | null {
  const own = [readings.promised, readings.statutory].flatMap((reading) =>
    reading && reading.state !== 'stopped' ? reading.dueAt : [],
  );
  if (own.length > 0) return Math.min(...own);
  const limits = Object.values(tasks).flatMap(({ dueAt }) => dueAt ?? []);
  return limits.length === 0 ? null : Math.max(...limits);
}
