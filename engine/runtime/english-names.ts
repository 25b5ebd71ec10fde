/** English names of what was deployed before they were kept, so that it is listed and found by them like everything else. */
import type pg from 'pg';
import type { ProcessGraph } from '../model/graph.ts';
import { unreadNames, writeNames } from '../store/deployments/english-names.ts';
import type { StepName } from '../store/deployments/write-deployment.ts';
import type { DefinitionRegistry } from './definitions.ts';
import type { Logger } from './logger.ts';

interface Deps {
  readonly pool: pg.Pool;
  readonly definitions: DefinitionRegistry;
  readonly logger: Logger;
}

export const stepNamesIn = ({ nodes }: ProcessGraph): readonly StepName[] =>
  nodes.flatMap(({ id, nameEn, user }) => (user && nameEn !== undefined ? [{ elementId: id, nameEn }] : []));

/** Reads one after the other, beside the work, until all are read or `signal` says that the engine stops. What cannot be read is left as it is. */
export async function readEnglishNames({ pool, definitions, logger }: Deps, signal?: AbortSignal): Promise<void> {
  const ids = await unreadNames(pool);
  if (ids.length === 0) return;
  await definitions.refresh();
  for (const id of ids) {
    if (signal?.aborted) return;
    if (!definitions.head(id)) continue;
    try {
      const { graph } = await definitions.withLoaded(() => definitions.byId(id));
      await writeNames(pool, { id, nameEn: graph.nameEn ?? null, steps: stepNamesIn(graph) });
    } catch (error) {
      logger.warn({ err: error, definition: id }, 'English names of a definition were not read');
    }
  }
  await definitions.refresh();
}
