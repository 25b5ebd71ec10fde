import { type PreparedChange, prepare } from '../store/commit.ts';
import type { LateChange } from './late-change.ts';
import { type Writer, writeBatch } from './write-batch.ts';

/** Writes what waited. Rejects where the database does not take it: then something else has written to it, or it has a bug to be found. */
export async function writeLate(writer: Writer, late: readonly LateChange[]): Promise<readonly PreparedChange[]> {
  const batch = late.map(({ change, journal, decided: { head } }) => {
    const definitionKey = writer.definitions.head(change.after.definitions[0] ?? '')?.key ?? '';
    const prepared = prepare(change, { head, journal, definitionKey, limit: writer.maxCaseLength });
    return { chain: { pendings: [], outcomes: [], change }, prepared };
  });
  const result = await writeBatch(writer, batch, writer.definitions.sequence);
  if (result.kind === 'poisoned') throw result.error;
  if (result.lost.length > 0)
    throw new Error(
      `Expected nobody else to write to the database, but ${result.lost.length} cases are not as they were.`,
    );
  return result.won.map(({ prepared }) => prepared);
}
