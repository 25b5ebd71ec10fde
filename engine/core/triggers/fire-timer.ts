import { fail } from '../../errors.ts';
import type { Execution } from '../execution.ts';
import { occur } from '../occur.ts';
import { nodeAt } from '../query.ts';
import { nextOfCycle } from '../schedule.ts';
import type { Timer } from '../state.ts';
import { DONE, type TriggerHandler } from './trigger-handler.ts';

/** A timer is due. It never fires early ('timer-not-due'); a repeating one is armed for its next time first. */
export const fireTimer: TriggerHandler<'fireTimer'> = (x, { timer: id }) => {
  const timer = x.draft.state.timers[id];
  if (!timer) return fail('not-found', { kind: 'timer', id });
  if (timer.frozenAt !== undefined) return fail('timer-not-due', { id, dueAt: timer.dueAt });
  if (x.env.now < timer.dueAt) return fail('timer-not-due', { id, dueAt: timer.dueAt });
  x.emit({ type: 'timerFired', id });
  repeat(x, timer);
  occur(x, timer.element, { node: timer.node, definition: timer.definition, variables: {} });
  return DONE;
};

/** Only events that leave their activity or scope running come again. */
function repeat(x: Execution, timer: Timer): void {
  const element = x.element(timer.element);
  const node = nodeAt(x.graph(element), timer.node);
  const comesAgain = (node.type === 'boundaryEvent' || node.type === 'startEvent') && !node.interrupting;
  if (!comesAgain || !timer.repeat) return;
  const next = nextOfCycle(timer.repeat, x.env.now, x.env.zone);
  if (!next) return;
  const { dueAt: _dueAt, repeat: _repeat, ...same } = timer;
  x.emit({ type: 'timerArmed', timer: { ...same, id: x.env.newId(), ...next } });
}
