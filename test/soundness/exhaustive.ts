/**
 * A second search, deliberately naive: every state of a small process with everything that is open in it, one token at a time, nothing left out and
 * nothing put together. It knows processes, sub-processes and transactions, tasks and their quantities, timers, errors and escalations on borders, links,
 * start, end, error, escalation, cancel and terminate events and the exclusive, parallel, inclusive and event-based gateway. Conditions are free; a timer
 * that does not interrupt fires at most once in a run; whoever does a task may raise an error that is caught. An error nobody catches ends the case.
 */
import type { FlowNode, ProcessGraph } from '../../engine/model/graph.ts';

/** A token on a flow, at a node that waits, or in a sub-process. */
type Token =
  | { readonly flow: number }
  | { readonly node: number }
  | { readonly node: number; readonly inside: readonly Token[] };

interface Arrival {
  /** The sub-processes around, by their position, outermost first. */
  readonly path: readonly number[];
  readonly flow: number | null;
  readonly node: number;
}

interface Case {
  tokens: Token[];
  fired: number[];
  queue: Arrival[];
}

export interface Exhaustive {
  readonly finished: boolean;
  readonly states: number;
  readonly deadlock: boolean;
  readonly endless: boolean;
  readonly reached: ReadonlySet<string>;
  /** How often something has to happen, at the least, before nothing can any more. */
  readonly stepsToDeadlock: number | null;
}

export function exhaust(graph: ProcessGraph, limit: number): Exhaustive {
  const search = new Search(graph, limit);
  return search.run();
}

class Search {
  private readonly graph: ProcessGraph;
  private readonly limit: number;
  private readonly known = new Map<string, number>();
  private readonly cases: Case[] = [];
  private readonly before: number[][] = [];
  private readonly after: { readonly to: number; readonly cost: number }[][] = [];
  private readonly reached = new Set<string>();

  constructor(graph: ProcessGraph, limit: number) {
    this.graph = graph;
    this.limit = limit;
  }

  run(): Exhaustive {
    const starts = this.node(0).starts.map((node): Arrival => ({ path: [], flow: null, node }));
    this.add({ tokens: [], fired: [], queue: starts }, -1, 0);
    const ends: number[] = [];
    const dead: number[] = [];
    let at = 0;
    for (; at < this.cases.length && this.cases.length < this.limit; at++) {
      const it = this.cases[at] as Case;
      const moves = this.moves(it);
      const next = moves ?? this.happenings(it, []);
      for (const each of next) this.add(each, at, moves ? 0 : 1);
      if (next.length === 0) (it.tokens.length === 0 ? ends : dead).push(at);
    }
    const finished = at === this.cases.length;
    const fine = this.backwards([...ends, ...dead]);
    const endless = finished && fine.size < this.cases.length;
    const stepsToDeadlock = finished ? this.leastSteps(dead) : null;
    return { finished, states: at, deadlock: dead.length > 0, endless, reached: this.reached, stepsToDeadlock };
  }

  /** Round by round: all that is reached by one more happening, and by the moves that follow it. */
  private leastSteps(dead: readonly number[]): number | null {
    const seen = new Set<number>();
    let round = [0];
    for (let steps = 0; round.length > 0; steps++) {
      const later: number[] = [];
      for (let at = round.pop(); at !== undefined; at = round.pop()) {
        if (seen.has(at)) continue;
        seen.add(at);
        if (dead.includes(at)) return steps;
        for (const { to, cost } of this.after[at] ?? []) (cost === 0 ? round : later).push(to);
      }
      round = later;
    }
    return null;
  }

  private add(it: Case, from: number, cost: number): void {
    const key = JSON.stringify([canonical(it.tokens), [...it.fired].sort(), it.queue]);
    const known = this.known.get(key) ?? this.cases.length;
    if (known === this.cases.length) {
      this.known.set(key, known);
      this.cases.push(it);
      this.before.push([]);
      this.after.push([]);
    }
    if (from < 0) return;
    this.before[known]?.push(from);
    this.after[from]?.push({ to: known, cost });
  }

  private backwards(from: readonly number[]): Set<number> {
    const found = new Set<number>();
    const open = [...from];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (found.has(at)) continue;
      found.add(at);
      open.push(...(this.before[at] ?? []));
    }
    return found;
  }

  /** One token moves; at rest a join fires. Null where everything waits for somebody to do something. */
  private moves(it: Case): Case[] | null {
    const [first, ...queue] = it.queue;
    if (first) return this.arrive({ ...it, queue }, first);
    const done = this.finishSubProcess(it, []);
    if (done) return done;
    const joined = this.fireJoins(it, []);
    return joined.length > 0 ? joined : null;
  }

  private arrive(it: Case, { path, flow, node: index }: Arrival): Case[] {
    const node = this.node(index);
    this.reached.add(node.id);
    const isJoin = ['parallelGateway', 'inclusiveGateway'].includes(node.type) && node.incoming.length > 1;
    if (isJoin && flow !== null) return this.arriveAtJoin(put(it, path, { flow }), path, node);
    if (node.startQuantity > 1 && flow !== null) return this.arriveAtQuantity(put(it, path, { flow }), path, node);
    return this.begin(it, path, node);
  }

  private begin(it: Case, path: readonly number[], node: FlowNode): Case[] {
    if (WAITING.has(node.type)) return [put(it, path, { node: node.index })];
    if (node.children.length === 0) return this.throwEvents(it, path, node);
    const inside = put(it, path, { node: node.index, inside: [] });
    const at = tokensAt(inside, path).length - 1;
    const begun = node.starts.map((start): Arrival => ({ path: [...path, at], flow: null, node: start }));
    return [{ ...inside, queue: [...inside.queue, ...begun] }];
  }

  private arriveAtQuantity(it: Case, path: readonly number[], node: FlowNode): Case[] {
    const isHere = (token: Token) => 'flow' in token && node.incoming.includes(token.flow);
    if (tokensAt(it, path).filter(isHere).length < node.startQuantity) return [it];
    let rest = it;
    for (let taken = 0; taken < node.startQuantity; taken++) rest = drop(rest, path, isHere);
    return this.begin(rest, path, node);
  }

  private throwEvents(it: Case, path: readonly number[], node: FlowNode): Case[] {
    const kind = node.type === 'endEvent' || node.type === 'intermediateThrowEvent' ? node.events[0]?.kind : undefined;
    if (kind === 'terminate') return [this.terminate(it, path)];
    if (kind === 'link') return [{ ...it, queue: [...it.queue, { path, flow: null, node: this.linkTarget(node) }] }];
    if (kind !== 'error' && kind !== 'escalation' && kind !== 'cancel') return this.leave(it, path, node);
    const caught = this.catcher(it, path, kind);
    if (caught?.event.interrupting) return this.interrupt(it, caught.path, caught.event);
    if (kind !== 'escalation') return [{ ...it, tokens: [], queue: [] }];
    if (!caught) return this.leave(it, path, node);
    this.reached.add(caught.event.id);
    const besides = this.leave(it, caught.path.slice(0, -1), caught.event);
    return besides.flatMap((each) => this.leave(each, path, node));
  }

  private linkTarget({ parent, events }: FlowNode): number {
    const nameOf = (each: FlowNode) => each.events.flatMap((event) => (event.kind === 'link' ? [event.name] : []))[0];
    const [name] = events.flatMap((event) => (event.kind === 'link' ? [event.name] : []));
    const isTarget = (each: FlowNode) =>
      each.type === 'intermediateCatchEvent' && each.parent === parent && nameOf(each) === name;
    return this.graph.nodes.findIndex(isTarget);
  }

  /** The event on the innermost border around that catches it, and the way to the sub-process it sits on. */
  private catcher({ tokens }: Case, path: readonly number[], kind: string) {
    for (let depth = path.length; depth > 0; depth--) {
      const [at = -1] = path.slice(depth - 1, depth);
      const host = tokensAt({ tokens }, path.slice(0, depth - 1))[at];
      const borders = host && 'node' in host ? this.node(host.node).boundaries.map((index) => this.node(index)) : [];
      const event = borders.find(({ events }) => events.some((each) => each.kind === kind));
      if (event) return { event, path: path.slice(0, depth) };
    }
    return null;
  }

  /** The sub-process goes with all in it. */
  private interrupt(it: Case, path: readonly number[], event: FlowNode): Case[] {
    this.reached.add(event.id);
    const around = path.slice(0, -1);
    const at = path.at(-1) ?? -1;
    const queue = it.queue.filter(({ path: other }) => !path.every((step, depth) => other[depth] === step));
    return this.leave(
      drop({ ...it, queue }, around, (_, index) => index === at),
      around,
      event,
    );
  }

  private arriveAtJoin(it: Case, path: readonly number[], node: FlowNode): Case[] {
    if (node.type === 'inclusiveGateway') return [it];
    const there = (flow: number) => tokensAt(it, path).some((token) => 'flow' in token && token.flow === flow);
    if (!node.incoming.every(there)) return [it];
    return this.leave(
      node.incoming.reduce((rest, flow) => drop(rest, path, isOn(flow)), it),
      path,
      node,
    );
  }

  private terminate(it: Case, path: readonly number[]): Case {
    const inThis = (each: Arrival) => path.every((step, at) => each.path[at] === step);
    return { ...set(it, path, []), queue: it.queue.filter((each) => !inThis(each)) };
  }

  private leave(it: Case, path: readonly number[], node: FlowNode): Case[] {
    const times = Array.from({ length: node.completionQuantity });
    return this.choices(node).map((flows) => ({
      ...it,
      queue: [
        ...it.queue,
        ...times.flatMap(() => flows).map((flow) => ({ path, flow, node: this.graph.flows[flow]?.target ?? -1 })),
      ],
    }));
  }

  private choices({ type, outgoing, defaultFlow }: FlowNode): readonly (readonly number[])[] {
    if (type === 'parallelGateway') return [outgoing];
    const conditional = outgoing.filter((flow) => this.graph.flows[flow]?.condition && flow !== defaultFlow);
    const always = outgoing.filter((flow) => !conditional.includes(flow) && flow !== defaultFlow);
    const byDefault = defaultFlow === null ? [] : [[defaultFlow]];
    if (type === 'exclusiveGateway') {
      if (always.length > 0) return [always.slice(0, 1), ...conditional.map((flow) => [flow])];
      return outgoing.length === 0 ? [[]] : [...conditional.map((flow) => [flow]), ...byDefault];
    }
    const some = conditional.reduce<number[][]>((sets, flow) => sets.flatMap((each) => [each, [...each, flow]]), [[]]);
    const sets = some.map((each) => outgoing.filter((flow) => always.includes(flow) || each.includes(flow)));
    if (always.length > 0 || outgoing.length === 0) return sets;
    return [...sets.filter((each) => each.length > 0), ...byDefault];
  }

  /** A sub-process in which nothing is left is left. */
  private finishSubProcess(it: Case, path: readonly number[]): Case[] | null {
    for (const [at, token] of tokensAt(it, path).entries()) {
      if (!('inside' in token)) continue;
      if (token.inside.length === 0)
        return this.leave(
          drop(it, path, (_, index) => index === at),
          path,
          this.node(token.node),
        );
      const deeper = this.finishSubProcess(it, [...path, at]);
      if (deeper) return deeper;
    }
    return null;
  }

  private fireJoins(it: Case, path: readonly number[]): Case[] {
    const tokens = tokensAt(it, path);
    const found = tokens.flatMap((token, at) => ('inside' in token ? this.fireJoins(it, [...path, at]) : []));
    for (const join of this.graph.nodes) {
      if (join.type !== 'inclusiveGateway' || join.incoming.length < 2) continue;
      const filled = join.incoming.filter((flow) => tokens.some((token) => 'flow' in token && token.flow === flow));
      if (filled.length === 0 || !this.isReady(tokens, join, filled)) continue;
      found.push(
        ...this.leave(
          filled.reduce((rest, flow) => drop(rest, path, isOn(flow)), it),
          path,
          join,
        ),
      );
    }
    return found;
  }

  private isReady(tokens: readonly Token[], join: FlowNode, filled: readonly number[]): boolean {
    const empty = join.incoming.filter((flow) => !filled.includes(flow));
    return tokens.every((token) => {
      const at = 'flow' in token ? (this.graph.flows[token.flow]?.target ?? -1) : token.node;
      if (at === join.index) return true;
      const reaches = (flows: readonly number[]) => flows.some((flow) => this.leads(at, flow, join, new Set()));
      return !reaches(empty) || reaches(filled);
    });
  }

  private leads(node: number, flow: number, join: FlowNode, seen: Set<number>): boolean {
    if (node === join.index || seen.has(node)) return false;
    seen.add(node);
    const { outgoing, boundaries, type, events } = this.node(node);
    const isLink = type === 'intermediateThrowEvent' && events[0]?.kind === 'link';
    if (isLink && this.leads(this.linkTarget(this.node(node)), flow, join, seen)) return true;
    if (boundaries.some((each) => this.leads(each, flow, join, seen))) return true;
    return outgoing.some((next) => next === flow || this.leads(this.graph.flows[next]?.target ?? -1, flow, join, seen));
  }

  private happenings(it: Case, path: readonly number[]): Case[] {
    return tokensAt(it, path).flatMap((token, at) => {
      if ('flow' in token) return [];
      const inside = 'inside' in token ? this.happenings(it, [...path, at]) : [];
      const node = this.node(token.node);
      const gone = drop(it, path, (_, index) => index === at);
      const done = 'inside' in token ? [] : this.complete(gone, path, node);
      const timers = node.boundaries
        .map((index) => this.node(index))
        .filter(({ events }) => events[0]?.kind === 'timer');
      const caught = node.type === 'userTask' ? this.catcher(it, path, 'error') : null;
      return [
        ...inside,
        ...done,
        ...timers.flatMap((event) => this.fireBoundary(it, gone, path, event)),
        ...(caught ? this.interrupt(it, caught.path, caught.event) : []),
      ];
    });
  }

  /** One of the events behind an event-based gateway happens; what waits by itself is done. */
  private complete(gone: Case, path: readonly number[], node: FlowNode): Case[] {
    if (node.type !== 'eventBasedGateway') return this.leave(gone, path, node);
    return node.outgoing.flatMap((flow) => {
      const event = this.node(this.graph.flows[flow]?.target ?? -1);
      this.reached.add(event.id);
      return this.leave(gone, path, event);
    });
  }

  private fireBoundary(it: Case, gone: Case, path: readonly number[], event: FlowNode): Case[] {
    if (!event.interrupting && it.fired.includes(event.index)) return [];
    this.reached.add(event.id);
    const from = event.interrupting ? gone : { ...it, fired: [...it.fired, event.index] };
    return this.leave(from, path, event);
  }

  private node(index: number): FlowNode {
    return this.graph.nodes[index] as FlowNode;
  }
}

function canonical(tokens: readonly Token[]): string[] {
  const text = (token: Token) => {
    if ('flow' in token) return `f${token.flow}`;
    return 'inside' in token ? `${token.node}(${canonical(token.inside).join()})` : `n${token.node}`;
  };
  return tokens.map(text).sort();
}

function tokensAt({ tokens }: Pick<Case, 'tokens'>, path: readonly number[]): readonly Token[] {
  return path.reduce<readonly Token[]>((inside, at) => {
    const token = inside[at];
    return token && 'inside' in token ? token.inside : [];
  }, tokens);
}

function set(it: Case, path: readonly number[], tokens: readonly Token[]): Case {
  const replaced = (inside: readonly Token[], rest: readonly number[]): Token[] => {
    const [at, ...deeper] = rest;
    if (at === undefined) return [...tokens];
    return inside.map((token, index) =>
      index === at && 'inside' in token ? { ...token, inside: replaced(token.inside, deeper) } : token,
    );
  };
  return { ...it, tokens: replaced(it.tokens, path) };
}

const WAITING = new Set(['userTask', 'receiveTask', 'eventBasedGateway']);

const put = (it: Case, path: readonly number[], token: Token): Case => set(it, path, [...tokensAt(it, path), token]);

const isOn = (flow: number) => (token: Token) => 'flow' in token && token.flow === flow;

/** Takes the first that fits away; its place in the list is closed, so the ways into those behind it change. */
function drop(it: Case, path: readonly number[], fits: (token: Token, index: number) => boolean): Case {
  const tokens = tokensAt(it, path);
  const at = tokens.findIndex(fits);
  const left = set(
    it,
    path,
    tokens.filter((_, index) => index !== at),
  );
  return { ...left, queue: it.queue.map((each) => ({ ...each, path: movedUp(each.path, path, at) })) };
}

function movedUp(way: readonly number[], path: readonly number[], at: number): readonly number[] {
  const isBehind = path.every((step, depth) => way[depth] === step) && (way[path.length] ?? -1) > at;
  return isBehind ? way.map((step, depth) => (depth === path.length ? step - 1 : step)) : way;
}
