import { type Static, Type } from 'typebox';
import { ok } from '../errors.ts';
import type { Command } from './command.ts';
import { conductOf, namedNow, principalsOf, requireSetting } from './conduct.ts';
import { handOn } from './hand-on.ts';
import { closed, Id, Name, Remark } from './input.ts';
import { begin, record } from './progress.ts';
import { askSecondPerson } from './second-person.ts';
import { takeTask } from './take-task.ts';
import { answerRequest, type TaskAnswer } from './task-answer.ts';
import { moveTask } from './waiting-task.ts';

const Input = closed({
  taskId: Id,
  /** The organ it goes to. */
  organ: Name,
  /** Whether the case is over for us, or the task waits for what the other organ answers. */
  after: Type.Union([Type.Literal('end'), Type.Literal('wait')]),
  reason: Remark,
});
type Input = Static<typeof Input>;

const VERB = 'hand-on';

/** A6 移送/转报: the handler wants the case to go to another organ; it goes when a lead agrees. The time it was first received goes with it. */
export const handOnTask: Command<Input, TaskAnswer> = {
  name: 'hand-on-task',
  input: Input,
  decide(state, { taskId, organ, after, reason }, context) {
    const taken = takeTask(state, { taskId, verb: VERB }, context);
    if (!taken.ok) return taken;
    const leads = requireSetting(conductOf(state, context).leads, { verb: VERB, setting: 'leads' });
    if (!leads.ok) return leads;
    const { task, onBehalfOf } = taken.value;
    const comment = `${organ}: ${reason}`;
    const told = moveTask({ task, verb: VERB, to: task.state, comment, onBehalfOf }, context);
    const asked = { verb: VERB, wanted: { taskId, organ, after }, reason, entitled: principalsOf(leads.value) };
    const said = record(begin(state), [told], context);
    const done = handOn(said, { taskId, organ, after, reason }, context);
    if (!done.ok) return done;
    const pending = askSecondPerson(said, asked, context);
    if (!pending.ok) return pending;
    const foresees = {
      state: done.value.state,
      events: done.value.events,
      confirmedBy: namedNow(leads.value, context),
    };
    return ok(answerRequest(pending.value, { taskId, foresees }, context));
  },
};
