import { type Static, Type } from 'typebox';
import type { InstanceState } from '../core/state.ts';
import { fail, ok, type Result } from '../errors.ts';
import { isSeated } from '../tasks/round.ts';
import { changeTask } from './change-task.ts';
import type { Command } from './command.ts';
import { Comment, closed, Id } from './input.ts';
import type { TakenTask } from './take-task.ts';
import type { TaskAnswer } from './task-answer.ts';

const Input = closed({ taskId: Id, comment: Type.Optional(Comment) });
type Input = Static<typeof Input>;

/** D1 签收: one of several candidates takes the task; a proxy takes it for the principal. Of two at once the first has it; the second gets 'task-state-conflict'. */
export const claimTask: Command<Input, TaskAnswer> = {
  name: 'claim-task',
  input: Input,
  decide: (state, input, context) =>
    changeTask(
      state,
      {
        ...input,
        verb: 'claim',
        change: (taken) => {
          const assignee = taken.onBehalfOf ?? context.actor.id;
          return hasOtherSeat(state, taken, assignee) ? twice(taken, assignee) : ok({ assignee });
        },
      },
      context,
    ),
};

/** In a round nobody answers twice. The coordinator may be one of its voters. */
function hasOtherSeat({ tasks }: InstanceState, { element, task }: TakenTask, user: string): boolean {
  const { seats = [] } = element.round ?? {};
  const own = seats.find(({ id }) => id === task.part?.seat);
  return own !== undefined && !own.coordinator && isSeated(user, { seats, tasks, but: own.id });
}

const twice = ({ node: { id: elementId } }: TakenTask, user: string): Result<never> =>
  fail('signer-duplicate', { elementId, user }, { elementId });
