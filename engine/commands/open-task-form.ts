import { type Static, Type } from 'typebox';
import { ok } from '../errors.ts';
import { factsAbout } from '../tasks/facts.ts';
import type { Command } from './command.ts';
import { Id } from './input.ts';
import { placeOf } from './place.ts';
import { begin, record } from './progress.ts';
import { findTask } from './take-task.ts';
import { answerTask, type TaskAnswer } from './task-answer.ts';

const Input = Type.Object({ taskId: Id }, { additionalProperties: false });
type Input = Static<typeof Input>;

/**
 * Somebody the task is for has looked into it: from then on who was before them cannot take it back unseen (B6). Noted once; when others
 * look, nothing is noted and nothing is refused.
 */
export const openTaskForm: Command<Input, TaskAnswer> = {
  name: 'open-task',
  input: Input,
  decide(state, { taskId }, context) {
    const found = findTask(state, taskId);
    if (!found.ok) return found;
    const task = found.value;
    const { graph } = placeOf(state, task.element, context.definitions).definition;
    const { isAssignee, isCandidate } = factsAbout(context.actor, task, graph.owners);
    const isNew = task.openedAt === undefined && (isAssignee || (task.assignee === null && isCandidate));
    const opened = { type: 'taskChanged', verb: 'open', task: { ...task, openedAt: context.env.now } } as const;
    return ok(answerTask(record(begin(state), isNew ? [opened] : [], context), taskId, context));
  },
};
