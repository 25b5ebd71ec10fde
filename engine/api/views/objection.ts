import { mayDecide } from '../../commands/notices/decide-objection.ts';
import type { Objection } from '../../core/notices.ts';
import { findInstance } from '../../store/read/instances.ts';
import type { Principal } from '../principal.ts';
import type { Services } from '../services.ts';
import { stateOf } from './instance.ts';
import { judging } from './judging.ts';
import { readerOf } from './reader.ts';

export interface Raised {
  readonly instanceId: string;
  readonly objection: Objection;
}

/** What the caller may do about an objection, told by what judges it later. */
export async function objectionActions(
  services: Services,
  principal: Principal,
  { instanceId, objection }: Raised,
): Promise<string[]> {
  if (objection.decided) return [];
  if (objection.by === principal.id) return ['withdraw'];
  const { database, runtime } = services;
  const row = await findInstance(database, await readerOf(services, principal), instanceId);
  if (!row) return [];
  const state = await stateOf(services, row);
  const context = judging(runtime, principal);
  const may = await runtime.definitions.withLoaded(() => mayDecide(state, objection, context));
  return may.ok ? ['decide'] : [];
}
