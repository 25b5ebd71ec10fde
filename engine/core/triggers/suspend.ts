import { fail } from '../../errors.ts';
import type { Execution } from '../execution.ts';
import { carriedOver, isCounted } from '../frozen-timers.ts';
import { caseStatus, nodeAt } from '../query.ts';
import { DONE, type TriggerHandler } from './trigger-handler.ts';

/** Stops the case where it is: its state keeps, the shell fires no timers and takes no work meanwhile. */
export const suspend: TriggerHandler<'suspend'> = (x) => {
  const { state } = x.draft;
  if (state.status !== 'active') return fail('case-not-active', caseStatus(state));
  x.emit({ type: 'instanceStatusChanged', to: 'suspended' });
  return DONE;
};

/** It goes on with the time that was left: what counts time is later by as long as the case was suspended. */
export const resume: TriggerHandler<'resume'> = (x) => {
  const { state } = x.draft;
  const { suspendedAt } = state;
  if (state.status !== 'suspended') return fail('case-not-suspended', caseStatus(state));
  x.emit({ type: 'instanceStatusChanged', to: 'active' });
  if (suspendedAt !== undefined) carryTimersOver(x, suspendedAt);
  return DONE;
};

/** Those that stand still with a task of their own go on standing still. */
function carryTimersOver(x: Execution, since: number): void {
  for (const timer of Object.values(x.draft.state.timers)) {
    const node = nodeAt(x.graph(x.element(timer.element)), timer.node);
    if (timer.frozenAt !== undefined || !isCounted(node, timer)) continue;
    const later = carriedOver(timer, { since, now: x.env.now, calendarOf: x.calendarOf });
    if (later !== timer) x.emit({ type: 'timerArmed', timer: later });
  }
}
