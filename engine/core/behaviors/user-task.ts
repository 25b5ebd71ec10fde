import { activate } from '../activate.ts';
import { complete } from '../complete.ts';
import type { Behavior } from './behavior.ts';

/** Opens work for people and waits until it is done (BPMN 2.0.2 §13.3.3). */
export const userTask: Behavior = {
  enter(x, id) {
    if (activate(x, id)) x.openWork(id);
  },
  resume(x, id, { variables }) {
    complete(x, id, variables);
  },
  terminate(x, id, reason) {
    if (x.element(id).state === 'active') x.closeWork(id, reason);
  },
};
