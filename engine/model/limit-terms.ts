import type { ClockCode } from '../sla/clock-code.ts';
import type { Warning } from '../sla/lamp.ts';
import type { LimitRules, LimitUnit } from '../sla/limit.ts';

/** What a limit says besides its number. */
export interface LimitTerms extends LimitRules {
  readonly clock: ClockCode;
  readonly unit: LimitUnit;
  /** Index of the node whose completion starts it; null: where what has the limit begins. */
  readonly startsAfter: number | null;
  /** Index of the node whose completion stops it; null: where what has the limit ends. */
  readonly stopsAfter: number | null;
  /** Reasons that may stop it; null where none are named. */
  readonly pausableBy: readonly string[] | null;
  readonly extension: { readonly n: number; readonly times: number } | null;
  readonly warning: Warning;
  /** The article it rests on. */
  readonly basis: string | null;
  /** A visit after the first gets what is left of the limit, this much at least; null: each gets the whole limit. */
  readonly floor: number | null;
}
