/** Which lamps a decision has turned, and which clocks it has started that are lit from the beginning. */
import type { ClockReading } from '../../core/clock-record.ts';
import type { DomainEvent } from '../../core/events.ts';
import type { InstanceState } from '../../core/state.ts';
import type { Lamp } from '../../sla/lamp.ts';
import { stepId } from '../clocks/clock-runs.ts';

export interface Turn {
  /** The id of its reading. */
  readonly clock: string;
  readonly lamp: Lamp;
  /** So short a limit that it starts with this lamp. */
  readonly begins: boolean;
}

/** Each in the order of the events. */
export function turnsIn(state: InstanceState, events: readonly DomainEvent[]): readonly Turn[] {
  const opened = openedIn(state, events);
  return events.flatMap((event): Turn[] => {
    if (event.type === 'clockRead') return turnOf(event.reading, event.was);
    if (event.type !== 'clockRecorded' || event.record.element === null) return [];
    const { clock, effect, element } = event.record;
    const lamp = clock === 'step' && effect === 'start' ? opened.get(element) : undefined;
    return lamp === undefined ? [] : [{ clock: stepId(element), lamp, begins: true }];
  });
}

function turnOf({ id: clock, lamp, state }: ClockReading, was: { readonly lamp: Lamp } | null): Turn[] {
  if (state === 'stopped' || was?.lamp === lamp) return [];
  return [{ clock, lamp, begins: was === null }];
}

/** What the tasks say that somebody has opened: their clocks are not read again. Green goes without saying. */
function openedIn(state: InstanceState, events: readonly DomainEvent[]): ReadonlyMap<string, Lamp> {
  const lamps = new Map<string, Lamp>();
  if (!events.some((event) => event.type === 'clockRecorded' && event.record.effect === 'start')) return lamps;
  for (const { element, timing } of Object.values(state.tasks))
    if (timing && timing.lamp !== 'green') lamps.set(element, timing.lamp);
  return lamps;
}
