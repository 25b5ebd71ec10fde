/** Messages and signals on their way out. They carry the variables of the input mappings; without mappings they carry none. */
import { ok, type Result } from '../errors.ts';
import type { EventSpec } from '../model/graph.ts';
import { noteMessage } from './correlation.ts';
import type { DomainEvent } from './events.ts';
import type { Execution } from './execution.ts';
import { evaluateText } from './expressions.ts';
import { payloadOf } from './payload.ts';
import type { Variables } from './state.ts';

/** Sends every message and signal the element defines, or none where a name or key cannot be evaluated. */
export function sendMessages(x: Execution, id: string): Result<void> {
  const outgoing = prepareSends(x, id, { events: x.node(x.element(id)).events, variables: payloadOf(x, id) ?? {} });
  if (!outgoing.ok) return outgoing;
  for (const event of outgoing.value) x.emit(event);
  noteSends(x, id, { events: x.node(x.element(id)).events, variables: payloadOf(x, id) ?? {} });
  return ok(undefined);
}

/** The first message of a conversation may be one that was sent. */
export function noteSends(x: Execution, id: string, { events, variables }: Outgoing): void {
  for (const event of events) if (event.kind === 'message') noteMessage(x, id, event, variables);
}

export interface Outgoing {
  readonly events: readonly EventSpec[];
  readonly variables: Variables;
}

/** What happens when the element sends the messages and signals among the events. */
export function prepareSends(x: Execution, id: string, { events, variables }: Outgoing): Result<DomainEvent[]> {
  const outgoing: DomainEvent[] = [];
  for (const event of events) {
    if (event.kind !== 'message' && event.kind !== 'signal') continue;
    const sent = event.kind === 'message' ? message(x, id, event) : signal(x, id, event);
    if (!sent.ok) return sent;
    outgoing.push({ ...sent.value, variables });
  }
  return ok(outgoing);
}

type Sent = Extract<DomainEvent, { type: 'messageSent' | 'signalThrown' }>;
type Unfilled =
  | Omit<Extract<Sent, { type: 'messageSent' }>, 'variables'>
  | Omit<Extract<Sent, { type: 'signalThrown' }>, 'variables'>;

function message(x: Execution, id: string, event: Extract<EventSpec, { kind: 'message' }>): Result<Unfilled> {
  const name = evaluateText(x, id, event.name);
  if (!name.ok) return name;
  const key = event.correlationKey ? evaluateText(x, id, event.correlationKey) : ok(null);
  if (!key.ok) return key;
  const { timeToLive } = event;
  return ok({
    type: 'messageSent',
    id: x.env.newId(),
    element: id,
    name: name.value,
    key: key.value,
    timeToLive,
  });
}

function signal(x: Execution, id: string, event: Extract<EventSpec, { kind: 'signal' }>): Result<Unfilled> {
  const name = evaluateText(x, id, event.name);
  if (!name.ok) return name;
  return ok({
    type: 'signalThrown',
    id: x.env.newId(),
    element: id,
    name: name.value,
  });
}
