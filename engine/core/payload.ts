import type { Execution } from './execution.ts';
import type { Variables } from './state.ts';

/** The values of the instance's input mappings; undefined where it has none, and what that means is for the caller to say. */
export function payloadOf(x: Execution, id: string): Variables | undefined {
  const element = x.element(id);
  const { inputs } = x.node(element);
  if (inputs.length === 0) return undefined;
  return Object.fromEntries(inputs.map(({ target }) => [target, element.vars?.[target] ?? null]));
}
