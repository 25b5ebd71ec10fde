/** Errors and escalations on their way to a handler. */
import type { Execution } from './execution.ts';
import { findHandler, type Handler } from './handlers.ts';
import { raise } from './incidents.ts';
import { fireBoundary, startEventSubProcess } from './occur.ts';
import type { IncidentRetry, Variables } from './state.ts';
import { write } from './variables.ts';

export interface Thrown {
  readonly code: string;
  /** What whoever threw it says of it: operators read it where nobody handles it. */
  readonly message?: string | undefined;
  readonly variables: Variables;
  /** What retrying does where nobody handles it: throwing again, unless said otherwise. */
  readonly retry?: IncidentRetry;
}

/** Errors are critical: the handler ends the thrower. Without one, the thrower stays with an incident that names the code. */
export function throwError(x: Execution, id: string, thrown: Thrown): void {
  const handler = findHandler(x, id, 'error', thrown.code);
  x.emit({ type: 'errorThrown', element: id, code: thrown.code, caughtBy: handler?.node.id ?? null });
  if (handler) {
    handle(x, handler, thrown);
    return;
  }
  const elementId = x.node(x.element(id)).id;
  const errorCode = [thrown.code, thrown.message].filter(Boolean).join(': ');
  const params = { errorCode, elementId };
  raise(x, id, { code: 'uncaught-error', params }, thrown.retry ?? { kind: 'enter' });
}

/** Escalations are not: the thrower goes on unless its handler interrupts it. Nobody needs to handle one. */
export function throwEscalation(x: Execution, id: string, thrown: Thrown): void {
  const handler = findHandler(x, id, 'escalation', thrown.code);
  x.emit({ type: 'escalationThrown', element: id, code: thrown.code, caughtBy: handler?.node.id ?? null });
  if (handler) handle(x, handler, thrown);
}

function handle(x: Execution, { element, node, codeVariable }: Handler, { code, variables }: Thrown): void {
  const isStart = node.type === 'startEvent';
  const outside = isStart ? element.id : element.parent;
  if (codeVariable !== null && outside !== null) write(x, outside, { [codeVariable]: code });
  const occurrence = { node: node.index, variables };
  if (isStart) startEventSubProcess(x, element, occurrence);
  else fireBoundary(x, x.element(element.id), occurrence);
}
