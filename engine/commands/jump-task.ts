import { type Static, Type } from 'typebox';
import { fail, ok } from '../errors.ts';
import { backwardsOf } from '../model/backwards.ts';
import { advance } from './advance.ts';
import type { Command } from './command.ts';
import { finishTask } from './end-task.ts';
import { Comment, closed, Id } from './input.ts';
import { planJump } from './jump-plan.ts';
import { skips } from './perform-jump.ts';
import { record } from './progress.ts';
import { takeTask } from './take-task.ts';
import { answerTask, type TaskAnswer } from './task-answer.ts';

const Input = closed({ taskId: Id, to: Id, comment: Type.Optional(Comment) });
type Input = Static<typeof Input>;

/** B8 自由流: the handler is done and sends the case to a step that the model offers besides the flows (`tb:freeFlow`). Needs no second person. */
export const jumpTask: Command<Input, TaskAnswer> = {
  name: 'jump-task',
  input: Input,
  decide(state, { taskId, to, comment }, context) {
    const taken = takeTask(state, { taskId, verb: 'jump' }, context);
    if (!taken.ok) return taken;
    const { node, element } = taken.value;
    const { freeFlow } = backwardsOf(node.user);
    const targets = freeFlow.join(', ') || '-';
    if (!freeFlow.includes(to)) return fail('jump-not-free', { target: to, targets, elementId: node.id });
    const plan = planJump(state, { from: element.id, to, isDone: true }, context);
    if (!plan.ok) return plan;
    const finished = finishTask(state, { taken: taken.value, verb: 'jump', comment }, context);
    const begun = record(finished, skips(plan.value), context);
    const { scope, from, joins } = plan.value;
    const trigger = { kind: 'moveToken', reason: 'jump', scope, node: plan.value.node.index, from, joins } as const;
    const moved = advance(begun, { trigger }, context);
    return moved.ok ? ok(answerTask(moved.value, taskId, context)) : moved;
  },
};
