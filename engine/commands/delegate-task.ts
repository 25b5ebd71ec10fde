import { type Static, Type } from 'typebox';
import { fail, ok } from '../errors.ts';
import { changeTask } from './change-task.ts';
import type { Command } from './command.ts';
import { Comment, closed, Id } from './input.ts';
import { refuseReceivers } from './receivers.ts';
import { withReason } from './resolve-people.ts';
import type { TaskAnswer } from './task-answer.ts';

const Input = closed({
  taskId: Id,
  /** Whose opinion is asked for. */
  to: Id,
  comment: Type.Optional(Comment),
});
type Input = Static<typeof Input>;

/** D3 委派: somebody else gives an opinion; the owner stays responsible, gets the task back and decides. The limit goes on. */
export const delegateTask: Command<Input, TaskAnswer> = {
  name: 'delegate-task',
  input: Input,
  decide: (state, input, context) =>
    changeTask(
      state,
      {
        ...input,
        verb: 'delegate',
        change: (taken) => {
          const { task } = taken;
          if (input.to === task.assignee) {
            return fail('transfer-to-assignee', { taskId: task.id, assignee: input.to });
          }
          const kept = refuseReceivers(state, { place: taken, people: [input.to], verb: 'delegate' }, context);
          if (kept) return kept;
          const why = { user: input.to, rule: 'delegated', params: { by: context.actor.id } };
          return ok({ assignee: input.to, owner: task.assignee, reasons: withReason(task, why, context) });
        },
      },
      context,
    ),
};
