import { activate } from '../activate.ts';
import { completeScope } from '../complete-scope.ts';
import { raiseOnEnter } from '../incidents.ts';
import { openScope, startEventsOf } from '../scope.ts';
import type { Behavior } from './behavior.ts';

/** Embedded sub-processes and transactions, also without a start event; event sub-processes come here only when a failed opening is retried. */
export const subProcess: Behavior = {
  enter(x, id) {
    if (!activate(x, id)) return;
    const element = x.element(id);
    const node = x.node(element);
    const starts = node.triggeredByEvent
      ? startEventsOf(x.graph(element), node).map((start) => start.index)
      : node.starts;
    const opened = openScope(x, id, starts);
    if (!opened.ok) raiseOnEnter(x, id, opened.failure);
  },
  resume: completeScope,
};
