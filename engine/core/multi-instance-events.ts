/** The events a multi-instance activity throws as its items complete (`behavior`, BPMN 2.0.2 Table 10.30). */
import { ok, type Result } from '../errors.ts';
import type { EventSpec, LoopThrow } from '../model/graph.ts';
import type { DomainEvent } from './events.ts';
import type { Execution } from './execution.ts';
import { evaluateCondition } from './expressions.ts';
import { noteSends, prepareSends } from './send.ts';
import type { ElementInstance, Variables } from './state.ts';
import { throwEscalation } from './throw.ts';

export interface Thrown {
  readonly sent: readonly DomainEvent[];
  readonly events: readonly EventSpec[];
  /** What they carry: the counters of the activity. */
  readonly counters: Variables;
}

/** What the completion of this item throws; nothing has happened yet, and a condition, name or key may fail. */
export function prepareThrows(
  x: Execution,
  item: ElementInstance,
  throws: readonly LoopThrow[],
  counters: Variables,
): Result<Thrown> {
  const events: EventSpec[] = [];
  for (const each of throws) {
    const thrown = isThrown(x, item, each, counters);
    if (!thrown.ok) return thrown;
    if (thrown.value) events.push(...each.events);
  }
  const sent = prepareSends(x, item.parent ?? item.id, { events, variables: counters });
  return sent.ok ? ok({ sent: sent.value, events, counters }) : sent;
}

function isThrown(x: Execution, item: ElementInstance, { when }: LoopThrow, counters: Variables): Result<boolean> {
  if (when === 'each') return ok(true);
  if (when === 'first') return ok(counters.nrOfCompletedInstances === 1);
  return evaluateCondition(x, item.id, when, counters);
}

/** Throws from the activity as a whole, so that what sits on its border can catch it. False where a handler has ended the activity. */
export function throwFromLoop(x: Execution, body: string, { sent, events, counters }: Thrown): boolean {
  for (const event of sent) x.emit(event);
  noteSends(x, body, { events, variables: counters });
  for (const event of events) {
    if (event.kind !== 'escalation') continue;
    throwEscalation(x, body, { code: event.code ?? '', variables: counters });
    if (!x.find(body)) return false;
  }
  return true;
}
