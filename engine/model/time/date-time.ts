import { isZone } from '../../feel/values/zone.ts';

const DATE_TIME =
  /^(\d{4})-(\d{2})-(\d{2})(?:T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.\d{1,9})?)?(Z|[+-](?:0\d|1[0-4]):[0-5]\d|@[A-Za-z][\w+/-]*)?)?$/;

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** An ISO 8601 date, or date and time with or without offset or zone (`@Europe/Paris`), of a day that exists. */
export function isDateTime(source: string): boolean {
  const match = DATE_TIME.exec(source);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const zone = match[7];
  return day >= 1 && day <= daysIn(year, month) && (!zone?.startsWith('@') || isZone(zone.slice(1)));
}

/** A time as UTC would show it; `zoned` says whether it names an offset, and only those of one kind compare. */
export function wallClockMs(source: string): { readonly ms: number; readonly zoned: 'offset' | 'none' | 'named' } {
  const [local = '', zone] = source.split('@');
  if (zone !== undefined) return { ms: Date.parse(`${local}Z`), zoned: 'named' };
  const withTime = local.includes('T') ? local : `${local}T00:00`;
  const hasOffset = /(?:Z|[+-]\d\d:\d\d)$/.test(withTime);
  return { ms: Date.parse(hasOffset ? withTime : `${withTime}Z`), zoned: hasOffset ? 'offset' : 'none' };
}

function daysIn(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && leap ? 29 : (DAYS[month - 1] ?? 0);
}
