import { CronPattern } from 'croner';
import { isDateTime } from './date-time.ts';
import { isPositiveDuration } from './duration.ts';
import { durationMs } from './duration-ms.ts';

/**
 * A repeating interval of ISO 8601 (`R/PT1H`, `R3/2026-01-01T00:00:00Z/P1D`, either with an end), or cron with five or six
 * fields. Nothing repeats zero times or after no time at all.
 */
export const isCycle = (source: string): boolean => isRepetition(source) || isCron(source);

function isRepetition(source: string): boolean {
  const [repeat = '', ...parts] = source.split('/');
  if (!/^R(?:\d*[1-9]\d*)?$/.test(repeat)) return false;
  const period = parts.findIndex(isPositiveDuration);
  const others = parts.filter((_, index) => index !== period);
  return (period === 0 || period === 1) && parts.length - period <= 2 && others.every(isDateTime);
}

/** A repeating interval that comes more often than once a second; cron cannot. */
export function isTooFrequent(source: string): boolean {
  const period = source.split('/').find(isPositiveDuration);
  return isRepetition(source) && (durationMs(period ?? '') ?? SECOND) < SECOND;
}

const SECOND = 1_000;

function isCron(source: string): boolean {
  const fields = source.trim().split(/\s+/).length;
  if (fields !== 5 && fields !== 6) return false;
  try {
    new CronPattern(source);
    return true;
  } catch {
    return false;
  }
}
