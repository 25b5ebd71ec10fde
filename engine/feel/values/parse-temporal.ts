import { Temporal } from 'temporal-polyfill';
import { attempt, type FeelDuration, parseDuration } from './duration.ts';
import { FeelDate, FeelDateTime, FeelTime } from './temporal.ts';
import { isZone, splitZone } from './zone.ts';

/** Longer texts are no dates or times; they are not even looked at. */
const MAX_LENGTH = 120;

const DATE = /^(-?)(\d{4,6})-(\d{2})-(\d{2})$/;
const TIME = /^\d{2}:\d{2}(?::[0-5]\d(?:\.\d{1,9})?\d*)?$/;

/** Reads a date `2024-02-29`; null when it is none. */
export function parseDate(text: string): FeelDate | null {
  const match = text.length > MAX_LENGTH ? null : DATE.exec(text);
  if (!match) return null;
  const year = Number(match[2]) * (match[1] ? -1 : 1);
  return attempt(() => new FeelDate(new Temporal.PlainDate(year, Number(match[3]), Number(match[4]))));
}

/** Reads a time `10:30:00`, `10:30:00Z`, `10:30:00+08:00` or `10:30:00@Asia/Shanghai`; null when it is none. */
export function parseTime(text: string): FeelTime | null {
  if (text.length > MAX_LENGTH) return null;
  const { local, zone } = splitZone(text);
  if (!TIME.test(local) || !isZone(zone)) return null;
  return attempt(() => new FeelTime(Temporal.PlainTime.from(local.slice(0, 18)), zone));
}

/**
 * Reads a date and time `2024-02-29T10:30:00`, with a zone as in `parseTime`; a date alone means its midnight. Null
 * when it is none.
 */
export function parseDateTime(text: string): FeelDateTime | null {
  if (text.length > MAX_LENGTH) return null;
  const at = text.indexOf('T');
  const date = parseDate(at < 0 ? splitDate(text).date : text.slice(0, at));
  const time = parseTime(at < 0 ? `00:00:00${splitDate(text).zone}` : text.slice(at + 1));
  if (!date || !time) return null;
  return attempt(() => new FeelDateTime(date.date.toPlainDateTime(time.time), time.zone));
}

function splitDate(text: string): { date: string; zone: string } {
  const end = /^-?\d{4,6}-\d{2}-\d{2}/.exec(text)?.[0].length ?? text.length;
  return { date: text.slice(0, end), zone: text.slice(end) };
}

/** Reads the text of an `@"…"` literal (DMN 1.3 §10.3.1.2) by its form. */
export function parseTemporal(text: string): FeelDate | FeelTime | FeelDateTime | FeelDuration | null {
  if (/^-?P/.test(text)) return parseDuration(text);
  if (/^\d{1,2}:/.test(text)) return parseTime(text);
  return text.includes('T') ? parseDateTime(text) : parseDate(text);
}
