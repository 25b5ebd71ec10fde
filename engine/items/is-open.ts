import type { ServiceItem } from './item.ts';

/** Whether an item may be applied for on a day, `2026-03-01`: it is in use, and the day is within its period. */
export const isOpen = (
  {
    status = 'inUse',
    validFrom = '',
    validUntil = '9999-12-31',
  }: Pick<ServiceItem, 'status' | 'validFrom' | 'validUntil'>,
  day: string,
): boolean => status === 'inUse' && validFrom <= day && day <= validUntil;
