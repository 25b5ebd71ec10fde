/** The table of rights as it is now, with the rules of this deployment. */
import type { Organisation } from '../people/organisation/organisation.ts';
import { Rights } from '../rights/rules.ts';
import type { Scope } from '../rights/scope.ts';
import type { Right } from '../rights/table.ts';
import type { Runtime } from '../runtime/engine.ts';
import type { Principal } from './principal.ts';

/** Compiled once for each version of the organisation, to which the rules belong. */
const compiled = new WeakMap<Organisation, Rights>();

export function rightsOf({ organisation }: Pick<Runtime, 'organisation'>): Rights {
  const { current } = organisation;
  const known = compiled.get(current) ?? new Rights(current.rules);
  compiled.set(current, known);
  return known;
}

/** How far the caller's roles reach. A manager of no department manages the house. */
export function scopeOf(
  runtime: Pick<Runtime, 'organisation' | 'clock'>,
  { id, roles }: Pick<Principal, 'id' | 'roles'>,
  right: Right,
): Scope {
  const scope = rightsOf(runtime).scopeOf(roles, right);
  if (scope !== 'department' || !roles.includes('manager')) return scope;
  return runtime.organisation.current.at(runtime.clock.now()).positionsOf(id).length === 0 ? 'all' : scope;
}
