import { Cron } from 'croner';
import { isDateTime, wallClockMs } from './date-time.ts';
import { isPositiveDuration } from './duration.ts';
import { durationMs } from './duration-ms.ts';

/**
 * A repeating interval of ISO 8601 (`R/PT1H`, `R3/2026-01-01T00:00:00Z/P1D`, either with an end, or `R3/START/END`), or cron with five or six
 * fields. Nothing repeats zero times or after no time at all, and what never comes is none.
 */
export const isCycle = (source: string): boolean => isRepetition(source) || isCron(source);

function isRepetition(source: string): boolean {
  const [repeat = '', ...parts] = source.split('/');
  if (!/^R(?:\d*[1-9]\d*)?$/.test(repeat)) return false;
  const at = parts.findIndex(isPositiveDuration);
  if (at < 0) return parts.length === 2 && parts.every(isDateTime) && isBefore(parts[0], parts[1]);
  const others = parts.filter((_, index) => index !== at);
  if (at > 1 || parts.length - at > 2 || !others.every(isDateTime)) return false;
  return others.length < 2 || !isBefore(others[1], others[0]);
}

/** Times on different clocks are not compared here. */
function isBefore(a = '', b = ''): boolean {
  const [first, second] = [wallClockMs(a), wallClockMs(b)];
  return first.zoned === second.zoned && first.ms < second.ms;
}

/** A repeating interval that comes more often than once a second; cron cannot. */
export function isTooFrequent(source: string): boolean {
  if (!isRepetition(source)) return false;
  const [, ...parts] = source.split('/');
  const period = parts.find(isPositiveDuration);
  if (period !== undefined) return (durationMs(period) ?? SECOND) < SECOND;
  return wallClockMs(parts[1] ?? '').ms - wallClockMs(parts[0] ?? '').ms < SECOND;
}

const SECOND = 1_000;

/** A pattern that no day fits, such as the 31st of February, never comes. Four hundred years have every kind of year. */
function isCron(source: string): boolean {
  const fields = source.trim().split(/\s+/).length;
  if (fields !== 5 && fields !== 6) return false;
  try {
    return new Cron(source.trim(), { paused: true, timezone: 'UTC' }).nextRun(new Date(0)) !== null;
  } catch {
    return false;
  }
}
