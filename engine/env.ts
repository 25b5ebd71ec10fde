/**
 * Everything a decision may know of the outside world. One `Env` is made per command, so that all that happens in
 * one command happens at one instant. The shell makes it; the pure code never reads a clock or a random source itself.
 */
export interface Env {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: number;
  /** A new unique id (UUIDv7 in production: ids sort by creation; a counter in tests). */
  readonly newId: () => string;
  /** What lots for `what` are drawn by, in place of an id that nobody can foresee: only for a town of the demo, which is to be the same each time. */
  readonly seedFor?: ((what: string) => string) | undefined;
  /** IANA name of the time zone whose wall clock dates and cycles without one mean; China Standard Time where absent. */
  readonly zone?: string | undefined;
  /** Data that outlives cases; none where absent. */
  readonly stores?: DataStores | undefined;
}

/** The data stores as they were when the decision began (BPMN 2.0.2 §10.4.1). */
export interface DataStores {
  /** Null where nothing has been written. A store that is not in memory throws `StoreNotLoaded`; the shell loads it and decides again. */
  read(name: string): unknown;
}

/** Data stores whose names begin like this are the engine's own: no model and nobody else reads or writes them. */
export const RESERVED_STORES = 'tongban/';

export class StoreNotLoaded extends Error {
  readonly store: string;
  constructor(store: string) {
    super(`Expected data store ${store} to be loaded, but it is not.`);
    this.name = 'StoreNotLoaded';
    this.store = store;
  }
}
