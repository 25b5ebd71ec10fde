/** A case that is played: the real engine core, a clock that somebody moves, and every step taken back as it came. */

import type { Actor } from '../../engine/commands/command.ts';
import type { DomainEvent } from '../../engine/core/events.ts';
import type { InstanceState } from '../../engine/core/state.ts';
import { ok, type Result } from '../../engine/errors.ts';
import type { Definitions } from '../../engine/model/graph.ts';
import type { AdapterAnswer } from '../../engine/port.ts';
import { MemoryDriver } from '../../engine/scenario/memory-driver.ts';
import { MemoryEngine, type MemoryModel, type Moment } from '../../engine/scenario/memory-engine.ts';
import type { AdapterScript, Scenario, Step } from '../../engine/scenario/scenario.ts';
import { viewOf } from '../../engine/scenario/view.ts';
import { WaitingDepartments } from './departments.ts';

/** What was done, with what departments said to what it asked them. */
interface Done {
  readonly step: Step;
  /** By the id of the call, in the order they were answered. */
  readonly said: ReadonlyMap<string, { readonly topic: string; readonly script: AdapterScript }>;
}

interface Kept {
  readonly moment: Moment;
  readonly instanceId: string | undefined;
  readonly done: readonly Done[];
}

export interface SessionOptions extends Omit<MemoryModel, 'outside'> {
  readonly actorOf: (id: string) => Actor;
  /** Where the clock stands at first, epoch ms. */
  readonly now: number;
  readonly businessKey: string;
}

export class PlaySession {
  readonly #engine: MemoryEngine;
  readonly #driver: MemoryDriver;
  readonly #options: SessionOptions;
  readonly #past: Kept[] = [];
  #instanceId: string | undefined;
  #done: readonly Done[] = [];

  constructor(options: SessionOptions) {
    const outside = new WaitingDepartments();
    this.#options = options;
    this.#engine = new MemoryEngine({ ...options, outside });
    this.#driver = new MemoryDriver(this.#engine, outside, options.actorOf);
    this.#engine.now = options.now;
  }

  get now(): number {
    return this.#engine.now;
  }

  /** The key of the process that is played. */
  get key(): string {
    return this.#options.definition.key;
  }

  get definitions(): Definitions {
    return this.#engine.definitions;
  }

  /** The case; undefined before it has begun. */
  get state(): InstanceState | undefined {
    return this.#instanceId === undefined ? undefined : this.#engine.case(this.#instanceId).state;
  }

  /** How many steps can be taken back. */
  get steps(): number {
    return this.#past.length;
  }

  /** What happened since the last step but one, or since the beginning. */
  get latest(): readonly DomainEvent[] {
    const events = this.#instanceId === undefined ? [] : this.#engine.case(this.#instanceId).events;
    const before = this.#past.at(-1);
    const known =
      before?.instanceId === undefined ? 0 : (before.moment.cases.get(before.instanceId)?.events.length ?? 0);
    return events.slice(known);
  }

  /** When something happens by itself next, epoch ms. */
  get next(): number | undefined {
    return this.#engine.nextInstant();
  }

  /** Does one step. What is refused leaves everything as it was. */
  async take(step: Step, taskId?: string): Promise<Result<unknown>> {
    return this.#kept(async () => {
      const result = await this.#perform(step, taskId);
      if (result.ok) this.#done = [...this.#done, { step, said: new Map() }];
      return result;
    });
  }

  /** A department answers, or fails where there is no answer. */
  async answer(effectId: string, answer: AdapterAnswer): Promise<void> {
    const effect = this.state?.effects[effectId];
    const instanceId = this.#instanceId;
    if (!effect || instanceId === undefined) throw new Error(`Expected ${effectId} to wait for an answer.`);
    const waited = this.now - effect.requestedAt;
    await this.#kept(async () => {
      this.#engine.settle(instanceId, effectId, answer);
      await this.#engine.advanceTo(this.now);
      this.#note(effectId, { topic: effect.topic, script: scriptOf(answer, waited) });
      return ok(undefined);
    });
  }

  /** What a script in JavaScript gives: it is not run in the browser. */
  async giveScript(scriptId: string, value: unknown): Promise<void> {
    const instanceId = this.#instanceId;
    if (instanceId === undefined) throw new Error('Expected the case to have begun.');
    await this.#kept(async () => {
      this.#engine.work('complete-script', instanceId, { scriptId, value });
      await this.#engine.advanceTo(this.now);
      return ok(undefined);
    });
  }

  back(): void {
    const before = this.#past.pop();
    if (!before) return;
    this.#engine.goBack(before.moment);
    this.#instanceId = before.instanceId;
    this.#done = before.done;
  }

  /** What was played, as a scenario that ends with what is so now. */
  scenario(name: Scenario['name']): Scenario {
    const { now, businessKey } = this.#options;
    const given = { now: new Date(now).toISOString().replace(/\.\d+Z$/, 'Z'), businessKey };
    const steps = this.#done.flatMap(({ step, said }) => [
      ...[...said.values()].map(({ topic, script }) => ({ adapter: { topic, script } })),
      step,
    ]);
    const { state } = this;
    if (!state) return { name, given, steps };
    const { status, open } = viewOf(state, this.definitions, this.now);
    return { name, given, steps: [...steps, { expect: { status, open: [...open] } }] };
  }

  async #kept<T>(act: () => Promise<Result<T>>): Promise<Result<T>> {
    const before = { moment: this.#engine.moment(), instanceId: this.#instanceId, done: this.#done };
    const result = await act();
    if (result.ok) this.#past.push(before);
    else this.#engine.goBack(before.moment);
    return result;
  }

  async #perform(step: Step, taskId: string | undefined): Promise<Result<unknown>> {
    const { businessKey, definition } = this.#options;
    const driver = this.#driver;
    if ('start' in step) {
      const { as, variables = {} } = step.start;
      return this.#began(await driver.start({ process: definition.key, businessKey, as, variables }));
    }
    if ('message' in step) {
      const { name, key, variables = {} } = step.message;
      const to = key === undefined ? { businessKey } : { correlationKey: key };
      const sent = await driver.publishMessage({ name, to, variables });
      if (sent.ok) this.#instanceId ??= sent.value.instanceIds[0];
      return sent;
    }
    if ('signal' in step) {
      const { name, variables = {} } = step.signal;
      const sent = await driver.publishSignal({ name, process: definition.key, variables });
      if (sent.ok) this.#instanceId ??= sent.value[0];
      return sent;
    }
    if ('complete' in step) {
      const { task: _task, as, refused: _refused, ...input } = step.complete;
      return driver.act({ taskId: taskId ?? '', verb: 'complete', as, input });
    }
    if ('act' in step) {
      const { verb, as, input = {} } = step.act;
      return driver.act({ taskId: taskId ?? '', verb, as, input });
    }
    if ('resolve' in step) return driver.resolveIncident(this.#incidentAt(step.resolve.element), step.resolve.as);
    if ('advance' in step) return ok(await driver.advance(step.advance));
    return ok(undefined);
  }

  #began(started: Result<string>): Result<string> {
    if (started.ok) this.#instanceId = started.value;
    return started;
  }

  #incidentAt(element: string): string {
    const { state } = this;
    const found =
      state && viewOf(state, this.definitions, this.now).incidents.find((incident) => incident.element === element);
    return found?.id ?? '';
  }

  /** Written before the step that asked: there the department must know what it will say. */
  #note(effectId: string, said: { readonly topic: string; readonly script: AdapterScript }): void {
    const asked = this.#askedBy(effectId);
    this.#done = this.#done.map((done, index) => {
      if (index !== asked) return done;
      const before = done.said.get(effectId);
      const failFirst = before && !before.script.answer ? (before.script.failFirst ?? 0) + 1 : undefined;
      const script = failFirst !== undefined && said.script.answer ? { ...said.script, failFirst } : said.script;
      const counted = failFirst !== undefined && !said.script.answer ? { ...script, failFirst } : script;
      return { ...done, said: new Map(done.said).set(effectId, { topic: said.topic, script: counted }) };
    });
  }

  /** The step after which the call was there. Answers that led to another call belong to the same step. */
  #askedBy(effectId: string): number {
    const first = this.#past.findIndex(({ moment, instanceId }) => {
      const found = instanceId === undefined ? undefined : moment.cases.get(instanceId);
      return found?.state.effects[effectId] !== undefined;
    });
    const kept = first < 0 ? undefined : this.#past[first];
    return (kept ? kept.done.length : this.#done.length) - 1;
  }
}

function scriptOf(answer: AdapterAnswer, waitedMs: number): AdapterScript {
  const takes = waitedMs >= 1000 ? { takes: `PT${Math.floor(waitedMs / 1000)}S` } : {};
  if (answer.kind === 'completed')
    return { ...takes, answer: { kind: 'completed', variables: { ...answer.variables } } };
  if (answer.kind !== 'error') return {};
  const { code, variables } = answer;
  return { ...takes, answer: { kind: 'error', code, ...(variables && { variables: { ...variables } }) } };
}
