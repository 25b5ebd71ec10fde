import { type Actor, SYSTEM } from '../commands/command.ts';
import { COMMANDS } from '../commands/index.ts';
import type { DomainEvent } from '../core/events.ts';
import type { Subscription, Variables } from '../core/state.ts';
import { fail, ok, type Result } from '../errors.ts';
import type {
  ActRequest,
  InstanceView,
  MessageOutcome,
  MessageRequest,
  ScenarioDriver,
  StartRequest,
} from './driver.ts';
import type { MemoryEngine } from './memory-engine.ts';
import { after, type Outside } from './outside.ts';
import type { AdapterScript } from './scenario.ts';
import { viewOf } from './view.ts';

/** Plays scenarios on the pure engine: no database, no waiting, milliseconds each. */
export class MemoryDriver implements ScenarioDriver {
  readonly #engine: MemoryEngine;
  readonly #outside: Pick<Outside, 'script'>;
  readonly #actorOf: (user: string) => Actor;

  /** `actorOf` answers who somebody of a scenario is. */
  constructor(engine: MemoryEngine, outside: Pick<Outside, 'script'>, actorOf: (user: string) => Actor) {
    this.#engine = engine;
    this.#outside = outside;
    this.#actorOf = actorOf;
  }

  async begin(now: number): Promise<void> {
    this.#engine.now = now;
  }

  async start({ process, businessKey, as, variables }: StartRequest): Promise<Result<string>> {
    const instanceId = this.#engine.newId();
    const input = { definitionKey: process, businessKey, variables };
    const started = this.#engine.decide('start-process-instance', instanceId, input, this.#actorOf(as));
    return this.#settled(started.ok ? ok(instanceId) : started);
  }

  async act({ taskId, verb, as, input }: ActRequest): Promise<Result<unknown>> {
    const found = this.#engine.findCase(({ tasks }) => tasks[taskId] !== undefined);
    const name = `${verb}-task` as 'complete-task';
    if (!found || !(name in COMMANDS)) return fail('not-found', { kind: 'task', id: taskId });
    return this.#settled(this.#engine.decide(name, found.id, { ...input, taskId }, this.#actorOf(as)));
  }

  async publishMessage(request: MessageRequest): Promise<Result<MessageOutcome>> {
    return this.#settled(
      ok(this.#correlate(request) ?? this.#startBy(request) ?? { outcome: 'ignored', instanceIds: [] }),
    );
  }

  /** Every case that waits for it gets it; nobody does: it is gone, as signals are. */
  async publishSignal(name: string, variables: Variables): Promise<Result<unknown>> {
    const signalId = this.#engine.newId();
    const waiting = this.#engine
      .cases()
      .filter(({ state }) => Object.values(state.subscriptions).some((open) => isSignal(open, name)));
    for (const { state } of waiting) this.#engine.work('receive-signal', state.id, { signalId, name, variables });
    return this.#settled(ok(waiting.length));
  }

  async resolveIncident(incidentId: string, as: string): Promise<Result<unknown>> {
    const found = this.#engine.findCase(({ incidents }) => incidents[incidentId] !== undefined);
    if (!found) return fail('not-found', { kind: 'incident', id: incidentId });
    return this.#settled(this.#engine.decide('resolve-incident', found.id, { incidentId }, this.#actorOf(as)));
  }

  async advance(duration: string): Promise<void> {
    await this.#engine.advanceTo(after(duration, this.#engine.now));
  }

  script(topic: string, script: AdapterScript): void {
    this.#outside.script(topic, script);
  }

  async view(instanceId: string): Promise<InstanceView> {
    return viewOf(this.#engine.case(instanceId).state, this.#engine.definitions);
  }

  async journal(instanceId: string): Promise<readonly DomainEvent[]> {
    return this.#engine.case(instanceId).events;
  }

  keyOf(): string {
    return this.#engine.definition.key;
  }

  async #settled<T>(result: Result<T>): Promise<Result<T>> {
    await this.#engine.advanceTo(this.#engine.now);
    return result;
  }

  #correlate({ name, businessKey, variables }: MessageRequest): MessageOutcome | undefined {
    const known = this.#engine.findCase((state) => state.businessKey === businessKey);
    if (!known) return undefined;
    const input = { messageId: this.#engine.newId(), name, variables };
    const taken = this.#engine.decide('correlate-message', known.id, input, SYSTEM);
    return taken.ok ? { outcome: 'correlated', instanceIds: [known.id] } : undefined;
  }

  #startBy({ name, businessKey, variables }: MessageRequest): MessageOutcome | undefined {
    const { id: definitionId, graph } = this.#engine.definition;
    const startEvent = graph.nodes.find(
      ({ type, parent, events }) =>
        type === 'startEvent' &&
        parent === 0 &&
        events.some((event) => event.kind === 'message' && event.name.kind === 'literal' && event.name.text === name),
    )?.id;
    if (startEvent === undefined) return undefined;
    const instanceId = this.#engine.newId();
    this.#engine.work('start-by-message', instanceId, { definitionId, startEvent, businessKey, variables });
    return { outcome: 'started', instanceIds: [instanceId] };
  }
}

const isSignal = ({ kind, name }: Subscription, wanted: string): boolean => kind === 'signal' && name === wanted;
