/**
 * Cases as this process last wrote or read them. An entry may be outdated: whoever decides on one must write with its version, and must
 * load before he refuses.
 */
import type { InstanceState } from '../core/state.ts';
import type { LoadedCase, TargetKind } from '../store/load.ts';

/** About 20 kB each with a handful of elements. */
const MAX_CASES = 5_000;

/** Larger cases are read again each time rather than held. */
const MAX_ENTRIES = 500;

export class CaseCache {
  #cases = new Map<string, LoadedCase>();
  /** Case of a task, job or incident of a cached case, by `kind:id`. */
  #owners = new Map<string, string>();

  get(instanceId: string): LoadedCase | undefined {
    const found = this.#cases.get(instanceId);
    if (found) {
      this.#cases.delete(instanceId);
      this.#cases.set(instanceId, found);
    }
    return found;
  }

  owner(kind: TargetKind, id: string): string | undefined {
    return this.#owners.get(`${kind}:${id}`);
  }

  put(entry: LoadedCase): void {
    const { id } = entry.state;
    this.delete(id);
    if (Object.keys(entry.state.elements).length > MAX_ENTRIES) return;
    this.#cases.set(id, entry);
    for (const name of namesIn(entry.state)) this.#owners.set(name, id);
    const oldest = this.#cases.size > MAX_CASES ? this.#cases.keys().next().value : undefined;
    if (oldest !== undefined) this.delete(oldest);
  }

  delete(instanceId: string): void {
    const entry = this.#cases.get(instanceId);
    if (!entry) return;
    this.#cases.delete(instanceId);
    for (const name of namesIn(entry.state)) this.#owners.delete(name);
  }
}

function* namesIn(state: InstanceState): Generator<string> {
  for (const id in state.tasks) yield `task:${id}`;
  for (const id in state.timers) yield `job:${id}`;
  for (const id in state.effects) yield `job:${id}`;
  for (const id in state.incidents) yield `incident:${id}`;
}
