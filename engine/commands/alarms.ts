import type { DomainEvent } from '../core/events.ts';
import type { Alarm } from '../core/proceedings.ts';
import type { InstanceState } from '../core/state.ts';
import { proceedingsOf } from './proceedings.ts';

/** Wakes the case at an instant, also while it is suspended; `ring-alarm` says what then happens. */
export const alarm = (set: Alarm): DomainEvent => ({ type: 'alarmSet', alarm: set });

/** Clears the alarms of this purpose, or only the one about `ref`. */
export function clearAlarms(state: InstanceState, { purpose, ref }: Pick<Alarm, 'purpose' | 'ref'>): DomainEvent[] {
  return Object.values(proceedingsOf(state).alarms)
    .filter((set) => set.purpose === purpose && (ref === undefined || set.ref === ref))
    .map(({ id }) => ({ type: 'alarmCleared', id }));
}
