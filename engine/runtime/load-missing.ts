/** What a decision asked for that was not in memory. */
import { PartsNeeded } from '../core/parts.ts';
import { StoreNotLoaded } from '../env.ts';
import { DefinitionNotLoaded } from '../model/graph.ts';
import { type Gathered, loadMore, type Sources } from './gather.ts';
import type { StoreSnapshot } from './store-snapshot.ts';

export type Missing = DefinitionNotLoaded | StoreNotLoaded | PartsNeeded;

export const isMissing = (error: unknown): error is Missing =>
  error instanceof DefinitionNotLoaded || error instanceof StoreNotLoaded || error instanceof PartsNeeded;

export interface Deciding {
  readonly instanceId: string;
  readonly gathered: Gathered;
  readonly stores: StoreSnapshot;
}

/** Loads it, so that it can be decided again; false where the case is not open any more. */
export async function loadMissing(
  sources: Sources,
  missing: Missing,
  { instanceId, gathered, stores }: Deciding,
): Promise<boolean> {
  if (missing instanceof PartsNeeded) return loadMore(sources, gathered.cases, { instanceId, parts: missing.parts });
  if (missing instanceof StoreNotLoaded) await stores.load(missing.store);
  else await sources.definitions.load(missing.definitionId);
  return true;
}
