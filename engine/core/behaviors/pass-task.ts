import { activate } from '../activate.ts';
import { complete } from '../complete.ts';
import type { Behavior } from './behavior.ts';

/** Abstract and manual tasks: done somewhere the engine cannot see, so the token passes (BPMN 2.0.2 §13.3.3). */
export const passTask: Behavior = {
  enter(x, id) {
    if (activate(x, id)) complete(x, id);
  },
};
