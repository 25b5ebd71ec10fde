/** Waiting for events: what an element instance has to be subscribed to, worked out whole before anything is armed. */
import { ok, type Result } from '../errors.ts';
import type { EventSpec, FlowNode, TimerLimitSpec } from '../model/graph.ts';
import { keyToAwait } from './correlation.ts';
import type { Execution } from './execution.ts';
import { evaluateText } from './expressions.ts';
import { nodeAt } from './query.ts';
import { dueAfter, dueAt, firstOfCycle } from './schedule.ts';
import type { Condition, Subscription, Timer } from './state.ts';
import { countFor } from './timer-count.ts';

export type Catch =
  | { readonly kind: 'timer'; readonly timer: Timer }
  | { readonly kind: 'subscription'; readonly subscription: Subscription }
  | { readonly kind: 'condition'; readonly condition: Condition };

type SpecOf<Kind extends EventSpec['kind']> = Extract<EventSpec, { kind: Kind }>;

/**
 * What `id` must wait for on behalf of the nodes: itself, its boundary events, the starts of its event sub-processes, or
 * the targets of an event-based gateway. Errors, escalations, compensation and cancel are not waited for: whoever throws looks for the catcher.
 */
export function prepare(x: Execution, id: string, nodes: readonly FlowNode[]): Result<readonly Catch[]> {
  const catches: Catch[] = [];
  for (const node of nodes) {
    for (const [definition, event] of node.events.entries()) {
      const caught = prepareEvent(x, { element: id, node: node.index, definition }, event);
      if (!caught.ok) return caught;
      if (caught.value) catches.push(caught.value);
    }
  }
  return ok(catches);
}

export function arm(x: Execution, catches: readonly Catch[]): void {
  for (const each of catches) {
    if (each.kind === 'timer') x.emit({ type: 'timerArmed', timer: each.timer });
    else if (each.kind === 'subscription') x.emit({ type: 'subscriptionOpened', subscription: each.subscription });
    else x.emit({ type: 'conditionWatched', condition: each.condition });
  }
}

type Waiting = Pick<Condition, 'element' | 'node' | 'definition'>;

function prepareEvent(x: Execution, waiting: Waiting, event: EventSpec): Result<Catch | null> {
  const { element: id, node } = waiting;
  switch (event.kind) {
    case 'timer':
      return numbered(x, waiting, prepareTimer(x, id, node, event));
    case 'message':
      return numbered(x, waiting, prepareMessage(x, id, node, event));
    case 'signal':
      return numbered(x, waiting, prepareSignal(x, id, node, event));
    case 'conditional':
      return ok({ kind: 'condition', condition: { id: x.env.newId(), ...waiting, met: false } });
    case 'error':
    case 'escalation':
    case 'compensation':
    case 'cancel':
      return ok(null);
    default:
      throw new Error(`Expected event ${event.kind} to be refused at deployment, but ${id} has to wait for it.`);
  }
}

/** Where all of several events must happen, each says which of them it is. */
function numbered(x: Execution, { element, node, definition }: Waiting, caught: Result<Catch>): Result<Catch> {
  if (!caught.ok || !nodeAt(x.graph(x.element(element)), node).parallelMultiple) return caught;
  const { value } = caught;
  if (value.kind === 'timer') return ok({ kind: 'timer', timer: { ...value.timer, definition } });
  if (value.kind === 'subscription') return ok({ ...value, subscription: { ...value.subscription, definition } });
  return caught;
}

function prepareTimer(x: Execution, id: string, node: number, event: SpecOf<'timer'>): Result<Catch> {
  if (event.timer === 'limit') return prepareCount(x, id, node, event.limit);
  const { timer, value } = event;
  const text = evaluateText(x, id, value);
  if (!text.ok) return text;
  const { now, zone } = x.env;
  const base = { id: x.env.newId(), element: id, node };
  if (timer === 'cycle') {
    const first = firstOfCycle(text.value, now, zone);
    return first.ok ? ok({ kind: 'timer', timer: { ...base, ...first.value } }) : first;
  }
  const due = timer === 'date' ? dueAt(text.value, zone) : dueAfter(text.value, now, zone);
  return due.ok ? ok({ kind: 'timer', timer: { ...base, dueAt: due.value } }) : due;
}

function prepareCount(x: Execution, id: string, node: number, spec: TimerLimitSpec): Result<Catch> {
  const counted = countFor(x, id, spec);
  return counted.ok
    ? ok({ kind: 'timer', timer: { id: x.env.newId(), element: id, node, ...counted.value } })
    : counted;
}

function prepareMessage(x: Execution, id: string, node: number, event: SpecOf<'message'>): Result<Catch> {
  const name = evaluateText(x, id, event.name);
  if (!name.ok) return name;
  const key = keyOf(x, id, event);
  if (!key.ok) return key;
  return ok(subscriptionOf(x, { element: id, node, kind: 'message', name: name.value, key: key.value }));
}

function keyOf(x: Execution, id: string, event: SpecOf<'message'>): Result<string | null> {
  if (event.correlation) return keyToAwait(x, id, event.correlation);
  return event.correlationKey ? evaluateText(x, id, event.correlationKey) : ok(null);
}

function prepareSignal(x: Execution, id: string, node: number, event: SpecOf<'signal'>): Result<Catch> {
  const name = evaluateText(x, id, event.name);
  return name.ok ? ok(subscriptionOf(x, { element: id, node, kind: 'signal', name: name.value, key: null })) : name;
}

function subscriptionOf(x: Execution, what: Omit<Subscription, 'id' | 'createdAt'>): Catch {
  return { kind: 'subscription', subscription: { id: x.env.newId(), ...what, createdAt: x.env.now } };
}
