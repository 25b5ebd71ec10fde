import { closeOwned } from './close.ts';
import { endRevived, isRevived } from './compensation/revived.ts';
import { complete } from './complete.ts';
import type { Execution } from './execution.ts';

/**
 * The scope has no token left: a sub-process leaves like any activity, a called process hands its variables to the call activity, the
 * case's own process ends the case. The root stays in the state of an ended case: it holds the final variables.
 */
export function completeScope(x: Execution, id: string): void {
  const element = x.element(id);
  if (isRevived(x, element)) {
    endRevived(x, id);
    return;
  }
  if (element.node !== 0) {
    complete(x, id);
    return;
  }
  closeOwned(x, (owner) => owner === id);
  x.move(id, 'completed');
  if (element.parent === null) endCase(x);
  else complete(x, element.parent, element.vars);
}

function endCase(x: Execution): void {
  const { ending } = x.draft.state;
  if (ending === undefined) x.emit({ type: 'instanceStatusChanged', to: 'completed' });
  else x.emit({ type: 'instanceStatusChanged', to: 'terminated', reason: ending });
}
