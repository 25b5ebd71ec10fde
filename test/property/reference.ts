/**
 * A second interpreter of token semantics, deliberately naive: a list of tokens, searched again and again. It knows processes,
 * sub-processes, tasks, start and end events and the exclusive, parallel, inclusive and complex gateway; nothing is computed before it is needed.
 * Conditions are names of boolean variables.
 */
import type { FlowNode, ProcessGraph } from '../../engine/model/graph.ts';

interface Scope {
  readonly node: number;
  readonly parent: Scope | null;
}

/** A token lies on a sequence flow, waits at a user task, or stands for a sub-process that runs. */
interface Token {
  readonly scope: Scope;
  readonly flow: number | null;
  readonly node: number;
  /** The scope it stands for. */
  readonly inner?: Scope;
}

export type Flags = Readonly<Record<string, boolean>>;

const MAX_MOVES = 200;

export class Reference {
  private readonly graph: ProcessGraph;
  private readonly root: Scope = { node: 0, parent: null };
  private tokens: Token[] = [];
  private flags: Flags;
  private moves = 0;
  /** Complex gateways that wait for their reset, with the flows they have taken a token from. */
  private readonly fired = new Map<Scope, Map<number, readonly number[]>>();
  /** Complex gateways look at their conditions twice. */
  private waitingForStart = true;
  /** Two inclusive joins could fire, or no end was in sight: the standard does not say what happens next. */
  undecided = false;
  /** A gateway found no flow to take. */
  stuck = false;

  constructor(graph: ProcessGraph, flags: Flags) {
    this.graph = graph;
    this.flags = flags;
    this.open(this.root);
    this.run();
  }

  get ended(): boolean {
    return this.tokens.length === 0;
  }

  /** What is open, in a form that does not depend on ids or order. */
  get picture(): string {
    return this.pictureOf(this.root);
  }

  /** The user tasks that wait, each with the picture of everything around it. */
  get waiting(): string[] {
    return this.tokens
      .filter((token) => this.isUserTask(token))
      .map((token) => this.placeOf(token))
      .sort();
  }

  complete(place: string, flags: Flags): void {
    const token = this.tokens.find((each) => this.isUserTask(each) && this.placeOf(each) === place);
    if (!token) throw new Error(`Expected a user task at ${place}, but there is none.`);
    this.flags = { ...this.flags, ...flags };
    this.replace([token], this.outgoing(token.scope, token.node));
    this.run();
  }

  private run(): void {
    this.moves = 0;
    do {
      while (!this.stuck && !this.undecided) {
        if (this.startComplex()) continue;
        const token = this.movable();
        if (!token) break;
        this.move(token);
      }
      if (this.undecided) return;
    } while (!this.stuck && !this.undecided && this.fireInclusive());
  }

  private movable(): Token | undefined {
    return this.tokens.find((token) => {
      if (token.inner) return !this.tokens.some((other) => other.scope === token.inner);
      if (token.flow === null) return this.node(token.node).type !== 'userTask';
      const target = this.target(token.flow);
      if (target.activation) return false;
      if (target.incoming.length < 2) return true;
      if (target.type === 'inclusiveGateway') return false;
      return target.type !== 'parallelGateway' || target.incoming.every((flow) => this.on(token.scope, flow));
    });
  }

  private move(token: Token): void {
    const node = token.flow === null ? this.node(token.node) : this.target(token.flow);
    const { scope } = token;
    if (token.inner) {
      this.replace([token], this.outgoing(scope, token.node));
    } else if (node.type === 'parallelGateway' && node.incoming.length > 1) {
      const consumed = node.incoming.map((flow) => this.on(scope, flow) as Token);
      this.replace(consumed, this.outgoing(scope, node.index));
    } else if (node.type === 'userTask') {
      this.replace([token], [{ scope, flow: null, node: node.index }]);
    } else if (node.type === 'subProcess' || node.type === 'transaction') {
      const inner: Scope = { node: node.index, parent: scope };
      this.replace([token], [{ scope, flow: null, node: node.index, inner }]);
      this.open(inner);
    } else {
      this.replace([token], this.outgoing(scope, node.index));
    }
  }

  private open(scope: Scope): void {
    this.tokens.push(...this.node(scope.node).starts.map((node) => ({ scope, flow: null, node })));
  }

  private outgoing(scope: Scope, index: number): Token[] {
    const node = this.node(index);
    const isReset = node.type === 'complexGateway' && !this.waitingForStart;
    const taken = node.outgoing.filter(
      (flow) => flow !== node.defaultFlow && this.holds(flow) && (!isReset || this.graph.flows[flow]?.condition),
    );
    const chosen =
      node.type === 'parallelGateway' ? node.outgoing : node.type === 'exclusiveGateway' ? taken.slice(0, 1) : taken;
    if (chosen.length === 0 && node.outgoing.length > 0 && node.defaultFlow === null && !isReset) this.stuck = true;
    const flows = chosen.length === 0 && node.defaultFlow !== null ? [node.defaultFlow] : chosen;
    return flows.map((flow) => ({ scope, flow, node: index }));
  }

  private holds(flow: number): boolean {
    const condition = this.graph.flows[flow]?.condition;
    const name = condition?.source.trim();
    return name === undefined || (name === 'waitingForStart' ? this.waitingForStart : this.flags[name] === true);
  }

  /** BPMN 2.0.2 Table 13.5: enough tokens, and it is not waiting for those of the last time. Conditions are "activationCount >= number". */
  private startComplex(): boolean {
    for (const scope of new Set(this.tokens.map((token) => token.scope))) {
      for (const gateway of this.graph.nodes) {
        if (!gateway.activation || this.firedFlows(scope, gateway).length > 0) continue;
        const count = this.tokens.filter(
          (token) => token.scope === scope && token.flow !== null && gateway.incoming.includes(token.flow),
        ).length;
        if (count < Number(/\d+/.exec(gateway.activation.source))) continue;
        const consumed = gateway.incoming.flatMap((flow) => this.on(scope, flow) ?? []);
        const flows = consumed.flatMap((token) => token.flow ?? []);
        this.fired.set(scope, new Map(this.fired.get(scope)).set(gateway.index, flows));
        this.replace(consumed, this.outgoing(scope, gateway.index));
        return true;
      }
    }
    return false;
  }

  private firedFlows(scope: Scope, gateway: FlowNode): readonly number[] {
    return this.fired.get(scope)?.get(gateway.index) ?? [];
  }

  private reset(scope: Scope, gateway: FlowNode): void {
    const fired = this.firedFlows(scope, gateway);
    const consumed = gateway.incoming.flatMap((flow) => (fired.includes(flow) ? [] : (this.on(scope, flow) ?? [])));
    this.fired.get(scope)?.delete(gateway.index);
    this.waitingForStart = false;
    this.replace(consumed, this.outgoing(scope, gateway.index));
    this.waitingForStart = true;
  }

  /** BPMN 2.0.2 Table 13.3, word for word; a complex gateway resets by the same words. */
  private fireInclusive(): boolean {
    const ready: [Scope, FlowNode][] = [];
    for (const scope of new Set([...this.tokens.map((token) => token.scope), ...this.fired.keys()])) {
      for (const join of this.graph.nodes) {
        const resets = this.firedFlows(scope, join).length > 0 && this.isReady(scope, join);
        if (resets) ready.push([scope, join]);
        if (join.type === 'inclusiveGateway' && join.incoming.length > 1 && this.isReady(scope, join))
          ready.push([scope, join]);
      }
    }
    if (ready.length > 1) this.undecided = true;
    const [first] = ready;
    if (!first || this.undecided) return false;
    const [scope, join] = first;
    if (join.activation) {
      this.reset(scope, join);
      return true;
    }
    const consumed = join.incoming.flatMap((flow) => this.on(scope, flow) ?? []);
    this.replace(consumed, this.outgoing(scope, join.index));
    return true;
  }

  private isReady(scope: Scope, join: FlowNode): boolean {
    const fired = this.firedFlows(scope, join);
    const filled = join.incoming.filter((flow) => this.on(scope, flow) || fired.includes(flow));
    const empty = join.incoming.filter((flow) => !filled.includes(flow));
    return (
      filled.length > 0 &&
      this.tokens
        .filter((token) => token.scope === scope && !(token.flow !== null && this.target(token.flow) === join))
        .every((token) => {
          const at = token.flow === null ? token.node : this.target(token.flow).index;
          const reaches = (flows: number[]) => flows.some((flow) => this.leads(at, flow, join, new Set()));
          return !reaches(empty) || reaches(filled);
        })
    );
  }

  /** Whether a path leads from the node to the flow without visiting the join. */
  private leads(node: number, flow: number, join: FlowNode, seen: Set<number>): boolean {
    if (node === join.index || seen.has(node)) return false;
    seen.add(node);
    return this.node(node).outgoing.some(
      (next) => next === flow || this.leads(this.target(next).index, flow, join, seen),
    );
  }

  private on(scope: Scope, flow: number): Token | undefined {
    return this.tokens.find((token) => token.scope === scope && token.flow === flow);
  }

  private replace(gone: Token[], come: Token[]): void {
    if (++this.moves > MAX_MOVES) this.undecided = true;
    this.tokens = [...this.tokens.filter((token) => !gone.includes(token)), ...come];
  }

  private isUserTask(token: Token): boolean {
    return token.flow === null && this.node(token.node).type === 'userTask';
  }

  private placeOf(token: Token): string {
    const around: string[] = [];
    for (let scope: Scope | null = token.scope; scope; scope = scope.parent) around.push(this.pictureOf(scope));
    return `${this.node(token.node).id} in ${around.join(' in ')}`;
  }

  private pictureOf(scope: Scope): string {
    const parts = this.tokens
      .filter((token) => token.scope === scope)
      .map((token) => {
        if (token.flow !== null) return `${this.target(token.flow).id}<${this.graph.flows[token.flow]?.id}`;
        const { id } = this.node(token.node);
        return token.inner ? `${id}(${this.pictureOf(token.inner)})` : id;
      });
    return parts.sort().join(' ');
  }

  private target(flow: number): FlowNode {
    return this.node(this.graph.flows[flow]?.target ?? -1);
  }

  private node(index: number): FlowNode {
    const node = this.graph.nodes[index];
    if (!node) throw new Error(`Expected node ${index}, but there is none.`);
    return node;
  }
}
