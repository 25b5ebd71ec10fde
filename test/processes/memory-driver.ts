import { SYSTEM } from '../../engine/commands/command.ts';
import { COMMANDS } from '../../engine/commands/index.ts';
import type { DomainEvent } from '../../engine/core/events.ts';
import { fail, ok, type Result } from '../../engine/errors.ts';
import type {
  ActRequest,
  InstanceView,
  MessageOutcome,
  MessageRequest,
  ScenarioDriver,
  StartRequest,
} from '../../engine/scenario/driver.ts';
import { after, type Outside } from '../../engine/scenario/outside.ts';
import type { AdapterScript } from '../../engine/scenario/scenario.ts';
import { viewOf } from '../../engine/scenario/view.ts';
import type { MemoryEngine } from './memory-engine.ts';
import { actorOf } from './people.ts';

/** Plays scenarios on the pure engine: no database, no waiting, milliseconds each. */
export class MemoryDriver implements ScenarioDriver {
  readonly #engine: MemoryEngine;
  readonly #outside: Outside;

  constructor(engine: MemoryEngine, outside: Outside) {
    this.#engine = engine;
    this.#outside = outside;
  }

  async begin(now: number): Promise<void> {
    this.#engine.now = now;
  }

  async start({ process, businessKey, as, variables }: StartRequest): Promise<Result<string>> {
    const instanceId = this.#engine.newId();
    const input = { definitionKey: process, businessKey, variables };
    const started = this.#engine.decide('start-process-instance', instanceId, input, actorOf(as));
    return this.#settled(started.ok ? ok(instanceId) : started);
  }

  async act({ taskId, verb, as, input }: ActRequest): Promise<Result<unknown>> {
    const found = this.#engine.findCase(({ tasks }) => tasks[taskId] !== undefined);
    const name = `${verb}-task` as 'complete-task';
    if (!found || !(name in COMMANDS)) return fail('not-found', { kind: 'task', id: taskId });
    return this.#settled(this.#engine.decide(name, found.id, { ...input, taskId }, actorOf(as)));
  }

  async publishMessage(request: MessageRequest): Promise<Result<MessageOutcome>> {
    return this.#settled(
      ok(this.#correlate(request) ?? this.#startBy(request) ?? { outcome: 'ignored', instanceIds: [] }),
    );
  }

  async publishSignal(): Promise<Result<unknown>> {
    throw new Error('Expected no signal: it goes from case to case, which takes the running engine.');
  }

  async resolveIncident(incidentId: string, as: string): Promise<Result<unknown>> {
    const found = this.#engine.findCase(({ incidents }) => incidents[incidentId] !== undefined);
    if (!found) return fail('not-found', { kind: 'incident', id: incidentId });
    return this.#settled(this.#engine.decide('resolve-incident', found.id, { incidentId }, actorOf(as)));
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
