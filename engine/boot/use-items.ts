import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Runtime } from '../runtime/engine.ts';
import { type ImportedItem, importItems } from '../runtime/items.ts';

type Wanted = Pick<Runtime, 'pool' | 'clock' | 'definitions'>;

/** Puts the service item of every process folder into use; what is unchanged makes no new version. Throws where one has an error. */
export async function useItems(runtime: Wanted, root: string): Promise<void> {
  const files = readdirSync(root).map((folder) => join(root, folder, 'item.json'));
  const items: unknown[] = files
    .filter((file) => existsSync(file))
    .map((file) => JSON.parse(readFileSync(file, 'utf8')));
  if (items.length > 0) await putIntoUse(runtime, items);
}

/** Throws with everything that is wrong. */
export async function putIntoUse({ pool, clock, definitions }: Wanted, items: readonly unknown[]): Promise<void> {
  const hasProcess = (key: string) => definitions.latest('process', key) !== undefined;
  const imported = await importItems(pool, items, { by: 'system', at: clock.now(), hasProcess });
  const refused = imported.filter(({ outcome }) => outcome === 'refused');
  if (refused.length > 0)
    throw new Error(`Expected the service items to be usable, but:\n${refused.map(described).join('\n')}`);
}

const described = ({ key, problems }: ImportedItem): string =>
  problems
    .filter(({ severity }) => severity === 'error')
    .map(({ message }) => `${key}: ${message.en}`)
    .join('\n');
