import { hasEnded } from '../commands/case.ts';
import type { CaseChange, Claim } from '../commands/change.ts';
import type { AsyncWork, JobRow } from '../commands/change-rows.ts';
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
 * Not what others find a case by (incidents, what waits for a second person), what its jobs do to others, nor what only one of several may have. Who looks
 * for its subscriptions, or reads it or a data store from outside, has that written first.
 */
export function mayWait({ before, claims, receipts, stores, parts, index }: CaseChange): boolean {
  if ((before !== null && hasEnded(before)) || parts || (stores && stores.starts.length > 0)) return false;
  const found = [index.incidents, index.incidentsRemoved, index.confirmations, index.confirmationsRemoved];
  if ([receipts, ...found].some(({ length }) => length > 0)) return false;
  return claims.every(isMessage) && index.jobs.every(isOwnMatter);
}

const isMessage = (claim: Claim): boolean => claim.kind === 'message' && claim.gate === undefined;

const isOwnMatter = ({ kind, payload }: JobRow): boolean => kind !== 'async' || SAID.has((payload as AsyncWork).work);

/** Whoever sends it has that written first, where somebody waits for it. */
const SAID: ReadonlySet<AsyncWork['work']> = new Set<AsyncWork['work']>(['publish', 'signal']);
