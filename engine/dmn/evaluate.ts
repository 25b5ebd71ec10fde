import type { FeelScope } from '../feel/compile.ts';
import { Run } from '../feel/run.ts';
import { FeelFunction, type Value } from '../feel/values/types.ts';
import type { DecisionOutcome } from '../model/decision.ts';
import { fitting } from './boxed/fitting.ts';
import { Evaluation, type Site, stoppedBy } from './evaluation.ts';
import type { DrgNode, Plan } from './graph.ts';
import { Scope } from './scope.ts';
import type { DmnType } from './types.ts';

/** What has been evaluated so far, each once; by index. */
type Memo = Map<number, Value>;

export interface Target {
  readonly node: DrgNode;
  /** Of a decision or service; made when it is first asked for. */
  readonly planFor: (node: DrgNode) => Plan;
  readonly nodes: readonly DrgNode[];
}

/**
 * Asks a decision or service. Input data are read from the variables by their names and held against their types; expressions also see
 * the other variables, as tables without any input data are common. Fails with 'decision-failed'.
 */
export function evaluateTarget(target: Target, variables: FeelScope, now: number): DecisionOutcome {
  const evaluation = new Evaluation(now);
  const { node } = target;
  try {
    const scope = new Scope(variables);
    const asker = new Asker(target, { evaluation, scope, run: evaluation.run });
    const value = node.service ? asker.askService(node, (name) => scope.get(name) ?? null) : asker.askDecision(node);
    return { ok: true, result: evaluation.json(value), trace: evaluation.trace };
  } catch (error) {
    return { ok: false, failure: stoppedBy(error, node.owner).failure };
  }
}

/** Evaluates the nodes of a plan at one site. */
class Asker {
  private readonly target: Target;
  private readonly at: Site;
  private readonly memo: Memo = new Map();

  constructor(target: Target, at: Site) {
    this.target = target;
    this.at = at;
  }

  askDecision(node: DrgNode): Value {
    this.follow(node);
    return this.memo.get(node.index) ?? null;
  }

  /** `given` answers the inputs of the service by their names; decisions that are given are not evaluated (DMN 1.3 §10.4). */
  askService(node: DrgNode, given: (name: string) => Value): Value {
    const { inputs = [], outputs = [] } = node.service ?? {};
    for (const index of inputs) {
      const { name, type, owner } = this.node(index);
      this.memo.set(index, fitting(given(name), type, { at: this.at, owner, name }));
    }
    this.follow(node);
    const results = outputs.map((index) => [this.node(index).name, this.memo.get(index) ?? null] as const);
    const [only] = results;
    const value = results.length === 1 && only ? only[1] : Object.fromEntries(results);
    return fitting(value, node.type, { at: this.at, owner: node.owner, name: node.name });
  }

  private follow(node: DrgNode): void {
    for (const step of this.target.planFor(node)) {
      if (!this.memo.has(step.index)) this.memo.set(step.index, this.evaluate(step));
    }
  }

  private evaluate(node: DrgNode): Value {
    this.at.run.charge(1);
    switch (node.kind) {
      case 'inputData':
        return fitting(this.at.scope.get(node.name) ?? null, node.type, {
          at: this.at,
          owner: node.owner,
          name: node.name,
        });
      case 'decision':
        return this.decide(node);
      case 'businessKnowledgeModel':
        return node.logic ? node.logic({ ...this.at, scope: this.knownTo(node, null) }) : null;
      case 'decisionService':
        return this.serviceFunction(node);
    }
  }

  private decide(node: DrgNode): Value {
    const { evaluation } = this.at;
    const scope = this.knownTo(node, this.at.scope);
    const raw = node.logic ? node.logic({ ...this.at, scope }) : null;
    const value = fitting(raw, typeOfResult(node), { at: this.at, owner: node.owner, name: node.name });
    if (node.isTable) return value;
    const inputs = node.requires
      .filter((index) => !(this.memo.get(index) instanceof FeelFunction))
      .map((index) => ({ name: this.node(index).name, value: evaluation.json(this.memo.get(index) ?? null) }));
    const result = evaluation.json(value);
    evaluation.tell({ ...node.owner, hitPolicy: null, inputs, rules: [], result }, true);
    return value;
  }

  /** What a node requires, by name; a business knowledge model sees nothing else (DMN 1.3 §10.4). */
  private knownTo({ requires }: DrgNode, outer: FeelScope | null): Scope {
    const scope = new Scope(outer);
    for (const index of requires) scope.set(this.node(index).name, this.memo.get(index) ?? null);
    return scope;
  }

  private serviceFunction(node: DrgNode): FeelFunction {
    const names = (node.service?.inputs ?? []).map((index) => this.node(index).name);
    const { evaluation } = this.at;
    return new FeelFunction(names, false, (args, run) => {
      const scope = new Scope();
      const inner = new Asker(this.target, { evaluation, scope, run: new Run(scope, { within: run }) });
      return inner.askService(node, (name) => args[names.indexOf(name)] ?? null);
    });
  }

  private node(index: number): DrgNode {
    const node = this.target.nodes[index];
    if (!node)
      throw new Error(`Expected node ${index} in the requirement graph, but it has ${this.target.nodes.length}.`);
    return node;
  }
}

/** A table that gives a list often declares the type of its entries only; both ways of writing it are meant. */
function typeOfResult({ type, givesList }: DrgNode): DmnType | null {
  return type && givesList && type.kind !== 'list' && type.shown !== 'list'
    ? { kind: 'list', shown: type.shown, item: type }
    : type;
}
