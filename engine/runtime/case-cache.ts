/**
 * Cases as this process last wrote or read them. An entry may be outdated: whoever decides on one must write with its version, and must
 * load before he refuses.
 */
import type { InstanceState } from '../core/state.ts';
import type { LoadedCase, TargetKind } from '../store/load.ts';
import { PartsCache, type Written } from './parts-cache.ts';

/** About 20 kB each with a handful of elements. */
const MAX_CASES = 5_000;

/** Larger cases are read again each time rather than held, unless they are kept in parts. */
const MAX_ENTRIES = 500;

/** What belongs to a case and names it. */
type Owned = Pick<InstanceState, 'tasks' | 'timers' | 'effects' | 'scripts' | 'incidents'>;

const NOTHING: Owned = { tasks: {}, timers: {}, effects: {}, incidents: {} };

export class CaseCache {
  /** Those that are kept in parts. */
  readonly parts = new PartsCache();
  readonly #cases = new Map<string, LoadedCase>();
  /** Case of a task, job or incident of a cached case. */
  readonly #owners: Readonly<Record<TargetKind, Map<string, string>>> = {
    task: new Map(),
    job: new Map(),
    incident: new Map(),
  };

  readonly #isKept: (instanceId: string) => boolean;

  /** `isKept`: cases that must not be forgotten. */
  constructor(isKept: (instanceId: string) => boolean = () => false) {
    this.#isKept = isKept;
  }

  get(instanceId: string): LoadedCase | undefined {
    const found = this.#cases.get(instanceId);
    if (found) {
      this.#cases.delete(instanceId);
      this.#cases.set(instanceId, found);
    }
    return found;
  }

  has(instanceId: string): boolean {
    return this.#cases.has(instanceId);
  }

  owner(kind: TargetKind, id: string): string | undefined {
    return this.#owners[kind].get(id) ?? this.parts.placeOf(kind, id)?.instanceId;
  }

  put(entry: LoadedCase, written?: Written): void {
    const { id, elements } = entry.state;
    if (written || Object.keys(elements).length > MAX_ENTRIES) {
      this.#forget(id);
      if (written) this.parts.putChange(entry, written);
      return;
    }
    const before = this.#cases.get(id);
    if (before) this.#cases.delete(id);
    this.#cases.set(id, entry);
    this.#own(id, before?.state ?? NOTHING, entry.state);
    if (this.#cases.size > MAX_CASES) this.#forgetOldest();
  }

  #forgetOldest(): void {
    for (const id of this.#cases.keys()) {
      if (this.#isKept(id)) continue;
      this.#forget(id);
      return;
    }
  }

  delete(instanceId: string): void {
    this.parts.delete(instanceId);
    this.#forget(instanceId);
  }

  #forget(instanceId: string): void {
    const entry = this.#cases.get(instanceId);
    if (!entry) return;
    this.#cases.delete(instanceId);
    this.#own(instanceId, entry.state, NOTHING);
  }

  /** States share what did not change between them. */
  #own(instanceId: string, before: Owned, after: Owned): void {
    const { task, job, incident } = this.#owners;
    if (before.tasks !== after.tasks) move(task, instanceId, before.tasks, after.tasks);
    if (before.timers !== after.timers) move(job, instanceId, before.timers, after.timers);
    if (before.effects !== after.effects) move(job, instanceId, before.effects, after.effects);
    if (before.scripts !== after.scripts) move(job, instanceId, before.scripts ?? {}, after.scripts ?? {});
    if (before.incidents !== after.incidents) move(incident, instanceId, before.incidents, after.incidents);
  }
}

function move(owners: Map<string, string>, instanceId: string, before: object, after: object): void {
  for (const id in before) if (!(id in after)) owners.delete(id);
  for (const id in after) owners.set(id, instanceId);
}
