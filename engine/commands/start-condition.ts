/** Conditional start events: what the writing of a data store sets in motion outside all cases. */
import { valuesOf } from '../core/data-stores.ts';
import type { DataStores } from '../env.ts';
import { scopeOf } from '../feel/compile.ts';
import type { Definitions, EventSpec } from '../model/graph.ts';

/** A start event that waits for its condition to turn true. */
export interface WaitingCondition {
  readonly definitionId: string;
  readonly definitionKey: string;
  readonly elementId: string;
}

export interface StoresWritten {
  readonly before: DataStores;
  readonly after: DataStores;
  /** Epoch ms. */
  readonly now: number;
}

/** Whether the condition has turned from false to true. What cannot be judged is false. */
export function hasTurned(
  { definitionId, elementId }: WaitingCondition,
  { before, after, now }: StoresWritten,
  definitions: Definitions,
): boolean {
  const { graph } = definitions.byId(definitionId);
  const events = graph.nodes[graph.byId.get(elementId) ?? -1]?.events ?? [];
  return events.some((event) => !holds(event, before, now) && holds(event, after, now));
}

function holds(event: EventSpec, stores: DataStores, now: number): boolean {
  if (event.kind !== 'conditional') return false;
  const outcome = event.condition.evaluate(scopeOf(valuesOf(stores, event.stores ?? [])), { now });
  return outcome.ok && outcome.value === true;
}
