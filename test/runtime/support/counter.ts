/** Commands that need no process: a case that counts. */
import { Type } from 'typebox';
import type { DecideContext, Decision } from '../../../engine/commands/command.ts';
import type { DomainEvent } from '../../../engine/core/events.ts';
import type { ElementInstance, InstanceState } from '../../../engine/core/state.ts';
import { fail, ok, type Result } from '../../../engine/errors.ts';
import type { CommandTable } from '../../../engine/runtime/decide-chain.ts';

export const DEFINITION = 'counter-1';

const input = Type.Any();

function open(instanceId: string, given: { count?: number }, { env }: DecideContext): Result<Decision<unknown>> {
  const root: ElementInstance = {
    id: env.newId(),
    def: 0,
    node: 0,
    parent: null,
    state: 'active',
    since: env.now,
    visit: 1,
    via: null,
    vars: { count: given.count ?? 0 },
  };
  const state: InstanceState = {
    format: 1,
    id: instanceId,
    root: root.id,
    status: 'active',
    businessKey: null,
    initiator: null,
    startedAt: env.now,
    endedAt: null,
    definitions: [DEFINITION],
    elements: { [root.id]: root },
    timers: {},
    subscriptions: {},
    effects: {},
    incidents: {},
    tasks: {},
    trail: [],
  };
  const events: DomainEvent[] = [
    {
      type: 'instanceStarted',
      id: instanceId,
      root: root.id,
      definitionId: DEFINITION,
      businessKey: null,
      initiator: null,
    },
  ];
  return ok({ state, events, answer: { instanceId } });
}

const countOf = (state: InstanceState): number => Number(state.elements[state.root]?.vars?.count);

function write(state: InstanceState, values: Record<string, unknown>): { state: InstanceState; events: DomainEvent[] } {
  const root = state.elements[state.root] as ElementInstance;
  const changed = { ...root, vars: { ...root.vars, ...values } };
  return {
    state: { ...state, elements: { ...state.elements, [root.id]: changed } },
    events: [{ type: 'variablesWritten', scope: root.id, values }],
  };
}

function add(state: InstanceState, { by = 1 }: { by?: number }): Result<Decision<unknown>> {
  const count = countOf(state) + by;
  if (count < 0) return fail('bad-request', { reason: 'it would be negative' });
  return ok({ ...write(state, { count }), answer: { count } });
}

function end(state: InstanceState, _input: unknown, { env }: DecideContext): Result<Decision<unknown>> {
  return ok({
    state: { ...state, status: 'completed', endedAt: env.now },
    events: [{ type: 'instanceStatusChanged', to: 'completed' }],
    answer: {},
  });
}

export const counterCommands: CommandTable = {
  open: { name: 'open', opens: true, input, decide: open },
  add: { name: 'add', input, decide: add },
  end: { name: 'end', input, decide: end },
  set: {
    name: 'set',
    input,
    decide: (state: InstanceState, values: Record<string, unknown>) => ok({ ...write(state, values), answer: {} }),
  },
  look: {
    name: 'look',
    input,
    decide: (state: InstanceState) => ok({ state, events: [], answer: { count: countOf(state) } }),
  },
  'look-into': {
    name: 'look-into',
    input,
    decide: (state: InstanceState, { store }: { store: string }, { env }: DecideContext) =>
      ok({ state, events: [], answer: { value: env.stores?.read(store) ?? null } }),
  },
  crash: {
    name: 'crash',
    input,
    decide: () => {
      throw new Error('a bug');
    },
  },
};
