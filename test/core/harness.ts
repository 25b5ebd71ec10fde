/** Runs cases through the core alone: ids and time are counters, triggers are given by BPMN id. */
import { isDeepStrictEqual } from 'node:util';
import { expect } from 'chai';
import { applyAll } from '../../engine/core/apply.ts';
import type { DomainEvent } from '../../engine/core/events.ts';
import type { StepLimits } from '../../engine/core/execution.ts';
import { nodeOf, openElements, rootVariables } from '../../engine/core/query.ts';
import type { ElementInstance, InstanceState, Variables } from '../../engine/core/state.ts';
import { type StepInput, type StepOutput, step } from '../../engine/core/step.ts';
import type { Trigger, WorkChange } from '../../engine/core/trigger.ts';
import type { Result } from '../../engine/errors.ts';
import type { DecisionGraph } from '../../engine/model/decision.ts';
import { type Definition, DefinitionNotLoaded, type Definitions, type ProcessGraph } from '../../engine/model/graph.ts';

import { Parted } from './parted.ts';

export const START = Date.UTC(2026, 0, 1);

function definitionsOf(graphs: readonly ProcessGraph[], decisions: readonly DecisionGraph[]): Definitions {
  const all = graphs.map(
    (graph): Definition => ({
      id: `${graph.key}:1`,
      key: graph.key,
      version: 1,
      versionTag: graph.versionTag,
      name: graph.name,
      deploymentId: 'd1',
      suspended: false,
      graph,
    }),
  );
  return {
    byId(id) {
      const found = all.find((definition) => definition.id === id);
      if (!found) throw new DefinitionNotLoaded(id);
      return found;
    },
    resolve: (key) => all.find((definition) => definition.key === key),
    decision(key) {
      const graph = decisions.find((each) => each.key === key);
      return graph && { id: `${key}:1`, key, version: 1, graph };
    },
  };
}

/** The state as it comes back from a database column of JSON, which keeps the keys of objects in an order of its own. */
function stored(state: InstanceState): InstanceState {
  const reordered = JSON.stringify(state, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => a.length - b.length || (a < b ? 1 : -1)))
      : value,
  );
  return JSON.parse(reordered) as InstanceState;
}

export interface CaseOptions {
  readonly variables?: Variables;
  readonly limits?: Partial<StepLimits>;
  /** What tasks may ask; the list is read anew each time. */
  readonly decisions?: readonly DecisionGraph[];
  readonly start?: Partial<Extract<Trigger, { kind: 'start' }>>;
  /** What the data stores hold at first, by name. */
  readonly stores?: Readonly<Record<string, unknown>>;
  readonly zone?: string;
}

/**
 * One case. After every step it checks what must always hold: the events alone give the same state, and so does the
 * state after it was stored and loaded.
 */
export class Case {
  readonly definitions: Definitions;
  now = START;
  /** Everything that happened, oldest first. */
  readonly events: DomainEvent[] = [];
  /** What the last step handed to its caller for people. */
  work: readonly WorkChange[] = [];
  private current: InstanceState | null = null;
  private readonly limits: Partial<StepLimits> | undefined;
  private readonly parted = new Parted();
  private readonly hasItems: boolean;
  /** What the data stores hold. */
  readonly stores: Map<string, unknown>;
  private readonly zone: string | undefined;

  constructor(
    graphs: ProcessGraph | readonly ProcessGraph[],
    { variables = {}, limits, start, stores = {}, zone, decisions = [] }: CaseOptions = {},
  ) {
    const all = Array.isArray(graphs) ? (graphs as readonly ProcessGraph[]) : [graphs as ProcessGraph];
    this.definitions = definitionsOf(all, decisions);
    this.limits = limits;
    this.hasItems = all.some(({ nodes }) => nodes.some(({ loop }) => loop?.kind === 'multiInstance'));
    this.stores = new Map(Object.entries(stores));
    this.zone = zone;
    this.pull({
      kind: 'start',
      instanceId: 'case',
      definitionId: `${all[0]?.key}:1`,
      businessKey: null,
      initiator: null,
      variables,
      ...start,
    });
  }

  /** The graph of the case's own process. */
  get graph(): ProcessGraph {
    return this.definitions.byId(this.state.definitions[0] ?? '').graph;
  }

  get state(): InstanceState {
    if (!this.current) throw new Error('Expected the case to have started, but it has not.');
    return this.current;
  }

  /** Pulls a trigger that must be taken. */
  pull(trigger: Trigger): void {
    const result = this.attempt(trigger);
    if (!result.ok) throw new Error(`Expected ${trigger.kind} to be taken, but: ${JSON.stringify(result.failure)}`);
  }

  /** Pulls a trigger that may be refused; then nothing has changed. */
  attempt(trigger: Trigger): Result<unknown> {
    const before = this.current;
    const frozen = JSON.stringify(before);
    const input = { ...this.input, trigger };
    const result = step({ ...this.newIds(input), state: before === null ? null : stored(before) });
    if (this.hasItems) this.attemptInParts(input, result);
    expect(JSON.stringify(before), 'a step must not change the state it was given').to.equal(frozen);
    if (!result.ok) return result;
    const { state, events, work } = result.value;
    const folded = applyAll(before, events, this.now);
    if (!isDeepStrictEqual(folded, state)) expect(folded, 'the events alone must give the state').to.deep.equal(state);
    this.current = state;
    this.events.push(...events);
    this.work = work;
    for (const event of events) if (event.type === 'dataStoreWritten') this.stores.set(event.store, event.value);
    return result;
  }

  private get input(): Omit<StepInput, 'env' | 'state' | 'trigger'> {
    return { definitions: this.definitions, ...(this.limits && { limits: this.limits }) };
  }

  /** Repeats of a step get the same ids. */
  private newIds<T>(input: T): T & Pick<StepInput, 'env'> {
    let ids = this.events.length * 4;
    const newId = () => `id-${String(++ids).padStart(6, '0')}`;
    const stores = { read: (name: string) => this.stores.get(name) ?? null };
    return { ...input, env: { now: this.now, newId, zone: this.zone, stores } };
  }

  /** The same step on a case whose loops are all kept in parts, and of which only what is needed has been loaded. */
  private attemptInParts(input: Omit<StepInput, 'env' | 'state'>, whole: Result<StepOutput>): void {
    const { before, ...result } = this.parted.step(() =>
      this.newIds({ ...input, limits: { ...input.limits, splitItems: 1 }, state: null }),
    );
    expect(result.ok, 'a case in parts must take what the whole takes').to.equal(whole.ok);
    if (!result.ok || !whole.ok) return;
    this.parted.write(before, result.value.state);
    if (!result.value.state.split) return;
    expect(result.value.events.length, 'a case in parts must do what the whole does').to.equal(
      whole.value.events.length,
    );
    this.parted.expectToHold(whole.value.state);
  }

  /** The open element instances of a node, by BPMN id, without bodies of loops. */
  at(nodeId: string): ElementInstance[] {
    return openElements(this.state)
      .filter((element) => !element.loop && nodeOf(this.definitions, this.state, element).id === nodeId)
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** BPMN ids of what is open, sorted, without processes and bodies of loops. */
  get open(): string[] {
    return openElements(this.state)
      .filter((element) => element.node !== 0 && !element.loop)
      .map((element) => nodeOf(this.definitions, this.state, element).id)
      .sort();
  }

  get variables(): Variables {
    return rootVariables(this.state);
  }

  get incidents(): string[] {
    return Object.values(this.state.incidents).map((incident) => incident.code);
  }

  /** Completes the (first) open user task of that node. */
  complete(nodeId: string, variables: Variables = {}, index = 0): void {
    this.pull({ kind: 'completeElement', element: this.the(nodeId, index).id, variables });
  }

  the(nodeId: string, index = 0): ElementInstance {
    const element = this.at(nodeId)[index];
    if (!element) throw new Error(`Expected ${nodeId} to be open, but open are: ${this.open.join(', ')}`);
    return element;
  }

  /** Lets time pass until the next timer is due, and fires it. */
  fireNextTimer(): void {
    const [timer] = Object.values(this.state.timers).sort((a, b) => a.dueAt - b.dueAt);
    if (!timer) throw new Error('Expected a timer to be armed, but there is none.');
    this.now = Math.max(this.now, timer.dueAt);
    this.pull({ kind: 'fireTimer', timer: timer.id });
  }

  /** Delivers a message or signal to the one subscription of that name. */
  receive(name: string, variables: Variables = {}): void {
    const subscription = Object.values(this.state.subscriptions).find((each) => each.name === name);
    if (!subscription) throw new Error(`Expected a subscription to ${name}, but there is none.`);
    this.pull({ kind: 'receive', subscription: subscription.id, messageId: `m-${name}`, variables });
  }

  eventsOf<Type extends DomainEvent['type']>(type: Type): Extract<DomainEvent, { type: Type }>[] {
    return this.events.filter((event): event is Extract<DomainEvent, { type: Type }> => event.type === type);
  }

  /** How often a token reached the node. */
  visits(nodeId: string): number {
    return this.eventsOf('elementEntered').filter(
      ({ element }) => element.item === undefined && nodeOf(this.definitions, this.state, element).id === nodeId,
    ).length;
  }
}
