import type { InstanceState } from '../../core/state.ts';
import { ok, type Result } from '../../errors.ts';
import type { Command, DecideContext, Decision, OpeningCommand } from '../command.ts';
import { timeClocks } from './time-clocks.ts';

type AnyTable = Readonly<Record<string, Command<never, unknown> | OpeningCommand<never, unknown>>>;

/** The same commands, each with what it does to clocks: whoever decides by the table cannot leave that out. */
export function timedTable<Table extends AnyTable>(table: Table): Table {
  const timed = Object.entries(table).map(([name, command]) => [
    name,
    'opens' in command ? timedOpening(command) : timedCommand(command),
  ]);
  return Object.fromEntries(timed) as Table;
}

const timedOpening = (command: OpeningCommand<never, unknown>): OpeningCommand<never, unknown> => ({
  ...command,
  decide: (instanceId, input, context) => after(null, command.decide(instanceId, input, context), context),
});

const timedCommand = (command: Command<never, unknown>): Command<never, unknown> => ({
  ...command,
  decide: (state, input, context) => after(state, command.decide(state, input, context), context),
});

const after = (
  before: InstanceState | null,
  decided: Result<Decision<unknown>>,
  context: DecideContext,
): Result<Decision<unknown>> => {
  if (!decided.ok) return decided;
  const timed = timeClocks(before, decided.value, context);
  const { foresees } = timed;
  if (!foresees) return ok(timed);
  const { state, events } = timeClocks(before, { ...foresees, answer: null }, context);
  return ok({ ...timed, foresees: { ...foresees, state, events } });
};
