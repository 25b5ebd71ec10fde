/** The states that can be reached, found in the order of their distance. */
import { advance } from './advance.ts';
import type { Budget } from './budget.ts';
import { groupsFrom } from './groups.ts';
import { growsFrom } from './growth.ts';
import { endWith } from './moving.ts';
import type { Action, Arc, Moving, Net, Space, State } from './net.ts';
import { type Marking, sorted } from './places.ts';
import { forget } from './remembering.ts';

export interface Beginning {
  readonly action: Action | null;
  readonly ways: readonly Moving[];
}

export interface ExploreOptions {
  readonly budget: Budget;
  /** Follows the steps of one place where that is enough. */
  readonly reduced: boolean;
  /** Looks out for tokens without bound. */
  readonly watchGrowth: boolean;
}

/** How often each token is looked at for one step: it is copied, sorted, written into a key, and asked by joins. */
const TOKEN_WORK = 8;

interface Draft extends Space {
  readonly states: State[];
  readonly keys: Map<string, number>;
  readonly reached: Map<number, Arc>;
  readonly blocks: Map<number, Arc>;
  readonly options: ExploreOptions;
  cut: boolean;
  grown: number | null;
}

export function explore(net: Net, beginnings: readonly Beginning[], options: ExploreOptions): Space {
  const draft: Draft = {
    net,
    states: [],
    keys: new Map(),
    reached: new Map(),
    blocks: new Map(),
    options,
    cut: false,
    grown: null,
  };
  for (const { action, ways } of beginnings) {
    for (const way of ways) for (const end of advance(net, way)) add(draft, { from: -1, action }, end);
  }
  for (let at = 0; at < draft.states.length && !draft.cut && draft.grown === null; at++) expand(draft, at);
  if (net.cut) draft.cut = true;
  return draft;
}

function expand(draft: Draft, at: number): void {
  const state = draft.states[at] as State;
  if (state.ended !== null) return;
  state.atRest = state.stuck = true;
  for (const { moves, ways } of groupsFrom(draft.net, state)) {
    if (moves) state.atRest = state.stuck = false;
    let isNew = false;
    for (const { action, end } of ways) {
      state.stuck = false;
      if (add(draft, { from: at, action }, end)) isNew = true;
    }
    if (draft.options.reduced && isNew) return;
  }
}

function add(draft: Draft, by: Pick<Arc, 'from' | 'action'>, end: Moving): boolean {
  const { net, states, keys, options } = draft;
  options.budget.toil(TOKEN_WORK * (end.tokens.length + end.queue.length) + end.trace.length);
  if (end.ended !== null) endWith(end, end.ended);
  const { queue, ended, trace, data } = end;
  const marking = queue.length > 0 ? sorted(end.tokens) : forget(net, sorted(end.tokens));
  const arc: Arc = { ...by, trace, data };
  observe(draft, arc, marking);
  const key = keyOf(marking, queue, ended);
  const known = keys.get(key);
  if (known !== undefined) {
    (states[known] as State).arcs.push(arc);
    return false;
  }
  if (!options.budget.spend()) {
    draft.cut = true;
    return false;
  }
  keys.set(key, states.length);
  states.push({ marking, queue, ended, arcs: [arc], atRest: false, stuck: false });
  if (options.watchGrowth && growsFrom(net, states, states.length - 1)) draft.grown ??= states.length - 1;
  return true;
}

function keyOf(marking: Marking, queue: Moving['queue'], ended: number | null): string {
  const on = queue.map((arrival) => ('flow' in arrival ? arrival.flow : `n${arrival.node}`));
  return `${marking.join()}|${on.join()}|${ended}`;
}

/** Notes what the step has entered; a block only where its token comes to rest in it, or passes it. */
function observe({ reached, blocks, net }: Draft, arc: Arc, marking: Marking): void {
  for (const passed of arc.trace) {
    if (!passed.block) {
      if (!reached.has(passed.node)) reached.set(passed.node, arc);
      continue;
    }
    const { entry, exit } = passed.block;
    const stays = passed.phase === 'instant' || exit === null || marking.includes(net.places.block(entry));
    if (stays && !blocks.has(entry)) blocks.set(entry, arc);
  }
}
