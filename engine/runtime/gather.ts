/** Finds the cases of a batch: from the cache where it may, else with one load for all of them. */
import type pg from 'pg';
import type { Claim } from '../commands/change.ts';
import { fail } from '../errors.ts';
import { type Loaded, type LoadedCase, type LoadRequest, load } from '../store/load.ts';
import type { CaseCache } from './case-cache.ts';
import type { DefinitionRegistry } from './definitions.ts';
import type { Outcome } from './envelope.ts';
import { lookup, type Pending } from './pending.ts';

export interface Gathered {
  /** Commands by case. */
  readonly groups: ReadonlyMap<string, readonly Pending[]>;
  readonly cases: ReadonlyMap<string, LoadedCase>;
  /** Cases that came out of the cache. */
  readonly cached: ReadonlySet<string>;
  /** The database was asked, so the definitions are known to be the current ones. */
  readonly loaded: boolean;
}

export interface Sources {
  readonly pool: pg.Pool;
  readonly cache: CaseCache;
  readonly definitions: DefinitionRegistry;
}

/** Answers at once what needs no decision: repeats, and targets that do not exist. */
export async function gather(sources: Sources, pendings: readonly Pending[]): Promise<Gathered> {
  const cases = new Map<string, LoadedCase>();
  for (const pending of pendings) {
    if (pending.fresh || pending.opens || pending.instanceId === undefined) continue;
    const found = sources.cache.get(pending.instanceId);
    if (found) cases.set(pending.instanceId, found);
  }
  for (const pending of pendings)
    if (pending.fresh && pending.instanceId !== undefined) cases.delete(pending.instanceId);
  const cached = new Set(cases.keys());
  const request = requestFor(pendings, cached);
  if (!request) return { groups: grouped(pendings), cases, cached, loaded: false };
  const loaded = await load(sources.pool, request);
  if (loaded.deploymentSequence !== sources.definitions.sequence) await sources.definitions.refresh();
  for (const [id, found] of loaded.cases) if (!cached.has(id)) cases.set(id, found);
  return {
    groups: grouped(pendings.filter((pending) => !answerAtOnce(pending, loaded, cases))),
    cases,
    cached,
    loaded: true,
  };
}

/** Undefined where the cache has everything and no receipt is to be looked for. */
function requestFor(pendings: readonly Pending[], cached: ReadonlySet<string>): LoadRequest | undefined {
  const ids = {
    instances: new Set<string>(),
    task: new Set<string>(),
    job: new Set<string>(),
    incident: new Set<string>(),
    receipts: new Set<string>(),
  };
  let needed = false;
  for (const { envelope, instanceId, opens, fresh } of pendings) {
    if (envelope.receipt !== undefined && fresh) ids.receipts.add(envelope.receipt);
    if (instanceId !== undefined) {
      if (!cached.has(instanceId) && (!opens || fresh)) ids.instances.add(instanceId);
      continue;
    }
    const wanted = lookup(envelope.target);
    if (wanted) ids[wanted.kind].add(wanted.id);
    needed = true;
  }
  if (!needed && ids.instances.size === 0 && ids.receipts.size === 0) return undefined;
  for (const { envelope } of pendings) if (envelope.receipt !== undefined) ids.receipts.add(envelope.receipt);
  const claims = pendings.flatMap(({ envelope }) => idsOf(envelope.consumes));
  const { instances, task, job, incident, receipts } = ids;
  return {
    instances: [...instances],
    tasks: [...task],
    jobs: [...job],
    incidents: [...incident],
    receipts: [...receipts],
    claims,
  };
}

function answerAtOnce(pending: Pending, loaded: Loaded, cases: ReadonlyMap<string, LoadedCase>): boolean {
  const { envelope, settle } = pending;
  const wanted = lookup(envelope.target);
  if (pending.instanceId === undefined && wanted) pending.instanceId = loaded.owners.get(`${wanted.kind}:${wanted.id}`);
  const { instanceId } = pending;
  const receipt = envelope.receipt === undefined ? undefined : loaded.receipts.get(envelope.receipt);
  if (receipt) {
    settle({ ok: true, ...receipt, replayed: true });
    return true;
  }
  if (envelope.consumes && !isClaimable(envelope.consumes, loaded)) {
    settle(fail('already-consumed', { id: envelope.consumes.id }));
    return true;
  }
  if (pending.opens && loaded.ended.has(instanceId ?? '')) {
    settle(fail('already-exists', { kind: 'instance', id: instanceId ?? '' }));
    return true;
  }
  if (pending.opens || (instanceId !== undefined && cases.has(instanceId))) return false;
  settle(whyMissing(pending, loaded));
  return true;
}

/** The target is not open: it has ended, or there is no such thing. */
function whyMissing({ envelope, instanceId }: Pending, loaded: Loaded): Outcome {
  const wanted = lookup(envelope.target);
  const task = wanted?.kind === 'task' ? loaded.endedTasks.get(wanted.id) : undefined;
  if (task && wanted) return fail('task-already-handled', { taskId: wanted.id, ...task, by: task.by ?? 'system' });
  const status = loaded.ended.get(instanceId ?? '');
  if (status !== undefined) return fail('case-not-open', { status });
  return fail('not-found', { kind: wanted?.kind ?? 'instance', id: wanted?.id ?? instanceId ?? '' });
}

const idsOf = (claim: Claim | undefined): string[] => {
  if (!claim) return [];
  return claim.kind === 'message' && claim.gate !== undefined ? [claim.id, claim.gate] : [claim.id];
};

function isClaimable(claim: Claim, loaded: Loaded): boolean {
  const found = loaded.claimable.get(claim.id);
  if (claim.kind === 'message' && claim.gate !== undefined && !loaded.claimable.has(claim.gate)) return false;
  if (!found || claim.kind === 'message' || !claim.lock) return found !== undefined;
  return found.lockedBy === claim.lock.worker && found.lockedUntil > claim.lock.now;
}

function grouped(pendings: readonly Pending[]): Map<string, Pending[]> {
  const groups = new Map<string, Pending[]>();
  for (const pending of pendings) {
    const id = pending.instanceId ?? '';
    const group = groups.get(id);
    if (group) group.push(pending);
    else groups.set(id, [pending]);
  }
  return groups;
}
