import type { DomainEvent } from '../core/events.ts';
import { ok, type Result } from '../errors.ts';
import { closeCase } from './close-case.ts';
import type { DecideContext } from './command.ts';
import { type Progress, record } from './progress.ts';
import { moveTask, stateAfter } from './waiting-task.ts';

export interface HandedOn {
  readonly taskId: string;
  readonly organ: string;
  readonly after: 'end' | 'wait';
  readonly reason: string;
}

/** The message another organ gets; its key is the case. */
const HANDED_ON = 'handed-on';

/** The case leaves: the message is sent, then it ends or its task waits. */
export function handOn(progress: Progress, handed: HandedOn, context: DecideContext): Result<Progress> {
  const { taskId, organ, after, reason } = handed;
  const { state } = progress;
  const waiting = stateAfter(state, taskId, 'leave');
  if (!waiting.ok) return waiting;
  const { task, to } = waiting.value;
  const message: DomainEvent = {
    type: 'messageSent',
    id: context.env.newId(),
    element: task.element,
    name: HANDED_ON,
    key: state.id,
    variables: { organ, reason, receivedAt: new Date(state.startedAt).toISOString(), businessKey: state.businessKey },
    timeToLive: 'P30D',
  };
  const left: DomainEvent = { type: 'handedOn', organ, receivedAt: state.startedAt, task: taskId };
  const sent = record(progress, [message, left], context);
  if (after === 'end') return closeCase(sent, { result: 'handedOn', verb: 'hand-on' }, context);
  return ok(record(sent, [moveTask({ task, verb: 'hand-on', to, comment: organ }, context)], context));
}
