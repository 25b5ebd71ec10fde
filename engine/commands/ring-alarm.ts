import type { Static } from 'typebox';
import type { Alarm } from '../core/proceedings.ts';
import type { InstanceState } from '../core/state.ts';
import { isTakenOver } from '../core/withdrawal.ts';
import { fail, ok, type Result } from '../errors.ts';
import { owed } from './accept-tolerantly-task.ts';
import { closeRequest } from './answer-confirmation.ts';
import { requireOpen, rootDefinition } from './case.ts';
import { refuseCase } from './close-case.ts';
import type { Command, DecideContext } from './command.ts';
import { conductOf } from './conduct.ts';
import { closed, Id } from './input.ts';
import { answerInstance, type InstanceAnswer } from './instance-answer.ts';
import { remindOfLamp } from './ladders/lamp-telling.ts';
import { proceedingsOf } from './proceedings.ts';
import { begin, type Progress, record } from './progress.ts';
import { requireRole } from './rights.ts';
import { resumeCase } from './suspension.ts';
import { withdrawCase } from './withdraw-case.ts';

const Input = closed({ alarmId: Id });
type Input = Static<typeof Input>;

/** An instant the case wanted to be woken at has come: a request expires, a suspension is over, what was promised has not come. */
export const ringAlarm: Command<Input, InstanceAnswer> = {
  name: 'ring-alarm',
  input: Input,
  afterEnd: true,
  decide(state, { alarmId }, context) {
    const may = requireRole(context.actor, ['system', 'admin']);
    if (!may.ok) return may;
    const set = proceedingsOf(state).alarms[alarmId];
    const open = set ? ok(undefined) : requireOpen(state);
    if (!open.ok) return open;
    if (!set) return fail('not-found', { kind: 'alarm', id: alarmId });
    if (context.env.now < set.dueAt) {
      return fail('timer-not-due', { id: alarmId, dueAt: new Date(set.dueAt).toISOString() });
    }
    const rung = record(begin(state), [{ type: 'alarmCleared', id: alarmId }], context);
    const moved = RINGING[set.purpose](rung, set, context);
    return moved.ok ? ok(answerInstance(moved.value)) : moved;
  },
};

/** What was done is being undone, or the model itself has begun to end the case: that is not begun again. */
const isEnding = (state: InstanceState, context: DecideContext): boolean =>
  state.ending !== undefined || isTakenOver(state, rootDefinition(state, context).graph);

type Ringing = (progress: Progress, set: Alarm, context: DecideContext) => Result<Progress>;

const RINGING: Readonly<Record<Alarm['purpose'], Ringing>> = {
  confirmation(progress, { ref = '' }, context) {
    const request = proceedingsOf(progress.state).requests[ref];
    return ok(request ? closeRequest(progress, { request, answer: 'expired', reason: '' }, context) : progress);
  },
  suspension: (progress, _set, context) =>
    progress.state.status === 'suspended' ? resumeCase(progress, null, context) : ok(progress),
  promise(progress, _set, context) {
    const { state } = progress;
    if (owed(state).length === 0 || isEnding(state, context)) return ok(progress);
    const { undelivered: result } = conductOf(state, context);
    const verb = 'promise-due';
    return result === 'withdrawn'
      ? withdrawCase(progress, { verb }, context)
      : refuseCase(progress, { result, verb }, context);
  },
  lamp: (progress, { ref = '' }, context) => ok(record(progress, remindOfLamp(progress.state, ref, context), context)),
};
