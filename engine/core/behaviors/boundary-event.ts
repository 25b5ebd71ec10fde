import { complete } from '../complete.ts';
import type { Behavior } from './behavior.ts';

/** The event has happened and the activity, if it is interrupted, has ended: the token leaves (BPMN 2.0.2 §13.5.3). */
export const boundaryEvent: Behavior = {
  enter(x, id) {
    complete(x, id);
  },
};
