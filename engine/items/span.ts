import type { ItemLimit } from './item.ts';

/** Working days that a limit takes at the most, for comparing limits of different units: eight working hours, or 7/5 calendar days, make one. */
export function workingDaysOf({ value, unit }: Pick<ItemLimit, 'value' | 'unit'>): number {
  return value * DAYS[unit];
}

const DAYS: Readonly<Record<ItemLimit['unit'], number>> = {
  workingDay: 1,
  workingHour: 1 / 8,
  day: 5 / 7,
  hour: 5 / 7 / 24,
  minute: 5 / 7 / 1_440,
  month: 21,
};
