import { awaitEvents } from '../activate.ts';
import { complete } from '../complete.ts';
import type { Behavior } from './behavior.ts';

/** Waits for its event (BPMN 2.0.2 §13.5.2). A link target has been jumped to and passes at once. */
export const intermediateCatchEvent: Behavior = {
  enter(x, id) {
    const node = x.node(x.element(id));
    if (node.events.every((event) => event.kind === 'link')) complete(x, id);
    else awaitEvents(x, id, [node]);
  },
  resume(x, id, { variables }) {
    complete(x, id, variables);
  },
};
