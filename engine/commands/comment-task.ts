import { type Static, Type } from 'typebox';
import type { DomainEvent } from '../core/events.ts';
import { ok } from '../errors.ts';
import { changeTask } from './change-task.ts';
import type { Command } from './command.ts';
import { closed, Id, Remark, Visible } from './input.ts';
import { requireRoom, say, stamp, written } from './notices/notice.ts';
import { record } from './progress.ts';
import type { TaskAnswer } from './task-answer.ts';

const Input = closed({ taskId: Id, comment: Remark, visibility: Type.Optional(Visible) });
type Input = Static<typeof Input>;

/**
 * G10 备注: a remark that decides nothing; of officials only, unless it says otherwise. The assignee's first remark begins the work. It stands in the
 * opinions of the task as it was given, and among the comments of the case, where its author may put a new version.
 */
export const commentTask: Command<Input, TaskAnswer> = {
  name: 'comment-task',
  input: Input,
  decide(state, { taskId, comment, visibility = 'internal' }, context) {
    const room = requireRoom(state, 'comment');
    if (!room.ok) return room;
    const changed = changeTask(state, { taskId, comment, verb: 'comment', change: () => ok({}) }, context);
    if (!changed.ok) return changed;
    const versions = [say(comment, context)];
    const told: DomainEvent = written('sent', {
      kind: 'comment',
      ...stamp(context),
      task: taskId,
      visibility,
      versions,
    });
    return ok({ ...changed.value, ...record(changed.value, [told], context) });
  },
};
