/** Operations that a second person must confirm (B2 consent, B8): who asked, and who may say yes. */
import type { DomainEvent } from '../core/events.ts';
import type { InstanceState, OperationRequest } from '../core/state.ts';
import { rootDefinition } from './case.ts';
import type { Actor, DecideContext } from './command.ts';
import { requireManager } from './rights.ts';

export type NewRequest = Pick<OperationRequest, 'verb' | 'input' | 'reason' | 'users' | 'groups'>;

/** The request as it is kept, with the rights of who asks. */
export function ask(given: NewRequest, { env, actor }: DecideContext): OperationRequest {
  const by = { id: actor.id, roles: actor.roles, groups: actor.groups, department: actor.department };
  return { id: env.newId(), by, at: env.now, ...given };
}

export const requested = (request: OperationRequest): DomainEvent => ({ type: 'operationRequested', request });

/** Never who asked. Whoever is named; where nobody is, whoever manages the case. */
export function mayConfirm(state: InstanceState, request: OperationRequest, context: DecideContext): boolean {
  const { actor } = context;
  if (actor.id === request.by.id) return false;
  if (request.users.includes(actor.id) || request.groups.some((group) => actor.groups.includes(group))) return true;
  if (request.users.length > 0 || request.groups.length > 0) return false;
  return requireManager(actor, rootDefinition(state, context).graph).ok;
}

/** Who asked, as they were then. */
export const askerOf = ({ by }: OperationRequest): Actor => ({ ...by, roles: by.roles as Actor['roles'] });
