/**
 * The pure engine behind a scenario: commands are decided in memory, on a clock that only the scenario moves. No database, no waiting; every
 * scenario takes milliseconds.
 */
import type { AdapterRegistry } from '../../adapters/registry.ts';
import { type Actor, type Decision, SYSTEM } from '../../engine/commands/command.ts';
import { COMMANDS, type CommandName, type InputOf } from '../../engine/commands/index.ts';
import type { DomainEvent } from '../../engine/core/events.ts';
import { dueAfter } from '../../engine/core/schedule.ts';
import type { Effect, InstanceState } from '../../engine/core/state.ts';
import { fail, ok, type Result } from '../../engine/errors.ts';
import type { Forms } from '../../engine/forms/form.ts';
import type { Definition, Definitions } from '../../engine/model/graph.ts';
import type { AdapterAnswer } from '../../engine/port.ts';
import type { MessageOutcome, ScenarioDriver } from '../../engine/scenario/driver.ts';
import type { AdapterScript } from '../../engine/scenario/scenario.ts';
import { viewOf } from '../../engine/scenario/view.ts';
import { actorOf } from './people.ts';

interface Case {
  state: InstanceState;
  readonly events: DomainEvent[];
}

interface Due {
  readonly at: number;
  readonly run: () => Promise<void>;
}

export function createMemoryDriver(definition: Definition, forms: Forms, adapters: AdapterRegistry): ScenarioDriver {
  const definitions: Definitions = { byId: () => definition, resolve: () => definition };
  const cases = new Map<string, Case>();
  const scripts = new Map<string, AdapterScript>();
  const attempts = new Map<string, number>();
  let now = 0;
  let ids = 0;

  const newId = (): string => {
    ids += 1;
    return `id-${String(ids).padStart(6, '0')}`;
  };

  function decide<N extends CommandName>(name: N, instanceId: string, input: InputOf<N>, actor: Actor): Result<unknown> {
    const command = COMMANDS[name] as { decide(state: unknown, input: unknown, context: unknown): Result<Decision<unknown>> };
    const known = cases.get(instanceId);
    const decided = command.decide(known?.state ?? instanceId, input, { env: { now, newId }, definitions, forms, actor });
    if (!decided.ok) return decided;
    const { state, events, answer } = decided.value;
    cases.set(instanceId, { state, events: [...(known?.events ?? []), ...events] });
    return ok(answer);
  }

  const must = (result: Result<unknown>): void => {
    if (!result.ok) throw new Error(`Expected the engine's own work to succeed, but: ${JSON.stringify(result.failure)}`);
  };

  async function settle(): Promise<void> {
    for (let due = nextDue(now); due; due = nextDue(now)) await due.run();
  }

  function nextDue(until: number): Due | undefined {
    const all = [...cases.values()].flatMap(({ state }) => (state.status === 'active' ? dueOf(state) : []));
    return all.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
  }

  function dueOf(state: InstanceState): Due[] {
    const timers = Object.values(state.timers).map(({ id, dueAt }) => ({
      at: dueAt,
      run: async () => must(decide('fire-timer', state.id, { timerId: id }, SYSTEM)),
    }));
    const stuck = new Set(Object.values(state.incidents).flatMap(({ retry }) => (retry.kind === 'effect' ? [retry.effectId] : [])));
    const effects = Object.values(state.effects)
      .filter(({ id }) => !stuck.has(id))
      .map((effect) => ({ at: answeredAt(effect), run: () => call(state, effect) }));
    return [...timers, ...effects];
  }

  const answeredAt = ({ topic, dueAt }: Effect): number => {
    const { takes } = scripts.get(topic) ?? {};
    const at = takes === undefined ? ok(dueAt) : dueAfter(takes, dueAt);
    if (!at.ok) throw new Error(`Expected a duration, but found "${takes}".`);
    return at.value;
  };

  async function call(state: InstanceState, effect: Effect): Promise<void> {
    const attempt = (attempts.get(effect.id) ?? 0) + 1;
    attempts.set(effect.id, attempt);
    const script = scripts.get(effect.topic);
    const answer = script ? scripted(script, attempt) : await askAdapter(state, effect, attempt);
    const { id: effectId } = effect;
    if (answer.kind === 'completed') must(decide('complete-effect', state.id, { effectId, variables: answer.variables }, SYSTEM));
    else if (answer.kind === 'failed') must(decide('fail-effect', state.id, { effectId, message: answer.message }, SYSTEM));
    else {
      const { code: errorCode, variables } = answer;
      must(decide('throw-effect-error', state.id, { effectId, errorCode, ...(variables && { variables }) }, SYSTEM));
    }
  }

  async function askAdapter(state: InstanceState, effect: Effect, attempt: number): Promise<AdapterAnswer> {
    const adapter = adapters.find(effect.topic);
    if (!adapter) throw new Error(`Expected an adapter for "${effect.topic}".`);
    return adapter.call({
      topic: effect.topic,
      idempotencyKey: effect.id,
      instanceId: state.id,
      businessKey: state.businessKey,
      elementId: effect.element,
      attempt,
      variables: effect.variables,
      signal: new AbortController().signal,
    });
  }

  async function settled<T>(result: Result<T>): Promise<Result<T>> {
    await settle();
    return result;
  }

  const stateOf = (instanceId: string): Case => {
    const found = cases.get(instanceId);
    if (!found) throw new Error(`Expected case ${instanceId}.`);
    return found;
  };

  const startOf = (name: string): string | undefined =>
    definition.graph.nodes.find(
      ({ type, parent, events }) =>
        type === 'startEvent' &&
        parent === 0 &&
        events.some((event) => event.kind === 'message' && event.name.kind === 'literal' && event.name.text === name),
    )?.id;

  function deliver(name: string, businessKey: string, variables: Readonly<Record<string, unknown>>): MessageOutcome {
    for (const { state } of cases.values()) {
      if (state.businessKey !== businessKey) continue;
      const taken = decide('correlate-message', state.id, { messageId: newId(), name, variables }, SYSTEM);
      if (taken.ok) return { outcome: 'correlated', instanceIds: [state.id] };
    }
    const startEvent = startOf(name);
    if (startEvent === undefined) return { outcome: 'ignored', instanceIds: [] };
    const instanceId = newId();
    must(decide('start-by-message', instanceId, { definitionId: definition.id, startEvent, businessKey, variables }, SYSTEM));
    return { outcome: 'started', instanceIds: [instanceId] };
  }

  return {
    async begin(at) {
      now = at;
    },
    async start({ process, businessKey, as, variables }) {
      const instanceId = newId();
      const input = { definitionKey: process, businessKey, variables };
      const started = decide('start-process-instance', instanceId, input, actorOf(as));
      return settled(started.ok ? ok(instanceId) : started);
    },
    async act({ taskId, verb, as, input }) {
      const found = [...cases.values()].find(({ state }) => state.tasks[taskId]);
      const name = `${verb}-task` as 'complete-task';
      if (!found || !(name in COMMANDS)) return fail('not-found', { kind: 'task', id: taskId });
      return settled(decide(name, found.state.id, { ...input, taskId }, actorOf(as)));
    },
    publishMessage: async ({ name, businessKey, variables }) => settled(ok(deliver(name, businessKey, variables))),
    async publishSignal() {
      throw new Error('Expected a process without signals: they go from case to case, which takes the running engine.');
    },
    async resolveIncident(incidentId, as) {
      const found = [...cases.values()].find(({ state }) => state.incidents[incidentId]);
      if (!found) return fail('not-found', { kind: 'incident', id: incidentId });
      return settled(decide('resolve-incident', found.state.id, { incidentId }, actorOf(as)));
    },
    async advance(duration) {
      const end = dueAfter(duration, now);
      if (!end.ok) throw new Error(`Expected a duration, but found "${duration}".`);
      for (let due = nextDue(end.value); due; due = nextDue(end.value)) {
        now = Math.max(now, due.at);
        await due.run();
      }
      now = end.value;
    },
    script: (topic, script) => {
      scripts.set(topic, script);
    },
    view: async (instanceId) => viewOf(stateOf(instanceId).state, definitions),
    journal: async (instanceId) => stateOf(instanceId).events,
  };
}

function scripted({ failFirst = 0, answer }: AdapterScript, attempt: number): AdapterAnswer {
  return answer && attempt > failFirst ? answer : { kind: 'failed', message: 'the outside is out of order' };
}
