import { type Static, Type } from 'typebox';
import type { Copy } from '../core/notices.ts';
import { ok } from '../errors.ts';
import type { Command } from './command.ts';
import { Comment, closed, Id, Name } from './input.ts';
import { requireRoom, stamp, written } from './notices/notice.ts';
import { begin, record } from './progress.ts';
import { takeTask } from './take-task.ts';
import { answerTask, type TaskAnswer } from './task-answer.ts';

const Input = closed({
  taskId: Id,
  /** That they exist is checked where users are known. */
  users: Type.Array(Id, { minItems: 1, maxItems: 50, uniqueItems: true }),
  /** Variables that may be read with it; none where absent. */
  fields: Type.Optional(Type.Array(Name, { maxItems: 50, uniqueItems: true })),
  comment: Type.Optional(Comment),
});
type Input = Static<typeof Input>;

/** G1 抄送, by hand: others are shown the task and chosen data of the case, and have nothing to do but read. Each copy has a receipt of its own. */
export const copyTask: Command<Input, TaskAnswer> = {
  name: 'copy-task',
  input: Input,
  decide(state, { taskId, users, fields = [], comment: text = '' }, context) {
    const taken = takeTask(state, { taskId, verb: 'copy' }, context);
    if (!taken.ok) return taken;
    const room = requireRoom(state, 'copy', users.length);
    if (!room.ok) return room;
    const element = taken.value.node.id;
    const copies = users.map(
      (to): Copy => ({
        kind: 'copy',
        ...stamp(context),
        task: taskId,
        element,
        to: `user:${to}`,
        text,
        when: 'manual',
        fields,
      }),
    );
    const events = copies.map((copy) => written('sent', copy));
    return ok(answerTask(record(begin(state), events, context), taskId, context));
  },
};
