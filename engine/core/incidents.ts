import type { Failure } from '../errors.ts';
import type { Execution } from './execution.ts';
import type { IncidentRetry } from './state.ts';

/** Puts an incident on the element instance, which stays where it is until a person has the cause removed and retries. */
export function raise(x: Execution, id: string, failure: Failure, retry: IncidentRetry): void {
  const { code, params } = failure;
  x.emit({
    type: 'incidentRaised',
    incident: { id: x.env.newId(), element: id, code, params, since: x.env.now, retry },
  });
}

/** The element could not do what entering means; a retry enters it again. */
export function raiseOnEnter(x: Execution, id: string, failure: Failure): void {
  raise(x, id, failure, { kind: 'enter' });
}

export function hasIncident(x: Execution, id: string): boolean {
  return Object.values(x.draft.state.incidents).some((incident) => incident.element === id);
}
