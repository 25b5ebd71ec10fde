import type { DomainEvent } from '../core/events.ts';

/** One command in the journal. */
export interface JournalEntry {
  /** The command's `now`, epoch ms. */
  readonly at: number;
  readonly actor: string;
  readonly command: string;
  readonly events: readonly DomainEvent[];
}
