/** The string formats of the contract. */
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DURATION =
  /^P(?=.)(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?=.)(?:(\d{1,8})H)?(?:(\d{1,8})M)?(?:(\d{1,10})(?:\.(\d{1,3}))?S)?)?$/;
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY_MS = 24 * HOUR;

/** RFC 3339 with a date that exists (30 February does not). */
export const isTime = (text: string): boolean =>
  TIME.test(text) && isDay(text.slice(0, 10)) && !Number.isNaN(Date.parse(text));

export function isDay(text: string): boolean {
  if (!DAY.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

export const isDuration = (text: string): boolean => DURATION.test(text);

/** Weeks to seconds, in milliseconds; months and years are refused by the format because their length varies. */
export function durationMs(text: string): number {
  const [, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0, fraction = '0'] = DURATION.exec(text) ?? [];
  return (
    (Number(weeks) * 7 + Number(days)) * DAY_MS +
    Number(hours) * HOUR +
    Number(minutes) * MINUTE +
    Number(seconds) * SECOND +
    Number(String(fraction).padEnd(3, '0'))
  );
}

/** As the API shows times; `Infinity` (no limit) becomes null. */
export const timeText = (epochMs: number): string => new Date(epochMs).toISOString();
export const timeTextOrNull = (epochMs: number | null): string | null =>
  epochMs === null || !Number.isFinite(epochMs) ? null : timeText(epochMs);
