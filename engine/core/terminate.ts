/** Ending things from outside: an interrupt takes everything inside with it, in the same step (BPMN 2.0.2 §13.5.3). */
import type { CloseReason } from './behaviors/behavior.ts';
import { closeOwned } from './close.ts';
import type { Execution } from './execution.ts';

/** Ends the element instance and everything in it: child scopes, called processes, timers, subscriptions, effects, work. */
export function terminateTree(x: Execution, id: string, reason: CloseReason): void {
  terminateAll(x, insideOut(x, [id]), reason);
}

/** Ends everything inside the scope; the scope itself stays. */
export function terminateChildren(x: Execution, scope: string, reason: CloseReason): void {
  terminateAll(x, insideOut(x, sorted(x.children(scope))), reason);
}

function terminateAll(x: Execution, ids: readonly string[], reason: CloseReason): void {
  const ending = new Set(ids);
  closeOwned(x, (element) => ending.has(element));
  const undoing = ids.flatMap((id) => x.element(id).compensates ?? []);
  for (const id of ids) {
    const element = x.element(id);
    // The body of a loop does nothing itself: its items do.
    if (!element.loop) x.behaviors[x.node(element).type].terminate?.(x, id, reason);
    x.move(id, 'terminated');
  }
  for (const id of undoing) if (!ending.has(id)) x.later({ kind: 'compensate', id });
}

/** The trees under the given instances, children before their parents. */
function insideOut(x: Execution, roots: readonly string[]): string[] {
  const found: string[] = [];
  const open = [...roots];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    found.push(id);
    open.push(...sorted(x.children(id)));
  }
  return found.reverse();
}

/** By id, because a state that was stored and loaded may list its elements in another order. */
function sorted(ids: ReadonlySet<string>): string[] {
  return [...ids].sort();
}
