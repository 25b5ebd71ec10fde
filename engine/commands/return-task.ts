import { type Static, Type } from 'typebox';
import { ok } from '../errors.ts';
import { advance } from './advance.ts';
import type { Command } from './command.ts';
import { finishTask } from './end-task.ts';
import { Comment, closed, Evidence, Id } from './input.ts';
import { planReturn } from './return-plan.ts';
import { chooseReturnTarget } from './return-targets.ts';
import { takeTask } from './take-task.ts';
import { answerTask, type TaskAnswer } from './task-answer.ts';

const Input = closed({
  taskId: Id,
  /** The element, or the ended task, to go back to; the previous human visit where absent. */
  to: Type.Optional(Id),
  /** The reason. */
  comment: Type.Optional(Comment),
  evidence: Type.Optional(Evidence),
});
type Input = Static<typeof Input>;

/**
 * B1 退回上一步, B2 退回任意历史节点: the token goes back to an earlier user task of the same scope. What descends from that visit is consumed,
 * its open tasks are voided and stay in the history, and the target becomes a new visit of the person who finished it before.
 */
export const returnTask: Command<Input, TaskAnswer> = {
  name: 'return-task',
  input: Input,
  decide(state, input, context) {
    const taken = takeTask(state, { taskId: input.taskId, verb: 'return' }, context);
    if (!taken.ok) return taken;
    const target = chooseReturnTarget(state, { taken: taken.value, to: input.to ?? null });
    if (!target.ok) return target;
    const { comment, evidence } = input;
    const finished = finishTask(state, { taken: taken.value, verb: 'return', comment, evidence }, context);
    const moved = advance(finished, planReturn(state, taken.value, target.value), context);
    return moved.ok ? ok(answerTask(moved.value, input.taskId, context)) : moved;
  },
};
