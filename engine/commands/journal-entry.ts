import type { DomainEvent } from '../core/events.ts';

/** One command in the journal. */
export interface JournalEntry {
  /** The command's `now`, epoch ms. */
  readonly at: number;
  readonly actor: string;
  readonly command: string;
  /** Fingerprint of the idempotency key it was asked with; absent where there was none. */
  readonly request?: string;
  readonly events: readonly DomainEvent[];
}
