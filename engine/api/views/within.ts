import type { Right } from '../../rights/table.ts';
import type { Reader } from '../../store/read/reader.ts';
import type { Principal } from '../principal.ts';
import { scopeOf } from '../rights-now.ts';
import type { Services } from '../services.ts';
import { departmentsNow, readerOf } from './reader.ts';

/** Departments whose figures somebody sees: who sees the cases behind figures by departments, those and all below; null is all. */
export function departmentsWithin({ runtime }: Services, principal: Principal): readonly string[] | null {
  return scopeOf(runtime, principal, 'report.cases') === 'department' ? departmentsNow(runtime, principal).ids : null;
}

interface Behind {
  /** Which rights say how far somebody sees the cases and tasks behind a figure. */
  readonly cases: Right;
  readonly tasks: Right;
}

/** For whom figures are counted: who sees what is behind them by departments gets as many as the list behind shows. Undefined: of everything. */
export async function figureReader(
  services: Services,
  principal: Principal,
  behind: Behind,
): Promise<Reader | undefined> {
  const isCut = [behind.cases, behind.tasks].some(
    (right) => scopeOf(services.runtime, principal, right) === 'department',
  );
  return isCut ? readerOf(services, principal, behind) : undefined;
}
