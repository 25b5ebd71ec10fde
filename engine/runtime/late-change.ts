import { hasEnded } from '../commands/case.ts';
import type { CaseChange } from '../commands/change.ts';
import type { AsyncWork } from '../commands/change-rows.ts';
import type { JournalRow } from '../store/journal.ts';
import type { LoadedCase } from '../store/load.ts';

/** What is decided of a case and not yet written. */
export interface LateChange {
  /** All that is to be written. */
  readonly change: CaseChange;
  readonly journal: readonly JournalRow[];
  /** The case as it is decided, in the version that is written. */
  readonly decided: LoadedCase;
}

/**
 * Not what ends a case, what others find it by (data stores, incidents, what waits for a second person), nor what its jobs do to others. Who looks
 * for its subscriptions, or reads it from outside, has it written first.
 */
export function mayWait({ before, ends, claims, receipts, stores, parts, index }: CaseChange): boolean {
  if ((before !== null && hasEnded(before)) || ends || stores || parts) return false;
  const found = [index.incidents, index.incidentsRemoved, index.confirmations, index.confirmationsRemoved];
  if ([claims, receipts, ...found].some(({ length }) => length > 0)) return false;
  return index.jobs.every(({ kind, payload }) => kind !== 'async' || (payload as AsyncWork).work === 'publish');
}
