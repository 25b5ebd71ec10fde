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

/** How far the caller's roles reach. */
export const scopeOf = (
  runtime: Pick<Runtime, 'organisation'>,
  { roles }: Pick<Principal, 'roles'>,
  right: Right,
): Scope => rightsOf(runtime).scopeOf(roles, right);
