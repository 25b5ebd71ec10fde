import { complete } from '../complete.ts';
import type { Behavior } from './behavior.ts';

/** Whatever started the process or sub-process has already happened: the token passes (BPMN 2.0.2 §13.5.1). */
export const startEvent: Behavior = {
  enter(x, id) {
    complete(x, id);
  },
  /** The last of several events that all had to happen. */
  resume(x, id, { variables }) {
    complete(x, id, variables);
  },
};
