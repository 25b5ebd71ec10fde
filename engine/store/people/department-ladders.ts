/** Escalation ladders of departments. Ended by setting `until`, never changed. */
import type { RungSpec } from '../../model/ladder.ts';
import type { Database } from './database.ts';

export interface LadderRecord {
  readonly department: string;
  readonly version: number;
  readonly rungs: readonly RungSpec[];
  /** Epoch ms. */
  readonly since: number;
  readonly until: number | null;
  readonly by: string;
}

/** Of all departments or of one, the latest version first. */
export async function listLadders(database: Database, department?: string): Promise<readonly LadderRecord[]> {
  const { rows } = await database.query<LadderRecord>(
    `select department, version, rungs, since, until, by from department_ladder
     where $1::text is null or department = $1 order by department, version desc`,
    [department ?? null],
  );
  return rows;
}

export interface LadderWrite {
  readonly department: string;
  /** Told the number of the version. */
  readonly rungs: (version: number) => readonly RungSpec[];
  readonly at: number;
  readonly by: string;
}

/** The next version, in effect from `at` on; what was there ends then. The department's row serialises writers. */
export async function insertLadder(client: Database, { department, rungs, at, by }: LadderWrite): Promise<number> {
  await client.query('select from department where id = $1 for update', [department]);
  const { rows } = await client.query<{ version: number }>(
    'select coalesce(max(version), 0) + 1 as version from department_ladder where department = $1',
    [department],
  );
  const version = rows[0]?.version ?? 1;
  const since = new Date(at);
  await client.query('update department_ladder set until = $2 where department = $1 and until is null', [
    department,
    since,
  ]);
  await client.query(
    'insert into department_ladder (department, version, rungs, since, by) values ($1, $2, $3, $4, $5)',
    [department, version, JSON.stringify(rungs(version)), since, by],
  );
  return version;
}
