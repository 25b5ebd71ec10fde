/**
 * Cases that are kept in parts, as this process last wrote or read them: as `CaseCache`, each at one version. A case is held with all its
 * parts where this process is alone at it; where others write to it too, with those it has touched since.
 */
import { byPosition, type CaseBase, type CasePart, joinCase, type PartsChange, splitCase } from '../core/parts.ts';
import type { InstanceState } from '../core/state.ts';
import type { LoadedCase, TargetKind } from '../store/load.ts';

/** About 2 kB each. */
const MAX_PARTS = 50_000;

interface Entry extends Omit<LoadedCase, 'state'> {
  readonly base: CaseBase;
  readonly incidents: number;
  readonly parts: Map<string, CasePart>;
  /** It has no parts but these. */
  readonly whole: boolean;
}

/** Where something of a case lies. */
export interface Lying {
  readonly instanceId: string;
  readonly part: string | null;
}

export class PartsCache {
  readonly #cases = new Map<string, Entry>();
  readonly #places: Readonly<Record<TargetKind, Map<string, Lying>>> = {
    task: new Map(),
    job: new Map(),
    incident: new Map(),
  };
  #held = 0;

  has(instanceId: string): boolean {
    return this.#cases.has(instanceId);
  }

  placeOf(kind: TargetKind, id: string): Lying | undefined {
    return this.#places[kind].get(id);
  }

  /** The case with the parts asked for, and those around them; undefined where one of them is not held. */
  get(instanceId: string, asked: ReadonlySet<string> | 'all'): LoadedCase | undefined {
    const entry = this.#cases.get(instanceId);
    if (!entry || (asked === 'all' && !entry.whole)) return undefined;
    this.#cases.delete(instanceId);
    this.#cases.set(instanceId, entry);
    const parts = asked === 'all' ? [...entry.parts.values()].sort(byPosition) : withParents(entry, asked);
    if (!parts) return undefined;
    const { base, incidents, version, head } = entry;
    const state = joinCase(base, parts, { asked: asked === 'all' ? asked : [...asked], incidents });
    return { state, version, head };
  }

  /** A case that was read whole. */
  putWhole({ state, version, head }: LoadedCase): void {
    this.delete(state.id);
    const { base, parts } = splitCase(state);
    this.#put({ base, version, head, incidents: Object.keys(state.incidents).length, parts: new Map(), whole: true });
    this.#change(state.id, { base, changed: [...parts.values()], removed: [] });
  }

  /** What was written to a case, whose version is now this one. */
  putChange({ state, version, head }: LoadedCase, { change, first }: Written): void {
    const entry = this.#cases.get(state.id);
    const before = entry?.version === version - 1 ? entry : undefined;
    if (!before) this.delete(state.id);
    const incidents = Object.keys(state.incidents).length + (state.partial?.incidents ?? 0);
    const whole = first || before?.whole === true;
    this.#put({ base: change.base, version, head, incidents, parts: before?.parts ?? new Map(), whole });
    this.#change(state.id, change);
  }

  delete(instanceId: string): void {
    const entry = this.#cases.get(instanceId);
    if (!entry) return;
    this.#change(instanceId, { base: entry.base, changed: [], removed: [...entry.parts.keys()] });
    this.#disown(entry.base);
    this.#cases.delete(instanceId);
  }

  #put(entry: Entry): void {
    const { id } = entry.base;
    const before = this.#cases.get(id);
    if (before) this.#disown(before.base);
    this.#cases.delete(id);
    this.#cases.set(id, entry);
    this.#own(entry.base, { instanceId: id, part: null });
  }

  #change(instanceId: string, { changed, removed }: PartsChange): void {
    const parts = this.#cases.get(instanceId)?.parts;
    if (!parts) return;
    this.#held -= parts.size;
    for (const id of [...removed, ...changed.map((part) => part.id)]) {
      this.#disown(parts.get(id)?.content ?? {});
      parts.delete(id);
    }
    for (const part of changed) {
      parts.set(part.id, part);
      this.#own(part.content, { instanceId, part: part.id });
    }
    this.#held += parts.size;
    for (const oldest of this.#cases.keys()) {
      if (this.#held <= MAX_PARTS) break;
      this.delete(oldest);
    }
  }

  #own(content: Named, place: Lying): void {
    for (const [kind, id] of namesIn(content)) this.#places[kind].set(id, place);
  }

  #disown(content: Named): void {
    for (const [kind, id] of namesIn(content)) this.#places[kind].delete(id);
  }
}

export interface Written {
  readonly change: PartsChange;
  /** It was not kept in parts before, so these are all. */
  readonly first: boolean;
}

type Named = Partial<Pick<InstanceState, 'tasks' | 'timers' | 'effects' | 'scripts' | 'incidents'>>;

function* namesIn({ tasks, timers, effects, scripts, incidents }: Named): Generator<readonly [TargetKind, string]> {
  for (const id in tasks) yield ['task', id];
  for (const id in timers) yield ['job', id];
  for (const id in effects) yield ['job', id];
  for (const id in scripts) yield ['job', id];
  for (const id in incidents) yield ['incident', id];
}

function withParents(entry: Entry, asked: ReadonlySet<string>): CasePart[] | undefined {
  const found = new Map<string, CasePart>();
  for (const name of asked) {
    for (let id: string | null = name; id !== null && !found.has(id); ) {
      const part: CasePart | undefined = entry.parts.get(id);
      if (!part && !entry.whole) return undefined;
      if (part) found.set(id, part);
      id = part?.parent ?? null;
    }
  }
  return [...found.values()].sort(byPosition);
}
