import { activate } from '../activate.ts';
import { complete } from '../complete.ts';
import { requestEffect } from '../effects.ts';
import { raiseOnEnter } from '../incidents.ts';
import type { Behavior } from './behavior.ts';

/** Service and business rule tasks: work asked of an adapter or an external worker (BPMN 2.0.2 §13.3.3). */
export const jobTask: Behavior = {
  enter(x, id) {
    if (!activate(x, id)) return;
    const requested = requestEffect(x, id);
    if (!requested.ok) raiseOnEnter(x, id, requested.failure);
  },
  resume(x, id, { variables }) {
    complete(x, id, variables);
  },
};
