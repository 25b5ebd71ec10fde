import { activate } from '../activate.ts';
import { judgeAdHoc } from '../ad-hoc.ts';
import { completeScope } from '../complete-scope.ts';
import { raiseOnEnter } from '../incidents.ts';
import { openScope } from '../scope.ts';
import type { Behavior } from './behavior.ts';

/** Opens, and waits for somebody to start what is inside (BPMN 2.0.2 §13.3.5). */
export const adHocSubProcess: Behavior = {
  enter(x, id) {
    if (!activate(x, id)) return;
    if (x.element(id).visits) {
      judgeAdHoc(x, id);
      return;
    }
    const opened = openScope(x, id, []);
    if (!opened.ok) raiseOnEnter(x, id, opened.failure);
  },
  resume: completeScope,
};
