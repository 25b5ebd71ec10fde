import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Runtime } from '../runtime/engine.ts';
import { type ImportedItem, importItems } from '../runtime/items.ts';
import type { Logger } from '../runtime/logger.ts';
import { currentItems } from '../store/items/items.ts';

type Wanted = Pick<Runtime, 'pool' | 'clock' | 'definitions'>;

const KEPT =
  'the service item on disk was not taken: the version in use stays (give a change a higher version) 磁盘上的服务事项未启用，沿用在用版本（内容有变须提高版本号）';

/**
 * Puts the service item of every process folder into use; what is unchanged makes no new version. Where a changed file cannot be used, the version in
 * use stays and a warning says why: an office goes on with what applies today. Throws where there is none in use to go on with.
 */
export async function useItems(runtime: Wanted, root: string, logger: Pick<Logger, 'warn'>): Promise<void> {
  const files = readdirSync(root)
    .map((folder) => join(root, folder, 'item.json'))
    .filter((file) => existsSync(file));
  const imported = await imports(runtime, files.map(readItem));
  const refused = imported.flatMap((each, index) =>
    each.outcome === 'refused' ? [{ ...each, file: files[index] ?? '' }] : [],
  );
  const current = await currentItems(
    runtime.pool,
    refused.flatMap(({ key }) => key ?? []),
  );
  const inUse = new Map(current.map(({ key, version }) => [key, version]));
  refuse(refused.filter(({ key }) => key === null || !inUse.has(key)));
  for (const each of refused)
    logger.warn(
      { file: each.file, item: each.key, inUse: inUse.get(each.key ?? ''), problems: problemsOf(each) },
      KEPT,
    );
}

/** Throws with everything that is wrong. */
export async function putIntoUse(runtime: Wanted, items: readonly unknown[]): Promise<void> {
  refuse((await imports(runtime, items)).filter(({ outcome }) => outcome === 'refused'));
}

async function imports({ pool, clock, definitions }: Wanted, items: readonly unknown[]): Promise<ImportedItem[]> {
  if (items.length === 0) return [];
  const hasProcess = (key: string) => definitions.latest('process', key) !== undefined;
  return importItems(pool, items, { by: 'system', at: clock.now(), hasProcess });
}

function refuse(refused: readonly ImportedItem[]): void {
  if (refused.length > 0)
    throw new Error(`Expected the service items to be usable, but:\n${refused.flatMap(problemsOf).join('\n')}`);
}

const problemsOf = ({ key, problems }: ImportedItem): string[] =>
  problems.filter(({ severity }) => severity === 'error').map(({ message }) => `${key}: ${message.en} ${message.zh}`);

function readItem(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new Error(`Expected ${file} to be JSON, but: ${String(cause)}`, { cause });
  }
}
