import { type Static, Type } from 'typebox';
import type { OpeningCommand } from './command.ts';
import { BusinessKey, closed, Id, Name, VariableMap } from './input.ts';
import type { StartAnswer } from './instance-answer.ts';
import { startByEvent } from './start-by-event.ts';

const Input = closed({
  definitionId: Id,
  startEvent: Id,
  /** The message's name: of several messages that must all come, which has. */
  message: Type.Optional(Name),
  businessKey: Type.Optional(BusinessKey),
  variables: Type.Optional(VariableMap),
});
type Input = Static<typeof Input>;

/** A message no case waits for opens one, at the message start event that names it. */
export const startByMessage: OpeningCommand<Input, StartAnswer> = {
  name: 'start-by-message',
  opens: true,
  input: Input,
  decide: (instanceId, input, context) =>
    startByEvent(instanceId, { ...input, kind: 'message', roles: ['system', 'admin', 'clerk', 'worker'] }, context),
};
