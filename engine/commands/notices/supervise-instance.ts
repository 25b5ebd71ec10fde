import { type Static, Type } from 'typebox';
import type { Supervision } from '../../core/notices.ts';
import { colourOf } from '../../core/supervision-colour.ts';
import { fail, ok } from '../../errors.ts';
import { requireOpen, rootDefinition } from '../case.ts';
import type { Command } from '../command.ts';
import { closed, Id, Instant, Remark } from '../input.ts';
import { requireManager } from '../rights.ts';
import { type NoticeAnswer, noticesOf, requireRoom, stamp, writeNotices } from './notice.ts';

const Input = closed({ to: Id, text: Remark, dueAt: Instant, taskId: Type.Optional(Id) });
type Input = Static<typeof Input>;

/**
 * G3 督办: a sheet to a person, with a limit of its own. It begins blue; where a sheet to the same person about the case is unanswered or was
 * overdue, one colour higher than that.
 */
export const superviseInstance: Command<Input, NoticeAnswer> = {
  name: 'supervise-instance',
  input: Input,
  decide(state, { to: person, text, dueAt, taskId }, context) {
    const may = requireManager(context.actor, rootDefinition(state, context).graph);
    if (!may.ok) return may;
    const open = requireOpen(state);
    if (!open.ok) return open;
    if (dueAt <= context.env.now)
      return fail('bad-request', { reason: 'the limit has passed already', reasonZh: '期限已过' });
    if (taskId !== undefined && !state.tasks[taskId]) return fail('not-found', { kind: 'task', id: taskId });
    const room = requireRoom(state, 'supervision');
    if (!room.ok) return room;
    const to = `user:${person}`;
    const grade = gradeFor(noticesOf(state, 'supervision'), to, context.env.now);
    const about = taskId === undefined ? {} : { task: taskId };
    const sheet: Supervision = { kind: 'supervision', ...stamp(context), ...about, to, text, dueAt, grade };
    return ok(writeNotices(state, { verb: 'sent', notices: [sheet] }, context));
  },
};

function gradeFor(sheets: readonly Supervision[], to: string, now: number): number {
  const bad = sheets.filter((sheet) => sheet.to === to && (sheet.answer?.at ?? Number.POSITIVE_INFINITY) > sheet.dueAt);
  return Math.min(2, Math.max(-1, ...bad.map((sheet) => colourOf(sheet, now))) + 1);
}
