import type { ClockCode } from './clock-code.ts';
import type { Warning } from './lamp.ts';
import { countsDays, type LimitUnit } from './limit.ts';

/** When a clock turns yellow unless the model says otherwise. A rule in days says nothing about a limit in hours. */
export function defaultWarning(clock: ClockCode, unit: LimitUnit): Warning {
  const inDays = (days: number): number | null => (countsDays(unit) ? days : null);
  if (clock === 'promised') return { share: 0.8, days: inDays(3) };
  if (clock === 'statutory') return { share: countsDays(unit) ? null : 0.8, days: inDays(3) };
  return { share: 0.7, days: inDays(1) };
}
