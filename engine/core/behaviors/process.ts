import { completeScope } from '../complete-scope.ts';
import { raiseOnEnter } from '../incidents.ts';
import { openScope } from '../scope.ts';
import type { Behavior } from './behavior.ts';

/** A process, the case's own or a called one: the outermost scope of its graph (BPMN 2.0.2 §13.3.1). */
export const processBehavior: Behavior = {
  enter(x, id) {
    const element = x.element(id);
    if (element.state === 'entered') x.move(id, 'active');
    const opened = openScope(x, id, x.node(element).starts);
    if (!opened.ok) raiseOnEnter(x, id, opened.failure);
  },
  resume: completeScope,
};
