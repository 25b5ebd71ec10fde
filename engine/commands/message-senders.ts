/** Who may give a case the messages it waits for. */
import { definitionOf, nodeAt } from '../core/query.ts';
import type { InstanceState, Subscription } from '../core/state.ts';
import type { Definitions, FlowNode } from '../model/graph.ts';
import type { Actor, Role } from './command.ts';
import { belongsTo, hasRole } from './rights.ts';

/** Officials at the counter and machines pass on what they are told, whatever it is. */
const ANY_MESSAGE: readonly Role[] = ['system', 'admin', 'clerk', 'worker'];

export const maySendAny = (actor: Actor): boolean => hasRole(actor, ANY_MESSAGE);

export interface OpenSubscription {
  readonly state: InstanceState;
  readonly subscription: Subscription;
  readonly definitions: Definitions;
}

/** Others may send what the model opens to their role or group (`tb:senders`), and only to a case that was opened for them. */
export function maySend(actor: Actor, open: OpenSubscription): boolean {
  if (maySendAny(actor)) return true;
  if (open.state.initiator !== actor.id) return false;
  return sendersOf(nodeOf(open)).some((name) => belongsTo(actor, name));
}

function nodeOf({ state, subscription, definitions }: OpenSubscription): FlowNode {
  const element = state.elements[subscription.element];
  if (!element) throw new Error(`Expected element ${subscription.element} of case ${state.id}, but it is not there.`);
  return nodeAt(definitionOf(definitions, state, element).graph, subscription.node);
}

const sendersOf = ({ events }: FlowNode): readonly string[] =>
  events.flatMap((event) => (event.kind === 'message' ? (event.senders ?? []) : []));

export interface AwaitedMessage {
  readonly message: string;
  readonly elementId: string;
  /** Name of the element, for people. */
  readonly name: string;
  /** Epoch ms. */
  readonly since: number;
}

/** The messages that a running case waits for and that `actor` may send, the longest awaited first. */
export function awaitedFrom(actor: Actor, state: InstanceState, definitions: Definitions): AwaitedMessage[] {
  if (state.status !== 'active') return [];
  return Object.values(state.subscriptions)
    .filter((subscription) => subscription.kind === 'message' && maySend(actor, { state, subscription, definitions }))
    .map((subscription) => {
      const { id, name } = nodeOf({ state, subscription, definitions });
      return { message: subscription.name, elementId: id, name, since: subscription.createdAt };
    })
    .sort((a, b) => a.since - b.since || (a.elementId < b.elementId ? -1 : 1));
}
