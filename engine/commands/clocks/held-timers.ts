import type { DomainEvent } from '../../core/events.ts';
import { carriedOver } from '../../core/frozen-timers.ts';
import type { InstanceState } from '../../core/state.ts';
import type { DecideContext } from '../command.ts';
import { calendarsFor } from './read-clock.ts';

/** Timers that count beside a limit of the case stand still while it does, and go on with it by what they had left. */
export function heldTimers(state: InstanceState, context: DecideContext): DomainEvent[] {
  const readings = Object.values(state.readings ?? {}).filter(({ element }) => element === null);
  const { now } = context.env;
  return Object.values(state.timers).flatMap(({ frozenAt, ...timer }): DomainEvent[] => {
    const beside = timer.count?.clock;
    if (beside === undefined) return [];
    const stands = readings.some(({ clock, state: how }) => clock === beside && how === 'paused');
    if (stands === (frozenAt !== undefined)) return [];
    if (frozenAt === undefined) return [{ type: 'timerArmed', timer: { ...timer, frozenAt: now } }];
    const standstill = { since: frozenAt, now, calendarOf: calendarsFor(context) };
    return [{ type: 'timerArmed', timer: carriedOver(timer, standstill) }];
  });
}
