/** Dates and times in the reader's language and zone. */
import { preferences } from '../preferences.ts';

const locale = (): string => (preferences.language === 'zh' ? 'zh-CN' : 'en-GB');

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(style: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale()} ${style}`;
  const known = formatters.get(key) ?? new Intl.DateTimeFormat(locale(), options);
  formatters.set(key, known);
  return known;
}

export const formatDateTime = (at: string): string =>
  formatter('date-time', { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(at));

const MINUTE_MS = 60_000;
const isMidnight = (at: string): boolean =>
  formatter('clock', { timeStyle: 'short', hourCycle: 'h23' }).format(new Date(at)) === '00:00';

/** When a limit ends. One that ends with its last day, at the midnight where the next begins, is of that last day. */
export const formatDue = (at: string): string =>
  isMidnight(at)
    ? `${formatter('day-of-due', { dateStyle: 'medium' }).format(Date.parse(at) - MINUTE_MS)} 24:00`
    : formatDateTime(at);

/** The last day on which something may still be done that is over at `at`. */
export const formatLastDay = (at: string): string => formatDate(new Date(Date.parse(at) - 1).toISOString());

/** To the second: of when figures are. */
export const formatInstant = (at: string): string =>
  formatter('instant', { dateStyle: 'medium', timeStyle: 'medium' }).format(new Date(at));

/** The time alone where it is of the day of `now` (ms of the epoch), else the day alone: for lists, where every letter counts. */
export function formatShort(at: string, now: number): string {
  const day = formatter('day', { dateStyle: 'short' });
  const isToday = day.format(new Date(at)) === day.format(now);
  return isToday
    ? formatTime(Date.parse(at))
    : formatter('short', { month: 'short', day: 'numeric' }).format(new Date(at));
}

/** Of an instant in ms of the epoch, on the clock of the reader. */
export const formatTime = (at: number): string => formatter('time', { timeStyle: 'short' }).format(at);

export const formatDate = (at: string): string => formatter('date', { dateStyle: 'long' }).format(new Date(at));

/** A share from 0 to 1 as a percentage with one decimal. */
export const formatShare = (share: number): string =>
  new Intl.NumberFormat(locale(), { style: 'percent', maximumFractionDigits: 1 }).format(share);

export const formatNumber = (value: number): string => new Intl.NumberFormat(locale()).format(value);
