import { startCompensation } from './compensation/run.ts';
import { compensatedBy } from './compensation/targets.ts';
import type { Execution } from './execution.ts';
import { placeOf, takeFlows } from './flows.ts';
import { raiseOnEnter } from './incidents.ts';
import { applyInputs } from './mappings.ts';
import { payloadOf } from './payload.ts';
import { sendMessages } from './send.ts';
import { throwError, throwEscalation } from './throw.ts';

/**
 * What throwing events do: maps the inputs, sends messages and signals, throws escalations, has activities undone, and throws an error last.
 * Returns whether the event may go on; if not, it stands there with an incident or until all is undone, or a handler has ended it. An event
 * that is active has done all but throw its error.
 */
export function throwEvents(x: Execution, id: string): boolean {
  if (x.element(id).state === 'entered' && !(send(x, id) && escalate(x, id) && compensate(x, id))) return false;
  const error = x.node(x.element(id)).events.find((event) => event.kind === 'error');
  if (!error) return true;
  if (x.element(id).state === 'entered') x.move(id, 'active');
  throwError(x, id, { code: error.code ?? '', variables: payloadOf(x, id) ?? {} });
  return false;
}

function send(x: Execution, id: string): boolean {
  const prepared = applyInputs(x, id, x.node(x.element(id)));
  const sent = prepared.ok ? sendMessages(x, id) : prepared;
  if (!sent.ok) raiseOnEnter(x, id, sent.failure);
  return sent.ok;
}

/** False as soon as a handler has ended the thrower. */
function escalate(x: Execution, id: string): boolean {
  for (const event of x.node(x.element(id)).events) {
    if (event.kind !== 'escalation') continue;
    throwEscalation(x, id, { code: event.code ?? '', variables: payloadOf(x, id) ?? {} });
    if (!x.find(id)) return false;
  }
  return true;
}

/** False while activities are being undone. Without waiting the token moves on now, and the event stays behind until all is done. */
function compensate(x: Execution, id: string): boolean {
  const element = x.element(id);
  const node = x.node(element);
  const targets = compensatedBy(x, element, node);
  if (targets.length === 0) return true;
  const waits = node.events.every((event) => event.kind !== 'compensation' || event.wait);
  x.move(id, 'active');
  startCompensation(x, id, { targets, waits });
  if (!waits) takeFlows(x, placeOf(element), node.outgoing);
  return false;
}
