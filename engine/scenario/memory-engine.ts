import { type Actor, type Decision, SYSTEM } from '../commands/command.ts';
import { COMMANDS, type CommandName, type InputOf } from '../commands/index.ts';
import type { DomainEvent } from '../core/events.ts';
import { nodeOf } from '../core/query.ts';
import type { Effect, InstanceState, ScriptRun } from '../core/state.ts';
import { ok, type Result } from '../errors.ts';
import type { Forms } from '../forms/form.ts';
import type { DecisionDefinition } from '../model/decision.ts';
import type { Definition, Definitions } from '../model/graph.ts';
import { EMPTY, type Organisation } from '../people/organisation/organisation.ts';
import type { AdapterAnswer, AdapterRequest } from '../port.ts';
import { CHINA_ONLY } from '../sla/calendars.ts';

export interface MemoryCase {
  readonly state: InstanceState;
  readonly events: readonly DomainEvent[];
}

/** What departments answer, and when. */
interface Departments {
  /** When the answer to a call made at `calledAt` comes, epoch ms; `Infinity` where somebody gives it by hand. */
  answersAt(topic: string, calledAt: number): number;
  ask(request: AdapterRequest): Promise<AdapterAnswer>;
}

/** Runs the text of a script on variables (JSON). */
export type RunScript = (task: { readonly source: string; readonly variables: string }) => Promise<ScriptOutcome>;

type ScriptOutcome =
  | { readonly ok: true; readonly json: string }
  | ({ readonly ok: false } & Omit<InputOf<'fail-script'>, 'scriptId'>);

/** Everything that is so at a moment. States never change, so it costs nothing to keep. */
export interface Moment {
  readonly now: number;
  readonly ids: number;
  readonly cases: ReadonlyMap<string, MemoryCase>;
  readonly attempts: ReadonlyMap<string, number>;
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
  readonly outside: Departments;
  /** Scripts in JavaScript; absent: they wait until somebody gives their results by hand. */
  readonly runScript?: RunScript;
  readonly organisation?: Organisation;
}

type AnyCommand = { decide(subject: unknown, input: unknown, context: unknown): Result<Decision<unknown>> };

/**
 * One process, its cases in memory, and a clock that stands still until it is moved. Commands are decided as the running engine decides them.
 * Nothing in it needs a server: it also runs in the browser.
 */
export class MemoryEngine {
  readonly definitions: Definitions;
  readonly definition: Definition;
  readonly #forms: Forms;
  readonly #outside: Departments;
  readonly #runScript: RunScript | undefined;
  readonly #organisation: Organisation;
  #cases = new Map<string, MemoryCase>();
  #attempts = new Map<string, number>();
  #now = 0;
  #ids = 0;

  constructor({ definition, others = [], decisions, forms, outside, runScript, organisation }: MemoryModel) {
    this.definition = definition;
    const all = [definition, ...others];
    this.definitions = {
      byId: (id) => all.find((known) => known.id === id) ?? definition,
      resolve: (key) => all.find((known) => known.key === key),
      decision: (key) => decisions.get(key),
    };
    this.#forms = forms;
    this.#outside = outside;
    this.#runScript = runScript;
    this.#organisation = organisation ?? EMPTY;
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

  cases(): readonly MemoryCase[] {
    return [...this.#cases.values()];
  }

  moment(): Moment {
    const { now } = this;
    return { now, ids: this.#ids, cases: new Map(this.#cases), attempts: new Map(this.#attempts) };
  }

  /** Makes everything as it was then. */
  goBack({ now, ids, cases, attempts }: Moment): void {
    this.#now = now;
    this.#ids = ids;
    this.#cases = new Map(cases);
    this.#attempts = new Map(attempts);
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
      organisation: this.#organisation,
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

  /** The next instant at which something happens by itself, epoch ms; undefined: nothing will. */
  nextInstant(): number | undefined {
    return this.#nextDue(Number.MAX_SAFE_INTEGER)?.at;
  }

  #nextDue(until: number): Due | undefined {
    const active = [...this.#cases.values()].filter(({ state }) => state.status === 'active');
    const all = active.flatMap(({ state }) => [
      ...this.#timersOf(state),
      ...this.#lampsOf(state),
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

  #lampsOf({ id: instanceId, readings = {} }: InstanceState): Due[] {
    return Object.values(readings).flatMap(({ id: clock, state, next: at }) =>
      state === 'stopped' || at === null
        ? []
        : [{ at, run: async () => this.work('turn-lamp', instanceId, { clock }) }],
    );
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
    const runScript = this.#runScript;
    if (!runScript) return [];
    return Object.values(state.scripts ?? {}).map((run) => ({
      at: run.requestedAt,
      run: () => this.#script(state, run, runScript),
    }));
  }

  async #script(
    state: InstanceState,
    { id: scriptId, element, variables }: ScriptRun,
    runScript: RunScript,
  ): Promise<void> {
    const owner = state.elements[element];
    const script = owner && nodeOf(this.definitions, state, owner).script;
    if (script?.language !== 'javascript') throw new Error(`Expected ${element} to have a script, but it has none.`);
    const outcome = await runScript({ source: script.source, variables: JSON.stringify(variables) });
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
    this.settle(instanceId, id, await this.#outside.ask(request));
  }

  /** A department has answered. */
  settle(instanceId: string, effectId: string, answer: AdapterAnswer): void {
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
