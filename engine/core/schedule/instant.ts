/** ISO 8601 dates and times as instants. */
import { DEFAULT_ZONE, instantIn, type WallClock } from './zone.ts';

const PATTERN =
  /^(\d{4,6})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?(Z|[+-]\d{2}(?::?\d{2})?)?(?:@([\w/+-]+)|\[([\w/+-]+)\])?$/;

/** Epoch ms, or null where the text is no existing date. A text without offset and zone is read in `zone`. */
export function parseInstant(text: string, zone: string = DEFAULT_ZONE): number | null {
  const match = PATTERN.exec(text.trim());
  if (!match) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => Number(part ?? '0'));
  const fraction = Math.floor(Number(`0.${match[7] ?? '0'}`) * 1000);
  const clock: WallClock = [year, month, day, hour, minute, second, fraction];
  const asUtc = instantOf(clock);
  if (asUtc === null) return null;
  const offset = match[8];
  return offset === undefined ? instantIn(match[9] ?? match[10] ?? zone, clock) : asUtc - offsetOf(offset) * 60_000;
}

/** The wall clock read in UTC; null where there is no such day or time. */
function instantOf([year, month, day, hour, minute, second, fraction]: WallClock): number | null {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second, fraction);
  const exists =
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day &&
    date.getUTCHours() === hour &&
    minute < 60 &&
    second < 60;
  return exists ? date.getTime() : null;
}

/** Minutes east of UTC. */
function offsetOf(text: string): number {
  if (text === 'Z') return 0;
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})?$/.exec(text) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes ?? '0'));
}
