import { complete, depart } from '../complete.ts';
import { followLink } from '../link.ts';
import { throwEvents } from '../throw-events.ts';
import type { Behavior } from './behavior.ts';

/** Throws what it defines and goes on, unless a handler has ended it (BPMN 2.0.2 §13.5.2). A link goes on at its target. */
export const intermediateThrowEvent: Behavior = {
  enter(x, id) {
    const link = x.node(x.element(id)).events.find((event) => event.kind === 'link');
    if (link) {
      followLink(x, id, link.name);
      depart(x, id, []);
      return;
    }
    if (throwEvents(x, id)) complete(x, id);
  },
  /** What had to be undone is. */
  resume(x, id) {
    if (throwEvents(x, id)) complete(x, id);
  },
};
