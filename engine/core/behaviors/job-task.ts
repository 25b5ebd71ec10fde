import { activate } from '../activate.ts';
import { complete } from '../complete.ts';
import { decide } from '../decide.ts';
import { requestEffect } from '../effects.ts';
import { raiseOnEnter } from '../incidents.ts';
import type { Behavior } from './behavior.ts';

/** Service and business rule tasks (BPMN 2.0.2 §13.3.3): work asked of an adapter or an external worker, or a decision asked at once. */
export const jobTask: Behavior = {
  enter(x, id) {
    if (!activate(x, id)) return;
    const { decision } = x.node(x.element(id));
    if (decision) {
      const results = decide(x, id, decision);
      if (results.ok) complete(x, id, results.value);
      else raiseOnEnter(x, id, results.failure);
      return;
    }
    const requested = requestEffect(x, id);
    if (!requested.ok) raiseOnEnter(x, id, requested.failure);
  },
  resume(x, id, { variables }) {
    complete(x, id, variables);
  },
};
