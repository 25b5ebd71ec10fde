import { type Actor, SYSTEM } from '../commands/command.ts';
import { COMMANDS } from '../commands/index.ts';
import type { DomainEvent } from '../core/events.ts';
import type { InstanceState } from '../core/state.ts';
import { fail, ok, type Result } from '../errors.ts';
import type {
  ActRequest,
  CaseRequest,
  ExtendRequest,
  InstanceView,
  MessageOutcome,
  MessageRequest,
  ScenarioDriver,
  SignalRequest,
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

  async withdraw({ instanceId, as, input }: CaseRequest): Promise<Result<unknown>> {
    return this.#settled(this.#engine.decide('withdraw-instance', instanceId, input, this.#actorOf(as)));
  }

  async extend({ instanceId, as, input }: ExtendRequest): Promise<Result<unknown>> {
    return this.#settled(this.#engine.decide('extend-instance', instanceId, input, this.#actorOf(as)));
  }

  async publishMessage(request: MessageRequest): Promise<Result<MessageOutcome>> {
    return this.#settled(
      ok(this.#correlate(request) ?? this.#startBy(request) ?? { outcome: 'ignored', instanceIds: [] }),
    );
  }

  /** It begins cases of the process of the scenario only; those of others that listen too are not its matter. */
  async publishSignal({ name, variables }: SignalRequest): Promise<Result<readonly string[]>> {
    const waiting = this.#engine.casesThat(({ subscriptions }) =>
      Object.values(subscriptions).some((open) => open.kind === 'signal' && open.name === name),
    );
    for (const { id } of waiting)
      this.#engine.work('receive-signal', id, { signalId: this.#engine.newId(), name, variables });
    const { id: definitionId } = this.#engine.definition;
    const begun = this.#startsBy('signal', name).map((startEvent) => {
      const instanceId = this.#engine.newId();
      this.#engine.work('start-by-signal', instanceId, { definitionId, startEvent, variables });
      return instanceId;
    });
    return this.#settled(ok(begun));
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
    return viewOf(this.#engine.case(instanceId).state, this.#engine.definitions, this.#engine.now);
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

  #correlate({ name, to, variables }: MessageRequest): MessageOutcome | undefined {
    const known = this.#engine.findCase((state) => isMeant(state, name, to));
    if (!known) return undefined;
    const key = 'correlationKey' in to ? to : {};
    const input = { messageId: this.#engine.newId(), name, variables, ...key };
    const taken = this.#engine.decide('correlate-message', known.id, input, SYSTEM);
    return taken.ok ? { outcome: 'correlated', instanceIds: [known.id] } : undefined;
  }

  #startBy({ name, to, variables }: MessageRequest): MessageOutcome | undefined {
    const [startEvent] = this.#startsBy('message', name);
    if (startEvent === undefined || !('businessKey' in to)) return undefined;
    const { id: definitionId } = this.#engine.definition;
    const instanceId = this.#engine.newId();
    this.#engine.work('start-by-message', instanceId, { definitionId, startEvent, ...to, variables });
    return { outcome: 'started', instanceIds: [instanceId] };
  }

  #startsBy(kind: 'message' | 'signal', name: string): readonly string[] {
    return this.#engine.definition.graph.nodes
      .filter(({ type, parent }) => type === 'startEvent' && parent === 0)
      .filter(({ events }) =>
        events.some((event) => event.kind === kind && event.name.kind === 'literal' && event.name.text === name),
      )
      .map(({ id }) => id);
  }
}

function isMeant({ id, businessKey, subscriptions }: InstanceState, name: string, to: MessageRequest['to']): boolean {
  if ('instanceId' in to) return id === to.instanceId;
  if ('businessKey' in to) return businessKey === to.businessKey;
  return Object.values(subscriptions).some((open) => open.name === name && open.key === to.correlationKey);
}
