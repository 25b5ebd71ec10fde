/** The catalogue of the demo: made from what the departments have agreed on, so nothing of it needs to be kept. */
import type pg from 'pg';
import { readDataContracts } from '../../adapters/contracts.ts';
import { entriesOf } from '../sharing/from-contract.ts';
import { allEntries, putEntry } from '../store/sharing/entries.ts';
import { inTransaction } from '../store/transaction.ts';

/** Only what is not there yet: what somebody has changed stays. */
export async function addDemoCatalogue(pool: pg.Pool, at: number): Promise<void> {
  const known = new Set((await allEntries(pool)).flatMap(({ code, element }) => [code, element]));
  const fresh = readDataContracts()
    .flatMap((contract) => entriesOf(contract, at))
    .filter(({ code }) => !known.has(code));
  if (fresh.length === 0) return;
  await inTransaction(pool, async (client) => {
    for (const entry of fresh) await putEntry(client, { ...entry, changedBy: 'system', changedAt: at });
  });
}
