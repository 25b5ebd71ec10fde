/** The shortest ways that people are shown, as far as a budget of their own allows to be sure of them; else those that were found on the way. */
import type { FlowNode, ProcessGraph } from '../model/graph.ts';
import type { Budget } from './budget.ts';
import { withInnerSteps } from './inner-steps.ts';
import { type Action, type Arc, COMPLETE, Net, type Space, type State } from './net.ts';
import { arcTo, costOf, isFinal } from './outcome.ts';
import { type Part, partsTo, partsToNode } from './parts.ts';
import type { Known } from './scope.ts';
import { type Goal, shortestWay } from './shortest.ts';
import { stuckAt } from './stuck-at.ts';

export class Ways {
  readonly graph: ProcessGraph;
  readonly known: Known;
  private readonly budget: Budget;
  private readonly throughs = new Map<number, readonly Part[] | null>();

  constructor(graph: ProcessGraph, known: Known, budget: Budget) {
    this.graph = graph;
    this.known = known;
    this.budget = budget;
  }

  /** From the opening of the scope over the arc that was found. */
  over(scope: number, arc: Arc): Part[] {
    return this.inFull(partsTo(this.spaceOf(scope), arc));
  }

  /** To a standstill at the element, no longer than that in the state that was found; with all elements where tokens then are. */
  toStandstill(scope: number, elementId: string, found: number): { parts: Part[]; elementIds: readonly string[] } {
    const space = this.spaceOf(scope);
    const long = this.over(scope, arcTo(space, found));
    let elementIds = stuckAt(space, found);
    const isState = (inside: Space, index: number) => {
      const state = inside.states[index];
      if (!state?.stuck || isFinal(inside, state) || stuckAt(inside, index)[0] !== elementId) return false;
      elementIds = stuckAt(inside, index);
      return true;
    };
    return { parts: this.shortest(scope, { isState }, long.length - 1) ?? long, elementIds };
  }

  /** Into a node, wherever in the scope it lies; null where none leads there. */
  into(scope: number, node: number): Part[] | null {
    const parts = partsToNode(this.spaceOf(scope), node);
    if (!parts) return null;
    const long = this.inFull(parts);
    const isArc = ({ trace }: Arc) => trace.some((passed) => !passed.block && passed.node === node);
    return this.shortest(scope, { isArc }, long.length - 1) ?? long;
  }

  /** From its opening to its end; null where it does not come to one. */
  through(scope: number): readonly Part[] | null {
    const known = this.throughs.get(scope);
    if (known !== undefined) return known;
    const found = this.findThrough(scope);
    this.throughs.set(scope, found);
    return found;
  }

  private findThrough(scope: number): Part[] | null {
    const space = this.known.get(scope)?.space;
    if (!space) return null;
    const isState = (inside: Space, index: number) => isCompleted(inside, inside.states[index]);
    const ends = space.states.filter((state) => isCompleted(space, state)).flatMap(({ arcs }) => arcs.slice(0, 1));
    const [first, ...others] = ends;
    if (!first) return null;
    const least = others.reduce((best, arc) => (costOf(space, arc) < costOf(space, best) ? arc : best), first);
    const long = this.inFull(partsTo(space, least));
    return this.shortest(scope, { isState }, long.length - 1) ?? long;
  }

  private shortest(scope: number, goal: Goal, below: number): Part[] | null {
    const { graph, known } = this;
    const net = new Net({ graph, scope: graph.nodes[scope] as FlowNode, inner: known, blocks: new Map() });
    const way = shortestWay(net, { goal, budget: this.budget, below, costOf: (action) => this.stepsOf(action) });
    return way && this.inFull(partsTo(way.space, way.last));
  }

  /** A scope that is completed is gone through. */
  private stepsOf(action: Action): number {
    if (action.kind !== 'complete' || this.graph.nodes[action.node]?.loop) return 1;
    return Math.max(1, this.through(action.node)?.length ?? 1);
  }

  private inFull(parts: readonly Part[]): Part[] {
    return withInnerSteps(this.graph, parts, (scope) => this.through(scope));
  }

  private spaceOf(scope: number): Space {
    const found = this.known.get(scope);
    if (!found) throw new Error(`Expected node ${scope} to be a scope that was looked at, but it is none.`);
    return found.space;
  }
}

const isCompleted = (space: Space, state: State | undefined): boolean =>
  state !== undefined && isFinal(space, state) && (state.ended === null || state.ended === COMPLETE);
