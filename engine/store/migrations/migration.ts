/** One step of the schema: applied once, in its own transaction, never changed and never taken back. */
export interface Migration {
  /** Number and subject, `001-engine`: migrations run in this order. */
  readonly name: string;
  readonly up: string;
}
