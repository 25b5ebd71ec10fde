/** Who may call a route is what its row in the route table says; nothing else decides it. */
import { refuse } from '../../errors.ts';
import type { Operation } from '../contract/operation.ts';
import { PUBLIC } from '../contract/roles.ts';
import type { Principal } from '../principal.ts';

export function authorise(operationId: string, { roles }: Operation, principal: Principal): void {
  if (roles === PUBLIC) return;
  if (!roles.some((role) => principal.roles.includes(role)))
    refuse('forbidden', { right: operationId, actor: principal.id });
}
