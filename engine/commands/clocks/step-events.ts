import type { ClockRecord } from '../../core/clock-record.ts';
import type { DomainEvent } from '../../core/events.ts';
import type { InstanceState } from '../../core/state.ts';
import { HELD } from '../../sla/reasons.ts';
import type { DecideContext } from '../command.ts';
import { clockRuns, isPausedFor, isStopped } from './clock-runs.ts';

/** What a command has done to a case. */
export interface Done {
  readonly before: InstanceState | null;
  readonly after: InstanceState;
  readonly events: readonly DomainEvent[];
}

/**
 * The clock of a step stops with its last task, and stands still while all of them are held. Of an item that is a part of the case the records go
 * with the item.
 */
export function stepEvents({ after, events }: Done, context: DecideContext): DomainEvent[] {
  const elements = new Set(events.flatMap(touchedBy));
  if (elements.size === 0) return [];
  const recorded = new Set(events.flatMap((event) => (isPauseOrResume(event) ? [event.record.element] : [])));
  return clockRuns(after)
    .filter((run) => run.clock === 'step' && elements.has(run.element ?? '') && !isStopped(run))
    .flatMap((run): DomainEvent[] => {
      const note = noting(run.element, context);
      const tasks = Object.values(after.tasks).filter(({ element }) => element === run.element);
      if (tasks.length === 0) return after.elements[run.element ?? '']?.round ? [] : [note('stop', 'task-ended')];
      const isHeld = tasks.every(({ state }) => state === 'held');
      if (isHeld === isPausedFor(run, HELD) || recorded.has(run.element)) return [];
      return [note(isHeld ? 'pause' : 'resume', HELD)];
    });
}

const touchedBy = (event: DomainEvent): string[] =>
  event.type === 'taskEnded' || (event.type === 'taskChanged' && (event.verb === 'suspend' || event.verb === 'resume'))
    ? [event.task.element]
    : event.type === 'elementMoved' && (event.to === 'completed' || event.to === 'terminated')
      ? [event.id]
      : [];

function isPauseOrResume(event: DomainEvent): event is Extract<DomainEvent, { type: 'clockRecorded' }> {
  return (
    event.type === 'clockRecorded' &&
    event.record.clock === 'step' &&
    (event.record.effect === 'pause' || event.record.effect === 'resume')
  );
}

function noting(element: string | null, { env, actor }: DecideContext) {
  return (effect: ClockRecord['effect'], reason: string): DomainEvent => ({
    type: 'clockRecorded',
    record: {
      clock: 'step',
      effect,
      at: env.now,
      element,
      reason,
      by: actor.roles.includes('system') ? null : actor.id,
      verb: effect === 'stop' ? 'end' : effect === 'pause' ? 'suspend' : 'resume',
    },
  });
}
