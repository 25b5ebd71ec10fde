import { cancelTransaction } from '../compensation/cancel.ts';
import { complete } from '../complete.ts';
import { settleLater } from '../flows.ts';
import { terminateChildren } from '../terminate.ts';
import { throwEvents } from '../throw-events.ts';
import type { Behavior } from './behavior.ts';

/** Throws what it defines and consumes the token; terminate ends its scope, and only that, cancel its transaction (BPMN 2.0.2 §13.5.5). */
export const endEvent: Behavior = {
  enter(x, id) {
    const element = x.element(id);
    if (!throwEvents(x, id)) return;
    if (x.node(element).events.some((event) => event.kind === 'cancel')) {
      cancelTransaction(x, id);
      return;
    }
    complete(x, id);
    const terminates = x.node(element).events.some((event) => event.kind === 'terminate');
    if (!terminates || element.parent === null || x.find(id)) return;
    terminateChildren(x, element.parent, 'caseEnd');
    settleLater(x, element.parent);
  },
  /** What had to be undone is. */
  resume(x, id) {
    endEvent.enter(x, id);
  },
};
