/** What a deployment changes of the table: single cells, and only within bounds that keep it governable. */
import { fail, ok, type Result } from '../errors.ts';
import type { UserRole } from './roles.ts';
import { farthest, reaches, type Scope } from './scope.ts';
import { isRight, type Right, rowOf } from './table.ts';

export interface RightRule {
  readonly role: UserRole;
  readonly right: Right;
  readonly scope: Scope;
}

/** Refuses with 'right-fixed', 'right-scope' or 'right-beyond-role'. */
export function checkRule({ role, right, scope }: RightRule): Result<void> {
  const row = rowOf(right);
  if (row.fixed) return fail('right-fixed', { right });
  if (row.kind === 'switch' && scope !== 'none' && scope !== 'all') return fail('right-scope', { right, scope });
  const usual = row.cells[role] ?? 'none';
  const isBounded =
    role === 'applicant' || role === 'worker' || role === 'script' || (role === 'auditor' && row.writes);
  if (isBounded && !reaches(usual, scope)) return fail('right-beyond-role', { role, right, scope: usual });
  return ok(undefined);
}

/** The table with the rules of a deployment. A rule that the table no longer admits is left out: it would be refused today. */
export class Rights {
  readonly #changed: ReadonlyMap<string, Scope>;

  constructor(rules: readonly { readonly role: string; readonly right: string; readonly scope: string }[]) {
    const admitted = (rules as readonly RightRule[]).filter((rule) => isRight(rule.right) && checkRule(rule).ok);
    this.#changed = new Map(admitted.map(({ role, right, scope }) => [`${role} ${right}`, scope]));
  }

  cell(role: UserRole, right: Right): Scope {
    return this.#changed.get(`${role} ${right}`) ?? rowOf(right).cells[role] ?? 'none';
  }

  /** How far somebody's roles together reach. The engine itself may everything. */
  scopeOf(roles: readonly (UserRole | 'system')[], right: Right): Scope {
    return farthest(roles.map((role) => (role === 'system' ? 'all' : this.cell(role, right))));
  }
}
