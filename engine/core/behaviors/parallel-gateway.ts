import { depart } from '../complete.ts';
import { arrivedFlows, fireJoin } from '../joins.ts';
import type { Behavior } from './behavior.ts';

/** Takes one token from each incoming flow and puts one on each outgoing flow (BPMN 2.0.2 §13.4.1). */
export const parallelGateway: Behavior = {
  enter(x, id) {
    const element = x.element(id);
    const node = x.node(element);
    if (!element.arrived) return depart(x, id, node.outgoing);
    if (arrivedFlows(element, node).length === node.incoming.length)
      return fireJoin(x, id, node.incoming, node.outgoing);
    if (element.state === 'entered') x.move(id, 'active');
  },
};
