/**
 * The running engine behind a scenario: dispatcher, loops, database, on a test clock. What a case looks like is folded from its
 * journal, so a scenario that holds also shows that the journal tells the whole truth.
 */

import { type Actor, SYSTEM } from '../commands/command.ts';
import { fold } from '../core/apply.ts';
import type { DomainEvent } from '../core/events.ts';
import { ok, type Result } from '../errors.ts';
import type { TestClock } from '../runtime/clock.ts';
import type { Runtime } from '../runtime/engine.ts';
import type { Outcome } from '../runtime/envelope.ts';
import { casesOfProcess } from '../store/read/cases-of-process.ts';
import { type JournalRow, readJournal } from '../store/read/journal.ts';
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
import { after, type Outside, TOPICS_OF_THE_ENGINE } from './outside.ts';
import type { AdapterScript, Scenario } from './scenario.ts';
import type { ScenarioEngine } from './scenario-engine.ts';
import { viewOf } from './view.ts';

export interface RuntimeDriverOptions {
  readonly engine: ScenarioEngine;
  /** Who somebody of a scenario is. Throws where there is no such person. */
  readonly actorOf: (user: string) => Actor;
  readonly outside: Outside;
  /** Topics served by adapters. */
  readonly topics: readonly string[];
  /** Topics whose answers take time on the scenario's clock: a department's own program fetches them and answers later. */
  readonly slowTopics: readonly string[];
}

interface Promised {
  readonly id: string;
  readonly topic: string;
  readonly at: number;
}

const WORKER = 'department';
const FOREVER_MS = 365 * 86_400_000;

export class RuntimeDriver implements ScenarioDriver {
  readonly #runtime: Runtime;
  readonly #clock: TestClock;
  readonly #options: RuntimeDriverOptions;
  #promised: readonly Promised[] = [];

  private constructor(runtime: Runtime, clock: TestClock, options: RuntimeDriverOptions) {
    this.#runtime = runtime;
    this.#clock = clock;
    this.#options = options;
  }

  static async create(options: RuntimeDriverOptions): Promise<RuntimeDriver> {
    const { engine, topics, slowTopics, outside } = options;
    const served = topics.filter((topic) => !slowTopics.includes(topic));
    const { runtime, clock } = await engine.serve(served, outside);
    return new RuntimeDriver(runtime, clock, options);
  }

  async begin(now: number): Promise<void> {
    this.#clock.set(now);
  }

  async start({ process, businessKey, as, variables }: StartRequest): Promise<Result<string>> {
    const input = { definitionKey: process, businessKey, variables };
    const started = await this.#submit({
      command: 'start-process-instance',
      target: 'new',
      input,
      actor: this.#options.actorOf(as),
    });
    return started.ok ? ok(started.instanceId) : started;
  }

  async act({ taskId, verb, as, input }: ActRequest): Promise<Result<unknown>> {
    const command = {
      command: `${verb}-task`,
      target: { taskId },
      input: { ...input, taskId },
      actor: this.#options.actorOf(as),
    };
    return resultOf(await this.#submit(command));
  }

  async extend({ instanceId, as, input }: ExtendRequest): Promise<Result<unknown>> {
    const actor = this.#options.actorOf(as);
    return resultOf(await this.#submit({ command: 'extend-instance', target: { instanceId }, input, actor }));
  }

  async withdraw({ instanceId, as, input }: CaseRequest): Promise<Result<unknown>> {
    const actor = this.#options.actorOf(as);
    return resultOf(await this.#submit({ command: 'withdraw-instance', target: { instanceId }, input, actor }));
  }

  async publishMessage({ name, to, variables }: MessageRequest): Promise<Result<MessageOutcome>> {
    const answered = await this.#runtime.messages.publish({ name, ...to, variables }, SYSTEM);
    await this.#settle();
    return answered;
  }

  async publishSignal({ name, process, variables }: SignalRequest): Promise<Result<readonly string[]>> {
    const before = await casesOfProcess(this.#runtime.pool, process);
    await this.#runtime.signals.throw({ name, variables });
    await this.#settle();
    return ok([...(await casesOfProcess(this.#runtime.pool, process))].filter((id) => !before.has(id)));
  }

  async resolveIncident(incidentId: string, as: string): Promise<Result<unknown>> {
    const command = {
      command: 'resolve-incident',
      target: { incidentId },
      input: { incidentId },
      actor: this.#options.actorOf(as),
    };
    return resultOf(await this.#submit(command));
  }

  async advance(duration: string): Promise<void> {
    const end = after(duration, this.#clock.now());
    for (let next = this.#nextAnswer(end); next; next = this.#nextAnswer(end)) {
      await this.#runtime.moveClock(next.at);
      await this.#answer(next);
    }
    await this.#runtime.moveClock(end);
    await this.#settle();
  }

  script(topic: string, script: AdapterScript): void {
    this.#options.outside.script(topic, script);
  }

  async view(instanceId: string): Promise<InstanceView> {
    const journal = await this.#readJournal(instanceId);
    const state = fold(journal.map(({ at, events }) => ({ now: at, events: events as readonly DomainEvent[] })));
    if (!state) throw new Error(`Expected case ${instanceId} to have a journal, but it is empty.`);
    return this.#runtime.definitions.withLoaded(() => viewOf(state, this.#runtime.definitions, this.#clock.now()));
  }

  async journal(instanceId: string): Promise<readonly DomainEvent[]> {
    return (await this.#readJournal(instanceId)).flatMap(({ events }) => events as readonly DomainEvent[]);
  }

  keyOf(definitionId: string): string {
    const definition = this.#runtime.definitions.byId(definitionId);
    return definition?.key ?? '';
  }

  async #readJournal(instanceId: string): Promise<readonly JournalRow[]> {
    return (await readJournal(this.#runtime.pool, instanceId, { limit: 1_000 })).items;
  }

  async #submit(envelope: Parameters<Runtime['dispatcher']['submit']>[0]): Promise<Outcome> {
    const outcome = await this.#runtime.dispatcher.submit(envelope);
    await this.#settle();
    return outcome;
  }

  async #settle(): Promise<void> {
    await this.#runtime.settle();
    const topics = this.#options.slowTopics.map((topic) => ({ topic, lockDuration: FOREVER_MS }));
    if (topics.length === 0) return;
    const fetched = await this.#runtime.externalTasks.fetchAndLock({
      workerId: WORKER,
      topics,
      maxTasks: 100,
      actor: SYSTEM,
    });
    if (!fetched.ok) throw new Error(`Expected slow work to be fetched: ${fetched.failure.code}`);
    const now = this.#clock.now();
    const promised = fetched.value.map(({ id, topic }) => ({
      id,
      topic,
      at: this.#options.outside.answersAt(topic, now),
    }));
    this.#promised = [...this.#promised, ...promised];
  }

  #nextAnswer(until: number): Promised | undefined {
    return this.#promised.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
  }

  /** An answer that comes too late is refused: the case has gone on without it. */
  async #answer(promised: Promised): Promise<void> {
    this.#promised = this.#promised.filter((other) => other !== promised);
    const { id, topic } = promised;
    const answer = await this.#options.outside.ask(requestFor(id, topic));
    if (answer.kind !== 'completed') throw new Error(`Expected a slow "${topic}" to be scripted with variables.`);
    const call = { id, workerId: WORKER, actor: SYSTEM };
    const outcome = await this.#runtime.externalTasks.complete(call, answer.variables);
    if (!outcome.ok && outcome.failure.code !== 'not-found')
      throw new Error(`Expected an answer to be taken: ${outcome.failure.code}`);
    await this.#settle();
  }
}

const requestFor = (id: string, topic: string) => ({
  topic,
  idempotencyKey: id,
  instanceId: '',
  businessKey: null,
  elementId: '',
  attempt: 1,
  requestedBy: 'system',
  purpose: null,
  variables: {},
  signal: new AbortController().signal,
});

/** Topics that a scenario says the answers of: served even where the installation has nobody for them. */
export function scriptedTopicsOf({ given, steps }: Scenario): string[] {
  const later = steps.flatMap((step) => ('adapter' in step ? [step.adapter.topic] : []));
  return [...new Set([...TOPICS_OF_THE_ENGINE, ...Object.keys(given.adapters ?? {}), ...later])];
}

/** Topics that answer late in a scenario. */
export const slowTopicsOf = ({ given }: Scenario): string[] =>
  Object.entries(given.adapters ?? {}).flatMap(([topic, { takes }]) => (takes === undefined ? [] : [topic]));

const resultOf = (outcome: Outcome): Result<unknown> => (outcome.ok ? ok(outcome.answer) : outcome);
