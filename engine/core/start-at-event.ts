/** Opening a case by an event from outside. The event has happened, and its variables are those of the process. */
import { ok, type Result } from '../errors.ts';
import type { EventSpec, FlowNode } from '../model/graph.ts';
import { activate } from './activate.ts';
import { arm, prepare } from './catching.ts';
import { complete } from './complete.ts';
import { noteMessage } from './correlation.ts';
import { enterInPlace } from './enter.ts';
import type { Execution } from './execution.ts';
import { evaluateText } from './expressions.ts';
import { instantiatingGateway, targetsOf } from './start-nodes.ts';

export interface StartedBy {
  readonly root: string;
  readonly node: FlowNode;
  /** The message that came; only of several that must all come it matters which. */
  readonly message: string | undefined;
}

/** Puts the first token where the event was; fails where what else it has to wait for cannot be evaluated. */
export function startAtEvent(x: Execution, started: StartedBy): Result<void> {
  const { root, node } = started;
  for (const event of node.events) {
    if (event.kind !== 'message' || !isThat(event, started.message)) continue;
    noteMessage(x, root, event, x.element(root).vars ?? {});
  }
  const gateway = instantiatingGateway(x.definition(0).graph, node);
  if (gateway) return startAtGateway(x, started, gateway);
  const id = enterInPlace(x, { scope: root, def: 0, node: node.index });
  if (node.parallelMultiple) return awaitOthers(x, id, started);
  if (node.type === 'startEvent' || activate(x, id)) complete(x, id);
  return ok(undefined);
}

/** Messages that start a conversation have fixed names. */
const isThat = ({ name }: Extract<EventSpec, { kind: 'message' }>, message: string | undefined): boolean =>
  name.kind === 'literal' && name.text === message;

/** Of several messages that must all come the first has: the token waits at the start event for the others. */
function awaitOthers(x: Execution, id: string, { node, message }: StartedBy): Result<void> {
  const catches = prepare(x, id, [node]);
  if (!catches.ok) return catches;
  const names = node.events.map((event) => (event.kind === 'message' ? evaluateText(x, id, event.name) : ok(null)));
  const come = Math.max(
    0,
    names.findIndex((name) => name.ok && name.value === message),
  );
  const others = catches.value.filter((each) => each.kind !== 'subscription' || each.subscription.definition !== come);
  x.emit({ type: 'eventHappened', element: id, node: node.index, definition: come, variables: {} });
  arm(x, others);
  x.move(id, 'active');
  return ok(undefined);
}

function startAtGateway(x: Execution, { root, node }: StartedBy, gateway: FlowNode): Result<void> {
  const id = enterInPlace(x, { scope: root, def: 0, node: gateway.index });
  const others = targetsOf(x.definition(0).graph, gateway).filter(({ index }) => index !== node.index);
  const catches = prepare(x, id, gateway.parallelMultiple ? others : []);
  if (!catches.ok) return catches;
  arm(x, catches.value);
  x.move(id, 'active');
  x.behaviors.eventBasedGateway.resume?.(x, id, { node: node.index, variables: {} });
  return ok(undefined);
}
