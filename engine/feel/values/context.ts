import type { FeelContext, Value } from './types.ts';

/**
 * A context of these entries, later ones winning; without a prototype, so that no name can mean anything but an entry.
 */
export function contextFrom(entries: Iterable<readonly [string, Value]>): FeelContext {
  const result: Record<string, Value> = Object.create(null);
  for (const [name, value] of entries) result[name] = value;
  return result;
}
