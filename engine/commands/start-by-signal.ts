import { type Static, Type } from 'typebox';
import type { OpeningCommand } from './command.ts';
import { closed, Id, VariableMap } from './input.ts';
import type { StartAnswer } from './instance-answer.ts';
import { startByEvent } from './start-by-event.ts';

const Input = closed({ definitionId: Id, startEvent: Id, variables: Type.Optional(VariableMap) });
type Input = Static<typeof Input>;

/** A signal that a signal start event of the process waits for was thrown. */
export const startBySignal: OpeningCommand<Input, StartAnswer> = {
  name: 'start-by-signal',
  opens: true,
  input: Input,
  decide: (instanceId, input, context) =>
    startByEvent(instanceId, { ...input, kind: 'signal', roles: ['system', 'admin', 'worker'] }, context),
};
