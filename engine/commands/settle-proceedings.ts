/** What follows for the proceedings from what a step has done: nothing that waits for a person or a sub-process may be left over in silence. */
import type { DomainEvent } from '../core/events.ts';
import type { DecideContext } from './command.ts';
import { type Progress, record } from './progress.ts';
import { endProcedure } from './special-procedure.ts';

/** Special procedures end with what the model runs for them; requests of a case that has ended lapse. */
export function settleProceedings(progress: Progress, context: DecideContext): Progress {
  const { proceedings, status } = progress.state;
  if (!proceedings) return progress;
  if (status === 'completed' || status === 'terminated') return lapse(progress, context);
  const over = proceedings.procedures.filter(
    ({ element, ended }) => !ended && element !== null && !progress.state.elements[element],
  );
  return over.reduce((sofar, procedure) => endProcedure(sofar, { procedure, result: '', by: null }, context), progress);
}

function lapse(progress: Progress, context: DecideContext): Progress {
  const { requests = {}, alarms = {} } = progress.state.proceedings ?? {};
  const lapsed = Object.values(requests).map(
    (request): DomainEvent => ({ type: 'confirmationAnswered', request, answer: 'lapsed', reason: '' }),
  );
  const cleared = Object.keys(alarms).map((id): DomainEvent => ({ type: 'alarmCleared', id }));
  return record(progress, [...lapsed, ...cleared], context);
}
