/** Finds the cases of a batch: from the cache where it may, else with one load for all of them. */
import type pg from 'pg';
import type { Claim } from '../commands/change.ts';
import type { PartsNeeded } from '../core/parts.ts';
import { caseStatus } from '../core/query.ts';
import { fail } from '../errors.ts';
import { type Loaded, type LoadedCase, type LoadRequest, load } from '../store/load.ts';
import { loadParts } from '../store/load-parts.ts';
import type { CaseCache } from './case-cache.ts';
import type { DefinitionRegistry } from './definitions.ts';
import type { Outcome } from './envelope.ts';
import type { LateChanges } from './late-changes.ts';
import { lookup, type Pending } from './pending.ts';

export interface Gathered {
  /** Commands by case. */
  readonly groups: ReadonlyMap<string, readonly Pending[]>;
  readonly cases: Map<string, LoadedCase>;
  /** Cases that came out of the cache. */
  readonly cached: ReadonlySet<string>;
  /** The database was asked, so the definitions are known to be the current ones. */
  readonly loaded: boolean;
}

export interface Sources {
  readonly pool: pg.Pool;
  readonly cache: CaseCache;
  readonly definitions: DefinitionRegistry;
  /** What is decided and not written yet: it goes before what the database says. */
  readonly late: Pick<LateChanges, 'get' | 'hasEnded'>;
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
  for (const [id, asked] of askedOfCache(sources.cache, pendings)) {
    const found = sources.cache.parts.get(id, asked);
    if (found) cases.set(id, found);
  }
  for (const { instanceId } of pendings) {
    const late = instanceId === undefined ? undefined : sources.late.get(instanceId);
    if (late) cases.set(late.change.instanceId, late.decided);
  }
  const cached = new Set(cases.keys());
  const request = requestFor(pendings, cached);
  if (!request) return { groups: grouped(notOver(sources, pendings, cases)), cases, cached, loaded: false };
  const loaded = await load(sources.pool, request);
  if (loaded.deploymentSequence !== sources.definitions.sequence) await sources.definitions.refresh();
  for (const [id, found] of loaded.cases) if (!cached.has(id)) cases.set(id, sources.late.get(id)?.decided ?? found);
  for (const [id, found] of loaded.past) if (!loaded.cases.has(id)) cases.set(id, found);
  const wanted = wantedParts(sources.cache, pendings, { loaded, cases, cached });
  if (wanted.size > 0) {
    const parted = await loadParts(sources.pool, wanted);
    // One that has ended in between: all over again.
    if (parted.size < wanted.size) return gather(sources, pendings);
    for (const [id, found] of parted) {
      cases.set(id, found);
      if (wanted.get(id) === 'all') sources.cache.parts.putWhole(found);
    }
  }
  return {
    groups: grouped(
      notOver(
        sources,
        pendings.filter((pending) => !answerAtOnce(pending, loaded, cases)),
        cases,
      ),
    ),
    cases,
    cached,
    loaded: true,
  };
}

/** Answers those whose case has ended by what is not written yet. */
const notOver = (
  { late }: Sources,
  pendings: readonly Pending[],
  cases: ReadonlyMap<string, LoadedCase>,
): readonly Pending[] =>
  pendings.filter(({ instanceId = '', afterEnd, settle }) => {
    if (afterEnd || !late.hasEnded(instanceId)) return true;
    const state = cases.get(instanceId)?.state;
    settle(fail('case-not-open', state ? caseStatus(state) : { case: instanceId, status: 'completed' }));
    return false;
  });

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
    if (instanceId !== undefined && cached.has(instanceId)) continue;
    if (instanceId !== undefined && (!opens || fresh)) ids.instances.add(instanceId);
    const wanted = lookup(envelope.target);
    if (wanted) ids[wanted.kind].add(wanted.id);
    needed ||= instanceId === undefined;
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
    past: pendings.flatMap(({ instanceId, afterEnd }) =>
      afterEnd && instanceId !== undefined && instances.has(instanceId) ? [instanceId] : [],
    ),
  };
}

/** What the commands name of cases that are held in parts; all where a command is for the case as such. None for one that must be read. */
function askedOfCache(cache: CaseCache, pendings: readonly Pending[]): Map<string, Set<string> | 'all'> {
  const asked = new Map<string, Set<string> | 'all'>();
  const fresh = new Set(pendings.flatMap((pending) => (pending.fresh ? (pending.instanceId ?? []) : [])));
  for (const { envelope, instanceId: id } of pendings) {
    if (id === undefined || fresh.has(id) || !cache.parts.has(id)) continue;
    const named = lookup(envelope.target);
    const place = named && cache.parts.placeOf(named.kind, named.id);
    add(asked, id, place ? place.part : 'all');
  }
  return asked;
}

interface Found {
  readonly loaded: Loaded;
  readonly cases: ReadonlyMap<string, LoadedCase>;
  readonly cached: ReadonlySet<string>;
}

/**
 * What has to be read of cases that are kept in parts: what the commands name where others have written to the case too, else all of it,
 * because it is then held.
 */
function wantedParts(
  cache: CaseCache,
  pendings: readonly Pending[],
  { loaded, cases, cached }: Found,
): Map<string, Set<string> | 'all'> {
  const wanted = new Map<string, Set<string> | 'all'>();
  for (const { envelope, instanceId, fresh } of pendings) {
    const named = lookup(envelope.target);
    const name = `${named?.kind}:${named?.id}`;
    const id = instanceId ?? loaded.owners.get(name);
    if (id === undefined || cached.has(id) || !loaded.cases.has(id) || !cases.get(id)?.state.split) continue;
    const isShared = fresh || cache.parts.has(id);
    add(wanted, id, named && isShared ? (loaded.parts.get(name) ?? null) : 'all');
  }
  return wanted;
}

function add(wanted: Map<string, Set<string> | 'all'>, id: string, part: string | null): void {
  const before = wanted.get(id) ?? new Set();
  wanted.set(id, part === 'all' ? part : before);
  if (part !== null && before !== 'all') before.add(part);
}

function ownerIn({ owners }: Loaded, { envelope }: Pending): string | undefined {
  const wanted = lookup(envelope.target);
  return wanted && owners.get(`${wanted.kind}:${wanted.id}`);
}

function answerAtOnce(pending: Pending, loaded: Loaded, cases: ReadonlyMap<string, LoadedCase>): boolean {
  const { envelope, settle } = pending;
  pending.instanceId ??= ownerIn(loaded, pending);
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
  const isThere = instanceId !== undefined && cases.has(instanceId);
  const isPast = isThere && !loaded.cases.has(instanceId) && loaded.past.has(instanceId);
  if (pending.opens || (isThere && (!isPast || pending.afterEnd))) return false;
  settle(whyMissing(pending, loaded));
  return true;
}

/** The target is not open: it has ended, or there is no such thing. */
function whyMissing({ envelope, instanceId }: Pending, loaded: Loaded): Outcome {
  const wanted = lookup(envelope.target);
  const task = wanted?.kind === 'task' ? loaded.endedTasks.get(wanted.id) : undefined;
  if (task && wanted) return fail('task-already-handled', { taskId: wanted.id, ...task, by: task.by ?? 'system' });
  const ended = loaded.ended.get(instanceId ?? '');
  if (ended) return fail('case-not-open', { ...ended });
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
  const { worker, now, token } = claim.lock;
  const isSame = token === undefined || found.lockToken === token;
  return found.lockedBy === worker && found.lockedUntil > now && isSame;
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

export interface MissingParts {
  readonly instanceId: string;
  readonly parts: PartsNeeded['parts'];
}

/** Loads the case again with the parts it has and those that are missing; false where it is not open any more. */
export async function loadMore(
  { pool, cache }: Sources,
  cases: Map<string, LoadedCase>,
  { instanceId, parts }: MissingParts,
): Promise<boolean> {
  const before = cases.get(instanceId);
  const asked = parts === 'all' ? parts : new Set([...(before?.state.partial?.asked ?? []), ...parts]);
  const held = cache.parts.get(instanceId, asked);
  const again =
    held?.version === before?.version ? held : (await loadParts(pool, new Map([[instanceId, asked]]))).get(instanceId);
  if (again) cases.set(instanceId, again);
  return again !== undefined;
}
