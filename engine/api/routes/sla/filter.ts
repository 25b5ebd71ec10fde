import type { ClockCode } from '../../../sla/clock-code.ts';
import { LAMPS, type Lamp } from '../../../sla/lamp.ts';
import type { ClockFilter } from '../../../store/read/board.ts';
import type { Lamps } from '../../contract/sla.ts';
import type { Principal } from '../../principal.ts';
import type { Services } from '../../services.ts';
import { departmentsWithin } from '../../views/within.ts';

interface Asked {
  readonly department?: string;
  readonly definitionKey?: string;
  readonly elementId?: string;
  readonly person?: string;
  readonly clock?: ClockCode;
  readonly lamp?: Lamp;
  readonly at?: string;
  readonly dueAfter?: string;
  readonly dueBefore?: string;
  readonly startedAfter?: string;
  readonly startedBefore?: string;
  readonly without?: 'department' | 'person';
  readonly running?: boolean;
}

/** What was asked for, cut to what the caller may see. */
export function filterOf(services: Services, principal: Principal, asked: Asked): ClockFilter {
  const { at, dueAfter, dueBefore, startedAfter, startedBefore, ...same } = asked;
  const instant = (text: string | undefined) => (text === undefined ? undefined : Date.parse(text));
  const within = departmentsWithin(services, principal);
  const due = { dueAfter: instant(dueAfter), dueBefore: instant(dueBefore) };
  const started = { startedAfter: instant(startedAfter), startedBefore: instant(startedBefore) };
  const { department, definitionKey, elementId, person, clock, lamp, without, running } = same;
  const which = { department, definitionKey, elementId, person, clock, lamp, without, running };
  return { within, ...which, at: instant(at), ...due, ...started };
}

export function lampsOf(rows: readonly { readonly lamp: string; readonly n: number }[]): {
  lamps: Lamps;
  total: number;
} {
  const lamps = Object.fromEntries(LAMPS.map((lamp) => [lamp, 0])) as Lamps;
  for (const { lamp, n } of rows) lamps[lamp as Lamp] += n;
  return { lamps, total: rows.reduce((sum, { n }) => sum + n, 0) };
}
