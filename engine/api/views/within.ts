import type { Principal } from '../principal.ts';
import { scopeOf } from '../rights-now.ts';
import type { Services } from '../services.ts';
import { departmentsNow } from './reader.ts';

/** Departments whose figures somebody sees: who sees the cases behind figures by departments, those and all below; null is all. */
export function departmentsWithin({ runtime }: Services, principal: Principal): readonly string[] | null {
  return scopeOf(runtime, principal, 'report.cases') === 'department' ? departmentsNow(runtime, principal).ids : null;
}
