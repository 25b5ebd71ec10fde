/** Commits the chains of a batch and says what became of each. */
import type pg from 'pg';
import { mergeChanges } from '../commands/merge-changes.ts';
import { fail, ok, type Result } from '../errors.ts';
import { CaseTooLarge, commit, type PreparedChange, prepare, Unstorable } from '../store/commit.ts';
import { isOutage, SQLSTATE, sqlState } from '../store/connection.ts';
import { findCommitted } from '../store/find-committed.ts';
import { EMPTY_JOURNAL, type JournalHead } from '../store/journal.ts';
import type { LoadedCase } from '../store/load.ts';
import { ensurePartition, monthOf } from '../store/partitions.ts';
import type { Chain } from './decide-chain.ts';
import type { DefinitionRegistry } from './definitions.ts';
import type { LateChange } from './late-change.ts';
import type { Logger } from './logger.ts';
import { retryOutage } from './retry-outage.ts';

export interface Prepared {
  readonly chain: Chain;
  readonly prepared: PreparedChange;
}

export type Written =
  /** Chains that are written, and those that lost against another writer. */
  | { readonly kind: 'decided'; readonly won: readonly Prepared[]; readonly lost: readonly Prepared[] }
  /** The statement failed and nothing is written: somewhere in it is something the database refuses. */
  | { readonly kind: 'poisoned'; readonly error: unknown };

export interface Writer {
  readonly pool: pg.Pool;
  readonly definitions: DefinitionRegistry;
  readonly logger: Logger;
  /** Months whose partition is known to exist. */
  readonly months: Set<string>;
  /** Characters. */
  readonly maxCaseLength: number;
}

/** What is wrong with it where the change cannot be stored: a text of it, or its size. `late`: what goes with it. */
export function prepareChain(
  writer: Writer,
  { chain, late }: { readonly chain: Chain; readonly late?: LateChange | undefined },
  loaded: LoadedCase | undefined,
): Result<Prepared> {
  if (!chain.change) throw new Error('Expected a chain with something to write.');
  const change = late ? mergeChanges(late.change, chain.change) : chain.change;
  const definitionKey = writer.definitions.head(change.after.definitions[0] ?? '')?.key ?? '';
  const head: JournalHead = loaded?.head ?? EMPTY_JOURNAL;
  const journal = late?.journal ?? [];
  try {
    return ok({ chain, prepared: prepare(change, { head, journal, definitionKey, limit: writer.maxCaseLength }) });
  } catch (error) {
    if (error instanceof Unstorable) return fail('bad-request', { reason: UNSTORABLE });
    if (error instanceof CaseTooLarge) return tooLarge(error, writer.maxCaseLength);
    throw error;
  }
}

const UNSTORABLE = 'it holds a character that cannot be stored (NUL or half a surrogate pair)';

const tooLarge = ({ what, found }: CaseTooLarge, limit: number): Result<Prepared> =>
  fail('case-too-large', { what, whatZh: what === 'state' ? '状态' : '变量', limit, found });

const RETRYABLE = new Set<string>([SQLSTATE.serializationFailure, SQLSTATE.deadlockDetected, SQLSTATE.uniqueViolation]);

/**
 * `deploymentSequence`: of the definitions that the batch was decided with; they may have been read anew since. Rejects only where the database cannot be
 * reached and so nobody knows what was written.
 */
export async function writeBatch(
  writer: Writer,
  batch: readonly Prepared[],
  deploymentSequence: number,
): Promise<Written> {
  const changes = batch.map(({ prepared }) => prepared);
  let won: ReadonlySet<string>;
  try {
    await ensureMonths(writer, changes);
    won = await commit(writer.pool, changes, deploymentSequence);
  } catch (error) {
    const state = sqlState(error);
    if (state !== undefined && RETRYABLE.has(state)) won = new Set();
    else if (isOutage(error)) won = await findOut(writer, changes, error);
    else return { kind: 'poisoned', error };
  }
  const isWon = ({ prepared }: Prepared): boolean => won.has(prepared.change.instanceId);
  return { kind: 'decided', won: batch.filter(isWon), lost: batch.filter((entry) => !isWon(entry)) };
}

/** The case as written, for the cache; undefined where it has ended. */
export function written({ change, head }: PreparedChange): LoadedCase | undefined {
  return change.ends ? undefined : { state: change.after, version: change.expected + 1, head };
}

const OUTAGE_ATTEMPTS = 8;

/** The connection broke, perhaps after the commit: asks the database, as soon as it answers again. */
async function findOut(
  writer: Writer,
  changes: readonly PreparedChange[],
  cause: unknown,
): Promise<ReadonlySet<string>> {
  writer.logger.warn(
    { err: cause, cases: changes.length },
    'lost the database during a commit; finding out what was written',
  );
  return retryOutage(OUTAGE_ATTEMPTS, () => findCommitted(writer.pool, changes));
}

async function ensureMonths(writer: Writer, changes: readonly PreparedChange[]): Promise<void> {
  let last = Number.NaN;
  for (const { change } of changes) {
    for (const { at } of change.entries) {
      if (at === last) continue;
      last = at;
      const month = monthOf(at);
      if (writer.months.has(month)) continue;
      await ensurePartition(writer.pool, month).catch((error: unknown) => {
        if (isOutage(error)) throw error;
        writer.logger.warn(
          { err: error, month },
          'no journal partition for this month; its rows go to the default partition',
        );
      });
      writer.months.add(month);
    }
  }
}
