import { fail } from '../../errors.ts';
import { enter } from '../enter.ts';
import type { Execution } from '../execution.ts';
import { withChoices } from '../return-ticket.ts';
import type { ElementInstance } from '../state.ts';
import { terminateTree } from '../terminate.ts';
import type { Trigger } from '../trigger.ts';
import { leaveNoGhosts } from './ghosts.ts';
import { DONE, type TriggerHandler } from './trigger-handler.ts';

/**
 * Returns and jumps: ends the named instances and all in them, then puts one token at the node of the scope. What is
 * not there, or a node of another scope, is 'not-found'; so is a scope that lies in what is ended.
 */
export const moveToken: TriggerHandler<'moveToken'> = (
  x,
  { from, scope, node, reason = 'return', joins = [], tickets = [] },
) => {
  const missing = [...from, scope].find((id) => !x.find(id));
  if (missing !== undefined) return fail('not-found', { kind: 'element', id: missing });
  const target = x.element(scope);
  if (x.graph(target).nodes[node]?.parent !== target.node) {
    return fail('not-found', { kind: 'element', id: String(node) });
  }
  enter(x, { scope, def: target.def, node, tickets: withChoices(x, target, { node, tickets }) });
  for (const id of from) {
    const parent = x.find(id)?.parent;
    if (!parent) continue;
    terminateTree(x, id, reason);
    leaveNoGhosts(x, parent, reason);
  }
  if (!x.find(scope)) return fail('not-found', { kind: 'scope', id: scope });
  for (const join of joins) resetJoin(x, target, join);
  return DONE;
};

type JoinTokens = NonNullable<Extract<Trigger, { kind: 'moveToken' }>['joins']>[number];

/** Has the join wait with exactly these tokens. */
function resetJoin(x: Execution, { id: scope, def }: ElementInstance, { node, arrived }: JoinTokens): void {
  for (const id of [...x.children(scope)]) {
    const element = x.element(id);
    if (element.node === node && element.arrived) terminateTree(x, id, 'return');
  }
  if (Object.keys(arrived).length > 0) enter(x, { scope, def, node, arrived });
}
