import { type Static, Type } from 'typebox';
import type { DomainEvent } from '../core/events.ts';
import type { InstanceState, Task } from '../core/state.ts';
import { ok } from '../errors.ts';
import { changeTask } from './change-task.ts';
import { onStepClocks } from './clock-effects.ts';
import type { Command, DecideContext } from './command.ts';
import { Comment, closed, Id } from './input.ts';
import type { TaskAnswer } from './task-answer.ts';

const Input = closed({ taskId: Id, comment: Type.Optional(Comment) });
type Input = Static<typeof Input>;

/** C6 挂起, one task: it refuses everything until it is resumed. Its limit and its timers stand still; the clocks of the case do not. */
export const suspendTask: Command<Input, TaskAnswer> = {
  name: 'suspend-task',
  input: Input,
  decide: (state, input, context) =>
    changeTask(
      state,
      {
        ...input,
        verb: 'suspend',
        change: () => ok({}),
        besides: ({ task }) => [
          ...frozen(state, task, context),
          ...onStepClocks(state, 'pause', { verb: 'suspend', tasks: [task] }, context),
        ],
      },
      context,
    ),
};

/** Timers at the border of the activity, unless others have tasks there too: for them it goes on. */
function frozen({ timers, tasks }: InstanceState, { id, element }: Task, { env }: DecideContext): DomainEvent[] {
  if (Object.values(tasks).some((other) => other.id !== id && other.element === element)) return [];
  return Object.values(timers)
    .filter((timer) => timer.element === element && timer.frozenAt === undefined)
    .map((timer) => ({ type: 'timerArmed', timer: { ...timer, frozenAt: env.now } }));
}
