/**
 * Cases that are kept in parts. The items of a large multi-instance activity, each with everything inside it, and the older pages of
 * the trail are parts: rows of their own beside the row of the case, which keeps the counters. A command is decided on the case and the
 * parts it names, all of one version; whatever else it turns out to need it asks for by `PartsNeeded`, and is decided again.
 * A case that has everything loaded is an ordinary state; one that has not says so by `partial`.
 */
import type { ElementInstance, InstanceState, LoopItem, TrailEntry } from './state.ts';

/** A decision needs more of its case than is loaded. Nothing has happened; it can be made again once that is there. */
export class PartsNeeded extends Error {
  readonly parts: readonly string[] | 'all';

  constructor(parts: readonly string[] | 'all') {
    super(`Expected ${parts === 'all' ? 'the whole case' : `part ${parts.join(', ')}`} to be loaded, but it is not.`);
    this.parts = parts;
  }
}

/** Collections whose entries lie where their element instance lies. Conditions and what can be undone stay with the case: every step asks for all of them. */
const COLLECTIONS = [
  'elements',
  'timers',
  'subscriptions',
  'effects',
  'scripts',
  'incidents',
  'ladders',
  'tasks',
] as const;

type Collection = (typeof COLLECTIONS)[number];

type PartContent = { -readonly [Name in Collection]?: InstanceState[Name] } & {
  item?: LoopItem;
  /** A page of the trail. */
  trail?: readonly TrailEntry[];
};

export interface CasePart {
  readonly id: string;
  /** The part in which the activity lies whose item this is. */
  readonly parent: string | null;
  readonly content: PartContent;
}

/** As much of a case as its own row holds. */
export interface CaseBase extends InstanceState {
  /** Entries of the trail that are in pages. */
  readonly paged?: number;
}

/** Entries of a page of the trail. */
const TRAIL_PAGE = 16;

/** The name of an item's part. */
export const itemPart = (body: string, item: number): string => `${body}:${item}`;

const trailPart = (page: number): string => `trail:${page}`;

/** The part an element instance lies in, of nested ones the innermost; null for what the row of the case holds. */
export function partOf(state: InstanceState, elementId: string): string | null {
  if (!state.split) return null;
  let element: ElementInstance | undefined = state.elements[elementId];
  while (element && element.parent !== null) {
    const parent: ElementInstance | undefined = state.elements[element.parent];
    if (element.item !== undefined && parent?.loop?.split) return itemPart(parent.id, element.item);
    element = parent;
  }
  return null;
}

/** For questions that only the whole case can answer. */
export function requireWhole(state: InstanceState): void {
  if (state.partial) throw new PartsNeeded('all');
}

/** For questions to the whole trail. */
export function requireTrail({ partial }: InstanceState): void {
  if (!partial || partial.trail === 0) return;
  throw new PartsNeeded(Array.from({ length: partial.trail / TRAIL_PAGE }, (_, page) => trailPart(page)));
}

/** Takes a case apart. Of one that is partly loaded, the parts that are. */
export function splitCase(state: InstanceState): { base: CaseBase; parts: ReadonlyMap<string, CasePart> } {
  const parts = new Map<string, CasePart>();
  const contentOf = (id: string, body: string): PartContent => {
    const known = parts.get(id);
    if (known) return known.content;
    const part = { id, parent: partOf(state, body), content: {} };
    parts.set(id, part);
    return part.content;
  };
  const kept: Partial<Record<Collection, Record<string, unknown>>> = {};
  for (const name of COLLECTIONS) {
    const base: Record<string, unknown> = {};
    for (const [id, entry] of Object.entries<object>(state[name] ?? {})) {
      const part = partOf(state, name === 'elements' ? id : (entry as { element: string }).element);
      if (part === null) base[id] = entry;
      else {
        const content = contentOf(part, bodyOf(part)) as Record<string, Record<string, unknown>>;
        content[name] = { ...content[name], [id]: entry };
      }
    }
    kept[name] = base;
  }
  for (const [id, item] of Object.entries(state.items ?? {})) contentOf(id, bodyOf(id)).item = item;
  const { partial, ...whole } = state;
  const first = partial?.trail ?? 0;
  const paged = pageTrail(state.trail, first, parts);
  const base = { ...whole, ...(kept as object), items: {}, trail: state.trail.slice(paged - first), paged };
  return { base, parts };
}

/** The id of an item's part begins with that of the activity. */
const bodyOf = (part: string): string => part.slice(0, part.lastIndexOf(':'));

/** Adds the full pages; how many entries of the trail are in pages now. */
function pageTrail(trail: readonly TrailEntry[], first: number, parts: Map<string, CasePart>): number {
  const paged = Math.floor((first + trail.length) / TRAIL_PAGE) * TRAIL_PAGE;
  for (let start = first; start < paged; start += TRAIL_PAGE) {
    const id = trailPart(start / TRAIL_PAGE);
    parts.set(id, { id, parent: null, content: { trail: trail.slice(start - first, start - first + TRAIL_PAGE) } });
  }
  return paged;
}

export interface Known {
  /** Which parts were asked for, whether or not they are there. */
  readonly asked: readonly string[] | 'all';
  /** How many incidents the whole case has. */
  readonly incidents: number;
}

/** The order of items and of pages: longer names have higher numbers. */
export function byPosition({ id: one }: CasePart, { id: other }: CasePart): number {
  if (one.length !== other.length) return one.length - other.length;
  return one < other ? -1 : 1;
}

/** Puts a case together. `parts` come in order. */
export function joinCase({ paged = 0, ...base }: CaseBase, parts: readonly CasePart[], known: Known): InstanceState {
  const joined: Record<string, Record<string, unknown>> = {};
  for (const name of COLLECTIONS) joined[name] = { ...base[name] };
  const items: Record<string, LoopItem> = {};
  const pages: TrailEntry[] = [];
  for (const { id, content } of parts) {
    for (const name of COLLECTIONS) Object.assign(joined[name] as object, content[name]);
    if (content.item) items[id] = content.item;
    if (content.trail) pages.push(...content.trail);
  }
  const state = { ...base, ...(joined as object), items } as InstanceState;
  const trail = [...pages, ...base.trail];
  if (known.asked === 'all') return { ...state, trail };
  const incidents = known.incidents - Object.keys(state.incidents).length;
  return { ...state, trail, partial: { asked: new Set(known.asked), trail: paged - pages.length, incidents } };
}

export interface PartsChange {
  /** What the row of the case holds now. */
  readonly base: CaseBase;
  readonly changed: readonly CasePart[];
  readonly removed: readonly string[];
}

/** What has to be written of the parts; undefined for a case that is not kept in parts. One that has ended is kept whole. Both states have the same ones loaded. */
export function changedParts(before: InstanceState | null, after: InstanceState): PartsChange | undefined {
  if (!after.split) return undefined;
  const old: ReadonlyMap<string, CasePart> = before?.split ? splitCase(before).parts : new Map();
  if (after.endedAt !== null) return { base: after, changed: [], removed: [...old.keys()] };
  const { base, parts } = splitCase(after);
  return {
    base,
    changed: [...parts.values()].filter((part) => !isSame(old.get(part.id), part)),
    removed: [...old.keys()].filter((id) => !parts.has(id)),
  };
}

/** A page that is full stays as it is. */
function isSame(one: CasePart | undefined, other: CasePart): boolean {
  if (!one) return false;
  if (other.content.trail) return true;
  return (
    one.content.item === other.content.item &&
    COLLECTIONS.every((name) => haveSame(one.content[name] ?? {}, other.content[name] ?? {}))
  );
}

function haveSame(one: Readonly<Record<string, unknown>>, other: Readonly<Record<string, unknown>>): boolean {
  const ids = Object.keys(one);
  return ids.length === Object.keys(other).length && ids.every((id) => one[id] === other[id]);
}
