import type { InstanceState } from '../core/state.ts';

/**
 * The instant until which an extension comes in time, epoch ms; null where nothing limits the case. As long as nobody computes the limits of a case
 * from its clocks this is the latest limit of its open steps: what lies in it cannot be overdue as a whole.
 */
export function caseDueAt({ tasks }: InstanceState): number | null {
  const limits = Object.values(tasks).flatMap(({ dueAt }) => dueAt ?? []);
  return limits.length === 0 ? null : Math.max(...limits);
}
