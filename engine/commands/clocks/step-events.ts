import type { DomainEvent } from '../../core/events.ts';
import type { InstanceState } from '../../core/state.ts';
import type { DecideContext } from '../command.ts';
import { clockRuns, isStopped } from './clock-runs.ts';

/** What a command has done to a case. */
export interface Done {
  readonly before: InstanceState | null;
  readonly after: InstanceState;
  readonly events: readonly DomainEvent[];
}

/** The clock of a step stops with its last task. Of an item that is a part of the case the records go with the item. */
export function stepEvents({ after, events }: Done, { env }: DecideContext): DomainEvent[] {
  const elements = new Set<string>();
  for (const event of events) {
    const element = endedAt(event);
    if (element !== undefined) elements.add(element);
  }
  if (elements.size === 0 || !hasRecords(after)) return [];
  const worked = new Set(Object.values(after.tasks).map(({ element }) => element));
  return clockRuns(after)
    .filter(({ clock, element }) => clock === 'step' && element !== null && elements.has(element))
    .filter((run) => !isStopped(run) && !worked.has(run.element ?? '') && !after.elements[run.element ?? '']?.round)
    .map(({ element }) => ({
      type: 'clockRecorded',
      record: { clock: 'step', effect: 'stop', at: env.now, element, reason: 'task-ended', by: null, verb: 'end' },
    }));
}

/** A case none of whose clocks ever ran needs no further look. */
const hasRecords = ({ clocks, split }: InstanceState): boolean => clocks !== undefined || split !== undefined;

const endedAt = (event: DomainEvent): string | undefined => {
  if (event.type === 'taskEnded') return event.task.element;
  return event.type === 'elementMoved' && (event.to === 'completed' || event.to === 'terminated')
    ? event.id
    : undefined;
};
