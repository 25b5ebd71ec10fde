/** Shortest ways through a scope as it is drawn: nothing put together, nothing left out, so that none is overlooked. */
import { advance } from './advance.ts';
import { beginningsOf } from './beginnings.ts';
import type { Budget } from './budget.ts';
import { type Group, groupsFrom } from './groups.ts';
import { endWith } from './moving.ts';
import type { Action, Arc, Moving, Net, Space, State } from './net.ts';
import { sorted } from './places.ts';
import { forget } from './remembering.ts';
import { keyOf } from './space.ts';

export interface Goal {
  /** The way ends with this step. */
  isArc?(arc: Arc): boolean;
  /** The way ends in this state, whose number is given; what can follow it has been looked at. */
  isState?(space: Space, index: number): boolean;
}

export interface Search {
  readonly goal: Goal;
  readonly budget: Budget;
  /** Only ways that take fewer steps are of interest. */
  readonly below: number;
  /** How many steps it takes to do the action. */
  costOf(action: Action): number;
}

export interface Way {
  readonly space: Space;
  readonly last: Arc;
}

/** The way with the fewest steps; null where there is none below the bound, or the budget does not suffice to be sure. */
export function shortestWay(net: Net, search: Search): Way | null {
  return new Shortest(net, search).run();
}

class Shortest {
  private readonly net: Net;
  private readonly search: Search;
  private readonly states: State[] = [];
  private readonly costs: number[] = [];
  private readonly numbers = new Map<string, number>();
  /** Numbers of states by their distance. */
  private readonly open: number[][] = [];
  private readonly settled = new Set<number>();
  private best: { readonly arc: Arc; readonly cost: number } | null = null;

  constructor(net: Net, search: Search) {
    this.net = net;
    this.search = search;
  }

  run(): Way | null {
    for (const { action, ways } of beginningsOf(this.net))
      for (const way of ways) for (const end of advance(this.net, way)) this.add(end, { from: -1, action }, 0);
    for (let cost = 0; cost < this.open.length && cost < this.bound; cost++) {
      const bucket = this.open[cost] ?? [];
      for (let at = 0; at < bucket.length && cost < this.bound; at++) {
        if (!this.settle(bucket[at] as number, cost)) return null;
      }
    }
    return this.best && { space: this.space, last: this.best.arc };
  }

  private get bound(): number {
    return this.best?.cost ?? this.search.below;
  }

  private get space(): Space {
    const { net, states } = this;
    return { net, states, reached: new Map(), blocks: new Map(), cut: false, grown: null };
  }

  /** False where the budget is used up. */
  private settle(index: number, cost: number): boolean {
    if (this.settled.has(index) || this.costs[index] !== cost) return true;
    if (!this.search.budget.spend()) return false;
    this.settled.add(index);
    const state = this.states[index] as State;
    const groups = state.ended === null ? [...groupsFrom(this.net, state)] : [];
    state.atRest = state.ended === null && !groups.some(({ moves }) => moves);
    state.stuck = state.atRest && groups.every(({ ways }) => ways.length === 0);
    const [last] = state.arcs;
    if (last && this.search.goal.isState?.(this.space, index)) this.best = { arc: last, cost };
    else this.follow(index, cost, groups);
    return !this.net.cut;
  }

  private follow(from: number, cost: number, groups: readonly Group[]): void {
    for (const { ways } of groups)
      for (const { action, end } of ways)
        this.add(end, { from, action }, cost + (action ? this.search.costOf(action) : 0));
  }

  private add(end: Moving, by: Pick<Arc, 'from' | 'action'>, cost: number): void {
    if (end.ended !== null) endWith(end, end.ended);
    const { queue, ended, trace, data } = end;
    this.search.budget.toil(end.tokens.length + trace.length);
    const arc: Arc = { ...by, trace, data };
    if (this.search.goal.isArc?.(arc) && cost < this.bound) this.best = { arc, cost };
    if (cost >= this.bound) return;
    const marking = queue.length > 0 ? sorted(end.tokens) : forget(this.net, sorted(end.tokens));
    const key = keyOf(this.net, { marking, queue, ended });
    const index = this.numbers.get(key) ?? this.states.length;
    if (index < this.states.length && (this.costs[index] ?? 0) <= cost) return;
    this.numbers.set(key, index);
    this.costs[index] = cost;
    this.states[index] = { marking, queue, ended, arcs: [arc], atRest: false, stuck: false };
    let bucket = this.open[cost];
    if (!bucket) this.open[cost] = bucket = [];
    bucket.push(index);
  }
}
