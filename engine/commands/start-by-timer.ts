import type { Static } from 'typebox';
import type { OpeningCommand } from './command.ts';
import { closed, Id } from './input.ts';
import type { StartAnswer } from './instance-answer.ts';
import { startByEvent } from './start-by-event.ts';

const Input = closed({ definitionId: Id, startEvent: Id });
type Input = Static<typeof Input>;

/** The time of a timer start event has come. */
export const startByTimer: OpeningCommand<Input, StartAnswer> = {
  name: 'start-by-timer',
  opens: true,
  input: Input,
  decide: (instanceId, input, context) =>
    startByEvent(instanceId, { ...input, kind: 'timer', roles: ['system', 'admin'] }, context),
};
