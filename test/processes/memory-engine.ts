import { type Actor, type Decision, SYSTEM } from '../../engine/commands/command.ts';
import { COMMANDS, type CommandName, type InputOf } from '../../engine/commands/index.ts';
import type { DomainEvent } from '../../engine/core/events.ts';
import { nodeOf } from '../../engine/core/query.ts';
import type { Effect, InstanceState, ScriptRun } from '../../engine/core/state.ts';
import { ok, type Result } from '../../engine/errors.ts';
import type { Forms } from '../../engine/forms/form.ts';
import type { DecisionDefinition } from '../../engine/model/decision.ts';
import type { Definition, Definitions } from '../../engine/model/graph.ts';
import type { AdapterAnswer } from '../../engine/port.ts';
import type { Outside } from '../../engine/scenario/outside.ts';
import { ScriptPool } from '../../engine/scripts/script-pool.ts';
import { CHINA_ONLY } from '../../engine/sla/calendars.ts';
import { chart } from './people.ts';

/** Its threads start with the first script and do not keep the process alive. */
const SANDBOX = new ScriptPool({ threads: 1 });

export interface MemoryCase {
  readonly state: InstanceState;
  readonly events: readonly DomainEvent[];
}

interface Due {
  readonly at: number;
  run(): Promise<void>;
}

/** What runs in it: a process with its decisions and forms, the processes it may call, and what is outside. */
export interface MemoryModel {
  readonly definition: Definition;
  readonly others?: readonly Definition[];
  readonly decisions: ReadonlyMap<string, DecisionDefinition>;
  readonly forms: Forms;
  readonly outside: Outside;
}

type AnyCommand = { decide(subject: unknown, input: unknown, context: unknown): Result<Decision<unknown>> };

/** One process, its cases in memory, and a clock that stands still until it is moved. Commands are decided as the running engine decides them. */
export class MemoryEngine {
  readonly definitions: Definitions;
  readonly definition: Definition;
  readonly #forms: Forms;
  readonly #outside: Outside;
  readonly #cases = new Map<string, MemoryCase>();
  readonly #attempts = new Map<string, number>();
  #now = 0;
  #ids = 0;

  constructor({ definition, others = [], decisions, forms, outside }: MemoryModel) {
    this.definition = definition;
    const all = [definition, ...others];
    this.definitions = {
      byId: (id) => all.find((known) => known.id === id) ?? definition,
      resolve: (key) => all.find((known) => known.key === key),
      decision: (key) => decisions.get(key),
    };
    this.#forms = forms;
    this.#outside = outside;
  }

  get now(): number {
    return this.#now;
  }

  set now(instant: number) {
    this.#now = instant;
  }

  newId(): string {
    this.#ids += 1;
    return `id-${String(this.#ids).padStart(6, '0')}`;
  }

  case(instanceId: string): MemoryCase {
    const found = this.#cases.get(instanceId);
    if (!found) throw new Error(`Expected case ${instanceId}, but there is none.`);
    return found;
  }

  findCase(wanted: (state: InstanceState) => boolean): InstanceState | undefined {
    return this.casesThat(wanted)[0];
  }

  casesThat(wanted: (state: InstanceState) => boolean): readonly InstanceState[] {
    return [...this.#cases.values()].map(({ state }) => state).filter(wanted);
  }

  decide<N extends CommandName>(name: N, instanceId: string, input: InputOf<N>, actor: Actor): Result<unknown> {
    const known = this.#cases.get(instanceId);
    const env = { now: this.#now, newId: () => this.newId() };
    const context = {
      env,
      definitions: this.definitions,
      forms: this.#forms,
      organisation: chart,
      calendars: CHINA_ONLY,
      actor,
    };
    const decided = (COMMANDS[name] as AnyCommand).decide(known?.state ?? instanceId, input, context);
    if (!decided.ok) return decided;
    const { state, events, answer } = decided.value;
    this.#cases.set(instanceId, { state, events: [...(known?.events ?? []), ...events] });
    return ok(answer);
  }

  /** What the engine does by itself must succeed. */
  work<N extends CommandName>(name: N, instanceId: string, input: InputOf<N>): void {
    const done = this.decide(name, instanceId, input, SYSTEM);
    if (!done.ok) throw new Error(`Expected ${name} to be done, but: ${JSON.stringify(done.failure)}`);
  }

  /** Does what is due up to an instant, each at its own time, and sets the clock there. */
  async advanceTo(instant: number): Promise<void> {
    for (let due = this.#nextDue(instant); due; due = this.#nextDue(instant)) {
      this.#now = Math.max(this.#now, due.at);
      await due.run();
    }
    this.#now = instant;
  }

  #nextDue(until: number): Due | undefined {
    const active = [...this.#cases.values()].filter(({ state }) => state.status === 'active');
    const all = active.flatMap(({ state }) => [
      ...this.#timersOf(state),
      ...this.#effectsOf(state),
      ...this.#scriptsOf(state),
    ]);
    return all.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
  }

  #timersOf({ id: instanceId, timers }: InstanceState): Due[] {
    return Object.values(timers).map(({ id: timerId, dueAt }) => ({
      at: dueAt,
      run: async () => this.work('fire-timer', instanceId, { timerId }),
    }));
  }

  #effectsOf(state: InstanceState): Due[] {
    const stuck = Object.values(state.incidents).map(({ retry }) => (retry.kind === 'effect' ? retry.effectId : ''));
    return Object.values(state.effects)
      .filter(({ id }) => !stuck.includes(id))
      .map((effect) => ({
        at: this.#outside.answersAt(effect.topic, effect.dueAt),
        run: () => this.#call(state, effect),
      }));
  }

  #scriptsOf(state: InstanceState): Due[] {
    return Object.values(state.scripts ?? {}).map((run) => ({
      at: run.requestedAt,
      run: () => this.#runScript(state, run),
    }));
  }

  async #runScript(state: InstanceState, { id: scriptId, element, variables }: ScriptRun): Promise<void> {
    const owner = state.elements[element];
    const script = owner && nodeOf(this.definitions, state, owner).script;
    if (script?.language !== 'javascript') throw new Error(`Expected ${element} to have a script, but it has none.`);
    const outcome = await SANDBOX.run({ source: script.source, variables: JSON.stringify(variables) });
    if (outcome.ok) this.work('complete-script', state.id, { scriptId, value: JSON.parse(outcome.json) });
    else {
      const { cause, message, line, limit } = outcome;
      this.work('fail-script', state.id, { scriptId, cause, message, line, limit });
    }
  }

  async #call(
    { id: instanceId, businessKey }: InstanceState,
    { id, element, topic, variables }: Effect,
  ): Promise<void> {
    const attempt = (this.#attempts.get(id) ?? 0) + 1;
    this.#attempts.set(id, attempt);
    const { signal } = new AbortController();
    const request = {
      topic,
      idempotencyKey: id,
      instanceId,
      businessKey,
      elementId: element,
      attempt,
      requestedBy: 'system',
      purpose: null,
      variables,
      signal,
    };
    this.#settle(instanceId, id, await this.#outside.ask(request));
  }

  #settle(instanceId: string, effectId: string, answer: AdapterAnswer): void {
    if (answer.kind === 'completed') {
      this.work('complete-effect', instanceId, { effectId, variables: answer.variables });
    } else if (answer.kind === 'failed' || answer.kind === 'unknown') {
      this.work('fail-effect', instanceId, { effectId, message: answer.message });
    } else {
      const { code: errorCode, variables = {} } = answer;
      this.work('throw-effect-error', instanceId, { effectId, errorCode, variables });
    }
  }
}
