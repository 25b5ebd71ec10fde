import type { Runtime } from '../../runtime/engine.ts';
import type { Reader } from '../../store/read/reader.ts';
import { isOfficial, type Principal, seesAllCases, seesAllTasks } from '../principal.ts';
import type { Services } from '../services.ts';
import { graphOf } from './graph.ts';
import { readerMandates } from './mandates.ts';

/** What lists and look-ups show is cut to what this reader may see. */
export async function readerOf({ runtime }: Services, principal: Principal): Promise<Reader> {
  const allCases = seesAllCases(principal);
  const allTasks = seesAllTasks(principal);
  const limited = !(allCases && allTasks) && isOfficial(principal);
  return {
    id: principal.id,
    groups: principal.groups,
    roles: principal.roles,
    seesAllCases: allCases,
    seesAllTasks: allTasks,
    administers: principal.roles.includes('admin'),
    mandates: await readerMandates(runtime, principal),
    ownedDefinitions: limited ? await ownedDefinitions(runtime, principal) : [],
  };
}

/** Owners are named in the model, and a deployed model never changes: each is looked into once. */
const ownersOf = new WeakMap<Runtime, Map<string, readonly string[]>>();

async function ownedDefinitions(runtime: Runtime, principal: Principal): Promise<string[]> {
  const known = ownersOf.get(runtime) ?? new Map<string, readonly string[]>();
  ownersOf.set(runtime, known);
  const owned: string[] = [];
  for (const { id } of runtime.definitions.processes()) {
    const owners = known.get(id) ?? (await graphOf(runtime, id)).owners;
    known.set(id, owners);
    if (owners.some((owner) => owner === principal.id || principal.groups.includes(owner))) owned.push(id);
  }
  return owned;
}
