import { Temporal } from 'temporal-polyfill';

const OFFSET = /^([+-])(\d{2}):(\d{2})(?::(\d{2}))?$/;
const DAY_SECONDS = 24 * 3600;

export const EPOCH_DAY = Temporal.PlainDate.from('1970-01-01');

/**
 * The wall clock part and the zone of a text such as `10:00:00Z`, `…+08:00` or `…@Asia/Shanghai`; `Z` is the zone
 * `UTC`.
 */
export function splitZone(text: string): { readonly local: string; readonly zone: string | null } {
  const at = text.indexOf('@');
  if (at >= 0) return { local: text.slice(0, at), zone: text.slice(at + 1) };
  if (/z$/i.test(text)) return { local: text.slice(0, -1), zone: 'UTC' };
  const offset = /[+-]\d{2}:\d{2}(?::\d{2})?$/.exec(text);
  return offset ? { local: text.slice(0, offset.index), zone: offset[0] } : { local: text, zone: null };
}

/** How a zone is written behind a time. */
export function zoneSuffix(zone: string | null): string {
  if (zone === null) return '';
  if (zone === 'UTC') return 'Z';
  return OFFSET.test(zone) ? zone : `@${zone}`;
}

/** The seconds east of UTC of a fixed offset, or null for a named zone. */
export function fixedOffset(zone: string): number | null {
  if (zone === 'UTC') return 0;
  const match = OFFSET.exec(zone);
  if (!match) return null;
  const seconds = Number(match[2]) * 3600 + Number(match[3]) * 60 + Number(match[4] ?? 0);
  return match[1] === '-' ? -seconds : seconds;
}

/** A zone can be written in many ways (letters of either case), so that not all of them are kept. */
const MAX_KNOWN_ZONES = 1_000;
const knownZones = new Set<string>();

/** Whether the zone exists: an offset of less than a day, or a name of the IANA database. */
export function isZone(zone: string | null): boolean {
  if (zone === null || knownZones.has(zone)) return true;
  const offset = fixedOffset(zone);
  if (offset !== null) return Math.abs(offset) < DAY_SECONDS;
  if (!/^[A-Za-z][\w+/-]{0,63}$/.test(zone)) return false;
  try {
    EPOCH_DAY.toZonedDateTime(zone);
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
  if (knownZones.size < MAX_KNOWN_ZONES) knownZones.add(zone);
  return true;
}

/** The seconds east of UTC that a wall clock shows in a zone. */
export function offsetSeconds(local: Temporal.PlainDateTime, zone: string): number {
  return fixedOffset(zone) ?? local.toZonedDateTime(zone).offsetNanoseconds / 1e9;
}

const DAY_MS = DAY_SECONDS * 1000;

/** Days from 1970-01-01 to a date, by counting years from March, so that a leap day is the last of its year. */
function epochDays({ year, month, day }: Temporal.PlainDateTime | Temporal.PlainDate): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** Milliseconds from 1970-01-01 to the start of a date, on the clock of any one place. */
export const dateMilliseconds = (date: Temporal.PlainDate): number => epochDays(date) * DAY_MS;

/**
 * Milliseconds since the epoch of a wall clock; without a zone it is read as UTC, so that such values compare with each
 * other. Fractions of a millisecond count.
 */
export function epochMilliseconds(local: Temporal.PlainDateTime, zone: string | null): number {
  const seconds = (local.hour * 60 + local.minute) * 60 + local.second;
  const fraction = local.millisecond + local.microsecond / 1e3 + local.nanosecond / 1e6;
  const asUtc = epochDays(local) * DAY_MS + seconds * 1000 + fraction;
  return zone === null ? asUtc : asUtc - offsetSeconds(local, zone) * 1000;
}

/** The zone with a fixed offset of so many seconds, or null when it is a day or more. */
export function zoneOfOffset(seconds: number): string | null {
  const whole = Math.trunc(Math.abs(seconds));
  if (whole >= DAY_SECONDS) return null;
  const pad = (n: number): string => String(n).padStart(2, '0');
  const minutes = `${seconds < 0 ? '-' : '+'}${pad(Math.floor(whole / 3600))}:${pad(Math.floor((whole % 3600) / 60))}`;
  return whole % 60 === 0 ? minutes : `${minutes}:${pad(whole % 60)}`;
}

/** Whether two zones are the same zone: offsets by their value, named zones by their name. */
export function sameZone(a: string | null, b: string | null): boolean {
  if (a === null || b === null) return a === b;
  const offset = fixedOffset(a);
  return offset === null ? a === b : offset === fixedOffset(b);
}
