/** Who may do what to a case. What may be done to a task is judged by the machine in `engine/tasks`. */
import { fail, ok, type Result } from '../errors.ts';
import type { ProcessGraph } from '../model/graph.ts';
import { namesOf } from '../tasks/facts.ts';
import type { Actor, Role } from './command.ts';

export function hasRole(actor: Actor, roles: readonly Role[]): boolean {
  return actor.roles.some((role) => roles.includes(role));
}

/** Owners are named in the model by user or by group. */
function ownsProcess(actor: Actor, graph: ProcessGraph): boolean {
  return graph.owners.some((owner) => namesOf(actor).includes(owner) || actor.groups.includes(owner));
}

/** Refuses with `forbidden`, which names the roles that would do. */
export function requireRole(actor: Actor, roles: readonly Role[]): Result<void> {
  return hasRole(actor, roles) ? ok(undefined) : forbidden(actor, roles.join(' | '));
}

/** Operations on a whole case: whom the table of rights lets, and the owners of its process. */
export function requireManager(actor: Actor, graph: ProcessGraph): Result<void> {
  const operates = actor.operates ?? hasRole(actor, ['admin', 'manager']);
  if (operates || ownsProcess(actor, graph)) return ok(undefined);
  return forbidden(actor, 'admin | manager | process owner');
}

/** Repairs after a failure: also those who make the models. */
export function requireRepairer(actor: Actor, graph: ProcessGraph): Result<void> {
  return hasRole(actor, ['analyst']) ? ok(undefined) : requireManager(actor, graph);
}

/** `tb:starters` names groups or roles; without it every official may start a case, an official being anyone who is not only an applicant. */
export function requireStarter(actor: Actor, graph: ProcessGraph): Result<void> {
  if (hasRole(actor, ['admin', 'system'])) return ok(undefined);
  const { starters } = graph;
  const may = starters === null ? isOfficial(actor) : starters.some((name) => belongsTo(actor, name));
  return may ? ok(undefined) : forbidden(actor, starters === null ? 'official' : starters.join(' | '));
}

/** `script` is a right beside a role and makes nobody an official; auditors look and do nothing. */
export function isOfficial(actor: Actor): boolean {
  return actor.roles.some((role) => role !== 'applicant' && role !== 'script' && role !== 'auditor');
}

/** `name` is one of the actor's groups or roles. */
export function belongsTo(actor: Actor, name: string): boolean {
  return actor.groups.includes(name) || actor.roles.some((role) => role === name);
}

export function forbidden(actor: Actor, right: string): Result<never> {
  return fail('forbidden', { right, actor: actor.id });
}
