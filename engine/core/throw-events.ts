import type { Execution } from './execution.ts';
import { raiseOnEnter } from './incidents.ts';
import { applyInputs } from './mappings.ts';
import { payloadOf } from './payload.ts';
import { sendMessages } from './send.ts';
import { throwError, throwEscalation } from './throw.ts';

/**
 * What throwing events do: maps the inputs, sends messages and signals, then throws errors and escalations. Returns whether the event
 * may go on; if not, it stands there with an incident, or a handler has ended it.
 */
export function throwEvents(x: Execution, id: string): boolean {
  const node = x.node(x.element(id));
  const prepared = applyInputs(x, id, node);
  const sent = prepared.ok ? sendMessages(x, id) : prepared;
  if (!sent.ok) {
    raiseOnEnter(x, id, sent.failure);
    return false;
  }
  for (const event of node.events) {
    const variables = payloadOf(x, id) ?? {};
    if (event.kind === 'error') {
      throwError(x, id, { code: event.code ?? '', variables });
      return false;
    }
    if (event.kind === 'escalation') throwEscalation(x, id, { code: event.code ?? '', variables });
    if (!x.find(id)) return false;
  }
  return true;
}
