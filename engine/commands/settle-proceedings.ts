/** What follows for the proceedings from what a step has done: nothing that waits for a person or a sub-process may be left over in silence. */
import type { DomainEvent } from '../core/events.ts';
import type { DecideContext } from './command.ts';
import { type Progress, record } from './progress.ts';

/** Requests of a case that has ended lapse. */
export function settleProceedings(progress: Progress, context: DecideContext): Progress {
  const { proceedings, status } = progress.state;
  if (!proceedings || (status !== 'completed' && status !== 'terminated')) return progress;
  const lapsed = Object.values(proceedings.requests).map(
    (request): DomainEvent => ({ type: 'confirmationAnswered', request, answer: 'lapsed', reason: '' }),
  );
  const cleared = Object.keys(proceedings.alarms).map((id): DomainEvent => ({ type: 'alarmCleared', id }));
  return record(progress, [...lapsed, ...cleared], context);
}
