import { awaitEvents } from '../activate.ts';
import { closeOwned } from '../close.ts';
import { complete } from '../complete.ts';
import { enterInPlace } from '../enter.ts';
import type { Execution } from '../execution.ts';
import { placeOf } from '../flows.ts';
import { nodeAt } from '../query.ts';
import type { Behavior } from './behavior.ts';

/**
 * Waits for all events behind it; the first to come decides the flow, the others are no longer waited for (BPMN 2.0.2 §13.4.4). A parallel one,
 * which opens the case with its first event, goes on waiting until all have come.
 */
export const eventBasedGateway: Behavior = {
  enter(x, id) {
    const element = x.element(id);
    const { flows, nodes } = x.graph(element);
    const targets = x.node(element).outgoing.map((flow) => flows[flow]?.target);
    awaitEvents(
      x,
      id,
      nodes.filter((node) => targets.includes(node.index)),
    );
  },
  resume(x, id, { node, variables }) {
    const element = x.element(id);
    const graph = x.graph(element);
    const flow = x.node(element).outgoing.find((index) => graph.flows[index]?.target === node);
    if (flow === undefined) throw new Error(`Expected ${nodeAt(graph, node).id} behind gateway ${id}, but it is not.`);
    const place = placeOf(element);
    for (const subscription of Object.values(x.draft.state.subscriptions)) {
      if (subscription.element === id && subscription.node === node)
        x.emit({ type: 'subscriptionClosed', id: subscription.id });
    }
    if (!(x.node(element).parallelMultiple && isWaiting(x, id))) {
      closeOwned(x, (owner) => owner === id);
      x.move(id, 'completed');
    }
    x.emit({ type: 'flowTaken', ...place, flow });
    complete(x, enterInPlace(x, { ...place, node, via: flow }), variables);
  },
};

function isWaiting(x: Execution, id: string): boolean {
  return Object.values(x.draft.state.subscriptions).some((subscription) => subscription.element === id);
}
