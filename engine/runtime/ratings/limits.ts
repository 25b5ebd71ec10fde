import type { LimitRules, LimitUnit } from '../../sla/limit.ts';

interface Within extends LimitRules {
  readonly n: number;
  readonly unit: LimitUnit;
}

const RULES = { unit: 'workingDay', startDayCounts: false, endOfDay: 'midnight', lastDay: 'next-working-day' } as const;

/** Somebody speaks with who gave a bad rating under his name. */
export const CONTACT: Within = { n: 1, ...RULES };

/** From the talk on, the matter is put right or explained. Places differ (5 working days, 7 days, 15 working days); this is the shortest. */
export const RECTIFY: Within = { n: 5, ...RULES };

/** How long after its delivery, else its end, a case can be rated, in calendar days, unless the administrator says otherwise. */
export const RATING_DAYS = 30;

export const windowOf = (days: number): Within => ({ ...RULES, n: days, unit: 'calendarDay' });
