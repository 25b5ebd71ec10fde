/** Builds the index tables anew from the states of all open cases: after a restore, or when somebody has edited tables by hand. */
import type pg from 'pg';
import { diff } from '../commands/change.ts';
import { load } from '../store/load.ts';
import { openCases, reindex, removeStrays } from '../store/reindex.ts';
import type { DefinitionRegistry } from './definitions.ts';

export interface RepairResult {
  readonly cases: number;
  /** Rows of cases that are not open any more. */
  readonly strays: number;
}

const PAGE = 200;

/** May run while the engine does; a case that moves on meanwhile is taken up again. `onProgress` gets the cases done so far. */
export async function repair(
  pool: pg.Pool,
  definitions: DefinitionRegistry,
  onProgress: (cases: number) => void = () => undefined,
): Promise<RepairResult> {
  await definitions.refresh();
  let cases = 0;
  let after = '';
  for (;;) {
    const ids = await openCases(pool, after, PAGE);
    for (let left: readonly string[] = ids; left.length > 0; ) left = await repairPage(pool, definitions, left);
    cases += ids.length;
    onProgress(cases);
    if (ids.length < PAGE) break;
    after = ids.at(-1) ?? '';
  }
  return { cases, strays: await removeStrays(pool) };
}

/** Those that have moved on in between. */
async function repairPage(pool: pg.Pool, definitions: DefinitionRegistry, ids: readonly string[]): Promise<string[]> {
  const { cases } = await load(pool, { instances: ids, tasks: [], jobs: [], incidents: [], receipts: [], claims: [] });
  const again: string[] = [];
  for (const [instanceId, { state, version }] of cases) {
    const index = await definitions.withLoaded(() => diff(null, state, [], definitions));
    if (!(await reindex(pool, { instanceId, version, index }))) again.push(instanceId);
  }
  return again;
}
