import { type Static, Type } from 'typebox';
import { fail, ok } from '../errors.ts';
import { isSeated } from '../tasks/round.ts';
import { changeTask } from './change-task.ts';
import type { Command } from './command.ts';
import { Comment, closed, Id } from './input.ts';
import { tellOfReassignment, transferReason } from './reassignment.ts';
import { refuseReceivers } from './receivers.ts';
import { withReason } from './resolve-people.ts';
import type { TaskAnswer } from './task-answer.ts';

const Input = closed({
  taskId: Id,
  /** The user it goes to; that the user exists is checked where users are known. */
  to: Id,
  comment: Type.Optional(Comment),
});
type Input = Static<typeof Input>;

/** D2 转办, and D10 改派 by an administrator: the right to decide moves for good; the limit goes on; a delegation ends. Not to
 * somebody who answers in the same round already. */
export const transferTask: Command<Input, TaskAnswer> = {
  name: 'transfer-task',
  input: Input,
  decide: (state, input, context) =>
    changeTask(
      state,
      {
        ...input,
        verb: 'transfer',
        change: (taken) => {
          const { task, element, node } = taken;
          if (input.to === task.assignee) {
            return fail('transfer-to-assignee', { taskId: task.id, assignee: input.to });
          }
          const seats = element.round?.seats ?? [];
          if (isSeated(input.to, { seats, tasks: state.tasks, but: task.part?.seat })) {
            return fail('signer-duplicate', { elementId: node.id, user: input.to }, { elementId: node.id });
          }
          const kept = refuseReceivers(state, { place: taken, people: [input.to], verb: 'transfer' }, context);
          if (kept) return kept;
          const params = transferReason(task, input.to, context.actor.id);
          const why = { user: input.to, rule: 'transferred', params };
          return ok({ assignee: input.to, owner: null, reasons: withReason(task, why, context) });
        },
        besides: (taken) => tellOfReassignment(state, { taken, to: input.to, comment: input.comment ?? '' }, context),
      },
      context,
    ),
};
