import type { Principal } from '../principal.ts';
import type { Services } from '../services.ts';

/** Departments whose figures somebody sees: managers of a department those of it and of all below; null is all. */
export function departmentsWithin({ runtime }: Services, principal: Principal): readonly string[] | null {
  const { roles, department } = principal;
  if (roles.includes('admin') || roles.includes('analyst') || department === null) return null;
  return runtime.organisation.current.at(runtime.clock.now()).subtree(department);
}
