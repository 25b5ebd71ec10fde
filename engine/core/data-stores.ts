/** Data stores as a decision sees them: what it has written itself, else what was there when it began. */
import type { DataStores } from '../env.ts';
import type { StoreRead } from '../model/graph.ts';
import type { DomainEvent } from './events.ts';
import type { Execution } from './execution.ts';
import type { Variables } from './state.ts';

/** What the stores hold, by their names, for an expression that reads them. */
export function readStores(x: Execution, reads: readonly StoreRead[]): Variables {
  return valuesOf(withWrites(x.env.stores ?? NONE, x.events), reads);
}

export function writeStore(x: Execution, element: string, { store, value }: { store: string; value: unknown }): void {
  x.emit({ type: 'dataStoreWritten', element, store, value });
}

export function valuesOf(stores: DataStores, reads: readonly StoreRead[]): Variables {
  const values = reads.map(({ store, isCollection }) => [store, stores.read(store) ?? (isCollection ? [] : null)]);
  return Object.fromEntries(values);
}

/** The stores after these events. */
export function withWrites(stores: DataStores, events: readonly DomainEvent[]): DataStores {
  if (!events.some(isWrite)) return stores;
  const written = new Map<string, unknown>();
  for (const event of events) if (event.type === 'dataStoreWritten') written.set(event.store, event.value);
  return { read: (name) => (written.has(name) ? written.get(name) : stores.read(name)) };
}

const isWrite = ({ type }: DomainEvent): boolean => type === 'dataStoreWritten';

const NONE: DataStores = { read: () => null };
