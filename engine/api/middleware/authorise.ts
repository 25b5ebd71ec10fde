/** Who may call a route is what its row in the route table and the table of rights say; a row that names no right lets nobody in. */
import { refuse } from '../../errors.ts';
import type { Rights } from '../../rights/rules.ts';
import { isRight } from '../../rights/table.ts';
import type { Operation } from '../contract/operation.ts';
import { PUBLIC } from '../contract/roles.ts';
import type { Principal } from '../principal.ts';

export function authorise(
  operationId: string,
  { right }: Operation,
  { rights, ...caller }: { rights: Rights; principal: Principal },
): void {
  if (right === PUBLIC) return;
  const { id: actor, roles } = caller.principal;
  if (!isRight(right) || rights.scopeOf(roles, right) === 'none') refuse('forbidden', { right: operationId, actor });
}
