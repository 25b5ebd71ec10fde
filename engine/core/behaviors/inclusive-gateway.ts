import { depart } from '../complete.ts';
import { chooseFlows } from '../flows.ts';
import { raiseOnEnter } from '../incidents.ts';
import { arrivedFlows, fireJoin } from '../joins.ts';
import type { Behavior } from './behavior.ts';

/**
 * Takes one token of each incoming flow that has any, and puts one on every outgoing flow whose condition is true (BPMN 2.0.2 §13.4.3).
 * As a join it waits here; `resume` comes when the step is at rest and no further token can reach it.
 */
export const inclusiveGateway: Behavior = {
  enter(x, id) {
    const element = x.element(id);
    if (element.arrived) {
      if (element.state === 'entered') x.move(id, 'active');
      return;
    }
    const flows = chooseFlows(x, element, x.node(element));
    if (flows.ok) depart(x, id, flows.value);
    else raiseOnEnter(x, id, flows.failure);
  },
  resume(x, id) {
    const element = x.element(id);
    const node = x.node(element);
    const flows = chooseFlows(x, element, node);
    if (flows.ok) fireJoin(x, id, arrivedFlows(element, node), flows.value);
    else raiseOnEnter(x, id, flows.failure);
  },
};
