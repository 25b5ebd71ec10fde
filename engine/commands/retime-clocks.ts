import type { Static } from 'typebox';
import type { DomainEvent } from '../core/events.ts';
import { requireWhole } from '../core/parts.ts';
import { retimedTimers } from '../core/timer-count.ts';
import { ok } from '../errors.ts';
import { requireOpen } from './case.ts';
import { clockRuns, isStopped } from './clocks/clock-runs.ts';
import { calendarsFor } from './clocks/read-clock.ts';
import { clockRead } from './clocks/refresh-clock.ts';
import type { Command } from './command.ts';
import { closed } from './input.ts';
import { begin, record } from './progress.ts';
import { requireRole } from './rights.ts';

const Input = closed({});
type Input = Static<typeof Input>;

/** How many due times of the case are others now, and how many of those were provisional. */
export interface RetimeAnswer {
  readonly moved: number;
}

/** The calendar has changed: every clock of the case that runs, and every timer that counts by it, is read again. What is different is kept as an event. */
export const retimeClocks: Command<Input, RetimeAnswer> = {
  name: 'retime-clocks',
  input: Input,
  decide(state, _input, context) {
    const may = requireRole(context.actor, ['system', 'admin']);
    if (!may.ok) return may;
    const open = requireOpen(state);
    if (!open.ok) return open;
    requireWhole(state);
    const running = clockRuns(state).filter((run) => !isStopped(run));
    const readings = running.flatMap((run) => clockRead({ state, run, cause: 'calendar' }, context));
    const timers = retimedTimers(state, calendarsFor(context));
    const events = [...readings, ...timers.map(({ timer }): DomainEvent => ({ type: 'timerArmed', timer }))];
    const moved =
      readings.filter((event) => event.type === 'clockRead' && event.was?.dueAt !== event.reading.dueAt).length +
      timers.filter(({ timer, was }) => timer.dueAt !== was.dueAt).length;
    const progress = record(begin(state), events, context);
    return ok({ state: progress.state, events: progress.events, answer: { moved } });
  },
};
