import { type Static, Type } from 'typebox';
import type { UrgeStanding } from '../core/notices.ts';
import { ok } from '../errors.ts';
import type { Command, DecideContext } from './command.ts';
import { Comment, closed, Id } from './input.ts';
import { written } from './notices/notice.ts';
import { standingFor } from './notices/urge-standing.ts';
import { urgesFor } from './notices/urges.ts';
import { begin, record } from './progress.ts';
import { type TakenTask, takeTask } from './take-task.ts';
import { answerTask, type TaskAnswer } from './task-answer.ts';

const Input = closed({ taskId: Id, comment: Type.Optional(Comment) });
type Input = Static<typeof Input>;

/** G2 催办, one task: by who asked for the case, did a step of it before, leads those who have it, owns or administers it. */
export const urgeTask: Command<Input, TaskAnswer> = {
  name: 'urge-task',
  input: Input,
  decide(state, { taskId, comment: text = '' }, context) {
    const taken = takeTask(state, { taskId, verb: 'urge' }, context);
    if (!taken.ok) return taken;
    const { task, node } = taken.value;
    const standing = standingFor(state, task, context) ?? officeOf(taken.value, context);
    const urges = urgesFor(state, { task, elementId: node.id, standing, text }, context);
    if (!urges.ok) return urges;
    const events = urges.value.map((urge) => written('sent', urge));
    return ok(answerTask(record(begin(state), events, context), taskId, context));
  },
};

const officeOf = ({ task }: TakenTask, { actor }: DecideContext): UrgeStanding =>
  task.owner === actor.id ? 'owner' : 'administrator';
