import { activate, awaitEvents } from '../activate.ts';
import { complete } from '../complete.ts';
import type { Behavior } from './behavior.ts';

/** Waits for its message (BPMN 2.0.2 §13.3.3). */
export const receiveTask: Behavior = {
  enter(x, id) {
    if (activate(x, id)) awaitEvents(x, id, [x.node(x.element(id))]);
  },
  resume(x, id, { variables }) {
    complete(x, id, variables);
  },
};
