import type { CloseReason } from '../behaviors/behavior.ts';
import type { Execution } from '../execution.ts';
import { isEnded } from '../lifecycle.ts';
import { dropItem } from '../multi-instance.ts';
import { terminateTree } from '../terminate.ts';

/**
 * After an instance was ended from outside: enclosing scopes in which nothing is left end too, outwards, because no token will ever end
 * them. A loop goes on with its other items. An ad-hoc sub-process may be empty. An empty root ends
 * the case.
 */
export function leaveNoGhosts(x: Execution, parent: string, reason: CloseReason): void {
  for (let id: string | null = parent; id !== null; ) {
    const scope = x.find(id);
    // Several ended instances may share a scope: the first of them has then ended it, and the root remains to be read.
    if (!scope || isEnded(scope.state)) return;
    const { loop } = x.node(scope);
    if (scope.loop && loop?.kind === 'multiInstance') {
      dropItem(x, id, loop);
      return;
    }
    if (x.children(id).size > 0 || (scope.state === 'active' && x.node(scope).adHoc)) return;
    terminateTree(x, id, reason);
    if (scope.parent === null) x.emit({ type: 'instanceStatusChanged', to: 'terminated' });
    id = scope.parent;
  }
}
