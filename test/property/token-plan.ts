/**
 * Whether the tokens of a block-structured case stand where they can have come to: one for each way through, so that each branch of a block
 * that runs has exactly one, on its way or waiting at the join. Two in a branch mean that a join would fire twice, none that it starves.
 */
import { expect } from 'chai';
import { openElements } from '../../engine/core/query.ts';
import type { ElementInstance } from '../../engine/core/state.ts';
import type { Desk } from '../commands/desk.ts';
import type { Branch, Plan } from './blocks.ts';

export function expectTokensInPlan(desk: Desk, plan: Plan, words: string): void {
  const { state, first } = desk;
  if (state.status === 'completed' || state.status === 'terminated' || state.ending !== undefined) return;
  const count = new Standing(desk, first.graph.nodes, words).count(plan, state.root);
  expect(count, `${words}: tokens of the case`).to.be.at.least(isBeside(desk) ? 0 : 1);
}

/** What began beside the flow goes on when the flow has come to its end. */
const isBeside = ({ state, first: { graph } }: Desk): boolean =>
  openElements(state).some(({ node, parent }) => parent === state.root && graph.nodes[node]?.triggeredByEvent === true);

class Standing {
  readonly #elements: readonly ElementInstance[];
  readonly #idOf: (node: number) => string;
  readonly #sourceOf: (flow: number) => string;
  readonly #words: string;

  constructor({ state, first: { graph } }: Desk, nodes: readonly { readonly id: string }[], words: string) {
    this.#elements = openElements(state);
    this.#idOf = (node) => nodes[node]?.id ?? '';
    this.#sourceOf = (flow) => this.#idOf(graph.flows[flow]?.source ?? -1);
    this.#words = words;
  }

  /** The tokens in this part of the plan, in one scope instance: none or one. */
  count(plan: Plan, scope: string): number {
    switch (plan.kind) {
      case 'node':
        return this.#one(this.#at(plan.id, scope).length, plan.id);
      case 'line':
        return this.#one(sum(plan.parts.map((part) => this.count(part, scope))), 'a line');
      case 'scope': {
        const bodies = this.#at(plan.id, scope);
        for (const { id } of bodies) expect(this.count(plan.body, id), `${this.#words}: inside ${plan.id}`).to.equal(1);
        return this.#one(bodies.length, plan.id);
      }
      default:
        return this.#block(plan, scope);
    }
  }

  #block(plan: Extract<Plan, { readonly split: string }>, scope: string): number {
    const { kind, split, join, branches } = plan;
    const ways = branches.map((branch) => this.#way(branch, { join, scope }));
    const gateways = sum([split, join].map((id) => this.#at(id, scope).filter(({ arrived }) => !arrived).length));
    for (const [index, way] of ways.entries()) this.#one(way, `branch ${index} of ${split}`);
    const running = sum(ways);
    if (kind === 'exclusive') return this.#one(running + gateways, split);
    if (kind === 'parallel' && running > 0)
      expect(running, `${this.#words}: branches of ${split} ${ways}`).to.equal(branches.length);
    return this.#one(Number(running > 0) + gateways, split);
  }

  #way({ plan, last }: Branch, { join, scope }: { readonly join: string; readonly scope: string }): number {
    const waiting = this.#at(join, scope).flatMap(({ arrived = {} }) =>
      Object.entries(arrived).flatMap(([flow, count]) => (this.#sourceOf(Number(flow)) === last ? [count] : [])),
    );
    return this.count(plan, scope) + sum(waiting);
  }

  #at(id: string, scope: string): ElementInstance[] {
    return this.#elements.filter(({ node, parent }) => parent === scope && this.#idOf(node) === id);
  }

  #one(count: number, where: string): number {
    expect(count, `${this.#words}: tokens at ${where}`).to.be.at.most(1);
    return count;
  }
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
