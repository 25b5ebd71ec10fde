import type { Static } from 'typebox';
import type { OpeningCommand } from './command.ts';
import { closed, Id } from './input.ts';
import type { StartAnswer } from './instance-answer.ts';
import { startByEvent } from './start-by-event.ts';

const Input = closed({ definitionId: Id, startEvent: Id });
type Input = Static<typeof Input>;

/** The condition of a start event has turned true. */
export const startByCondition: OpeningCommand<Input, StartAnswer> = {
  name: 'start-by-condition',
  opens: true,
  input: Input,
  decide: (instanceId, input, context) =>
    startByEvent(instanceId, { ...input, kind: 'conditional', roles: ['system', 'admin'] }, context),
};
