/** Messages and signals on their way out. They carry the variables of the input mappings; without mappings they carry none. */
import { ok, type Result } from '../errors.ts';
import type { EventSpec } from '../model/graph.ts';
import type { DomainEvent } from './events.ts';
import type { Execution } from './execution.ts';
import { evaluateText } from './expressions.ts';
import { payloadOf } from './payload.ts';

/** Sends every message and signal the element defines, or none where a name or key cannot be evaluated. */
export function sendMessages(x: Execution, id: string): Result<void> {
  const outgoing: DomainEvent[] = [];
  for (const event of x.node(x.element(id)).events) {
    const sent =
      event.kind === 'message' ? message(x, id, event) : event.kind === 'signal' ? signal(x, id, event) : null;
    if (sent && !sent.ok) return sent;
    if (sent) outgoing.push(sent.value);
  }
  for (const event of outgoing) x.emit(event);
  return ok(undefined);
}

function message(x: Execution, id: string, event: Extract<EventSpec, { kind: 'message' }>): Result<DomainEvent> {
  const name = evaluateText(x, id, event.name);
  if (!name.ok) return name;
  const key = event.correlationKey ? evaluateText(x, id, event.correlationKey) : ok(null);
  if (!key.ok) return key;
  const variables = payloadOf(x, id) ?? {};
  const { timeToLive } = event;
  return ok({
    type: 'messageSent',
    id: x.env.newId(),
    element: id,
    name: name.value,
    key: key.value,
    variables,
    timeToLive,
  });
}

function signal(x: Execution, id: string, event: Extract<EventSpec, { kind: 'signal' }>): Result<DomainEvent> {
  const name = evaluateText(x, id, event.name);
  if (!name.ok) return name;
  return ok({
    type: 'signalThrown',
    id: x.env.newId(),
    element: id,
    name: name.value,
    variables: payloadOf(x, id) ?? {},
  });
}
