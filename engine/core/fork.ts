/**
 * A draft of the next state: shares everything with the state it was forked from, and copies a collection the first time it is
 * written to, at most once. Only `apply` writes to it; once its `state` has been handed out it must not be used any more.
 */
import type { Notice } from './notices.ts';
import type {
  Compensation,
  Condition,
  Effect,
  ElementInstance,
  Incident,
  InstanceState,
  Ladder,
  LoopItem,
  ScriptRun,
  Subscription,
  Task,
  Timer,
} from './state.ts';

export interface DraftCollections {
  elements: Record<string, ElementInstance>;
  timers: Record<string, Timer>;
  subscriptions: Record<string, Subscription>;
  conditions: Record<string, Condition>;
  compensations: Record<string, Compensation>;
  effects: Record<string, Effect>;
  scripts: Record<string, ScriptRun>;
  incidents: Record<string, Incident>;
  ladders: Record<string, Ladder>;
  tasks: Record<string, Task>;
  items: Record<string, LoopItem>;
  notices: Record<string, Notice>;
}

type Collection = keyof DraftCollections;

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

type DraftState = Mutable<Omit<InstanceState, Collection>> & DraftCollections;

export interface Draft {
  readonly state: DraftState;
  /** Collections this draft has already copied, and may write to: a handful, so a list is the fastest. */
  readonly owned: Collection[];
  /** Outputs of loops this draft has already copied; null until there are any. */
  ownedOutputs: Set<readonly unknown[]> | null;
  /** Element ids by parent; null until somebody asks. */
  children: Map<string, Set<string>> | null;
  /** Ids of the compensation log by scope; null until somebody asks. */
  undoable: Map<string, Set<string>> | null;
}

export function fork(state: InstanceState): Draft {
  return {
    state: {
      ...state,
      conditions: state.conditions ?? {},
      compensations: state.compensations ?? {},
      items: state.items ?? {},
      ladders: state.ladders ?? {},
      scripts: state.scripts ?? {},
      notices: state.notices ?? {},
    },
    owned: [],
    ownedOutputs: null,
    children: null,
    undoable: null,
  };
}

/** The draft of a case that does not exist yet; its first event must be `instanceStarted`. */
export function blank(): Draft {
  return fork({
    format: 1,
    id: '',
    root: '',
    status: 'active',
    businessKey: null,
    initiator: null,
    startedAt: 0,
    endedAt: null,
    definitions: [],
    elements: {},
    timers: {},
    subscriptions: {},
    effects: {},
    incidents: {},
    tasks: {},
    trail: [],
  });
}

/** The collection, ready to be written to. */
export function own<Name extends Collection>(draft: Draft, name: Name): DraftCollections[Name] {
  const collections: DraftCollections = draft.state;
  if (!draft.owned.includes(name)) {
    draft.owned.push(name);
    collections[name] = { ...collections[name] };
  }
  return collections[name];
}

/** Ids of the element instances directly inside `id`. The index over all parents is built once per draft and kept by `apply`. */
export function childrenOf(draft: Draft, id: string): ReadonlySet<string> {
  draft.children ??= indexByParent(draft.state.elements);
  return draft.children.get(id) ?? NONE;
}

/** Ids of what can be undone, by the scope it ran in. The index is built once per draft and kept by `apply`. */
export function undoableIn(draft: Draft): ReadonlyMap<string, ReadonlySet<string>> {
  if (!draft.undoable) {
    draft.undoable = new Map();
    for (const { id, scope } of Object.values(draft.state.compensations)) addChild(draft.undoable, scope, id);
  }
  return draft.undoable;
}

export function forgetChild(index: Map<string, Set<string>>, parent: string, id: string): void {
  const siblings = index.get(parent);
  siblings?.delete(id);
  if (siblings?.size === 0) index.delete(parent);
}

const NONE: ReadonlySet<string> = new Set();

function indexByParent(elements: DraftCollections['elements']): Map<string, Set<string>> {
  const index = new Map<string, Set<string>>();
  for (const element of Object.values(elements)) {
    if (element.parent !== null) addChild(index, element.parent, element.id);
  }
  return index;
}

export function addChild(index: Map<string, Set<string>>, parent: string, id: string): void {
  const siblings = index.get(parent);
  if (siblings) siblings.add(id);
  else index.set(parent, new Set([id]));
}
