/** Builds the index tables anew from the states of all open cases: after a restore, or when somebody has edited tables by hand. */
import type pg from 'pg';
import { diff } from '../commands/change.ts';
import type { IndexDifference } from '../store/index-rows.ts';
import { loadParts } from '../store/load-parts.ts';
import { openCases, reindex, removeStrays } from '../store/reindex.ts';
import type { DefinitionRegistry } from './definitions.ts';

export interface RepairResult {
  /** Cases that were looked at. */
  readonly cases: number;
  /** Rows of their index that were missing, too many or different. */
  readonly differing: number;
  /** The first of them. */
  readonly differences: readonly IndexDifference[];
  /** Rows of cases that are not open any more. */
  readonly strays: number;
}

export interface RepairOptions {
  /** Find out what differs and change nothing; default false. */
  readonly check?: boolean;
  /** Gets the cases done so far. */
  readonly onProgress?: (cases: number) => void;
}

const PAGE = 200;
const MAX_LISTED = 1_000;

/** May run while the engine does; a case that moves on meanwhile is taken up again. */
export async function repair(
  pool: pg.Pool,
  definitions: DefinitionRegistry,
  { check = false, onProgress }: RepairOptions = {},
): Promise<RepairResult> {
  await definitions.refresh();
  const differences: IndexDifference[] = [];
  let differing = 0;
  const onFound = (found: readonly IndexDifference[]): void => {
    differing += found.length;
    differences.push(...found.slice(0, MAX_LISTED - differences.length));
  };
  let cases = 0;
  let after = '';
  for (;;) {
    const ids = await openCases(pool, after, PAGE);
    const page = { pool, definitions, check, onFound };
    for (let left: readonly string[] = ids; left.length > 0; ) left = await repairPage(page, left);
    cases += ids.length;
    onProgress?.(cases);
    if (ids.length < PAGE) break;
    after = ids.at(-1) ?? '';
  }
  return { cases, differing, differences, strays: await removeStrays(pool, { check }) };
}

interface Page {
  readonly pool: pg.Pool;
  readonly definitions: DefinitionRegistry;
  readonly check: boolean;
  readonly onFound: (differences: readonly IndexDifference[]) => void;
}

/** Those that have moved on in between. */
async function repairPage({ pool, definitions, check, onFound }: Page, ids: readonly string[]): Promise<string[]> {
  const cases = await loadParts(pool, new Map(ids.map((id) => [id, 'all'])));
  const again: string[] = [];
  for (const [instanceId, { state, version }] of cases) {
    const index = await definitions.withLoaded(() => diff(null, state, [], definitions));
    const found = await reindex(pool, { instanceId, version, index, check });
    if (found) onFound(found);
    else again.push(instanceId);
  }
  return again;
}
