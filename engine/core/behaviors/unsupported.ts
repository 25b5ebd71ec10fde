import type { Behavior } from './behavior.ts';

/** Elements the engine does not execute. Deployment refuses them with id and reason, so a token here is a bug. */
export const unsupported: Behavior = {
  enter(x, id) {
    const { type, id: elementId } = x.node(x.element(id));
    throw new Error(`Expected ${type} ${elementId} to be refused at deployment, but a token reached it.`);
  },
};
