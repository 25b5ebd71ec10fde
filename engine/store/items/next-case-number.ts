import type { Database } from '../people/database.ts';

/** Never the same twice, in whichever process and whatever is rolled back. */
export async function nextCaseNumber(database: Database): Promise<number> {
  const { rows } = await database.query<{ n: string }>(`select nextval('case_number') as n`);
  return Number(rows[0]?.n);
}
