import { depart } from '../complete.ts';
import { chooseFlow } from '../flows.ts';
import { raiseOnEnter } from '../incidents.ts';
import type { Behavior } from './behavior.ts';

/** Each token takes exactly one flow; incoming tokens are not synchronised (BPMN 2.0.2 §13.4.2). */
export const exclusiveGateway: Behavior = {
  enter(x, id) {
    const element = x.element(id);
    const flows = chooseFlow(x, element, x.node(element));
    if (flows.ok) depart(x, id, flows.value);
    else raiseOnEnter(x, id, flows.failure);
  },
};
