import type { Execution } from '../execution.ts';
import type { ElementInstance } from '../state.ts';
import { entriesOf, moveEntries, record } from './record.ts';

/** What has completed in scopes that are still open would be forgotten with them; it goes over to the scope around. */
export function keepOpen(x: Execution, scope: string): void {
  for (const id of [...x.children(scope)].sort()) {
    const element = x.element(id);
    if (!isOpenScope(x, element)) continue;
    keepOpen(x, id);
    if (element.loop) {
      moveEntries(x, id, scope);
      continue;
    }
    const inner = entriesOf(x, id);
    if (inner.length > 0) record(x, element, { vars: element.vars ?? {}, inner, partial: true });
  }
}

/** A called process is a black box: it is undone as a whole or not at all. */
function isOpenScope(x: Execution, element: ElementInstance): boolean {
  return element.compensates === undefined && x.node(element).children.length > 0 && element.node !== 0;
}
