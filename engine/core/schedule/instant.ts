/** ISO 8601 dates and times as instants. */

/** Where a text names no offset it means China Standard Time, as FEEL does. */
export const DEFAULT_OFFSET_MINUTES = 8 * 60;

const PATTERN =
  /^(\d{4,6})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?(Z|[+-]\d{2}(?::?\d{2})?)?(?:@[\w/+-]+|\[[\w/+-]+\])?$/;

/** Epoch ms, or null where the text is no existing date. */
export function parseInstant(text: string): number | null {
  const match = PATTERN.exec(text.trim());
  if (!match) return null;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? '0')) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const fraction = Math.floor(Number(`0.${match[7] ?? '0'}`) * 1000);
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second, fraction);
  const exists =
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day &&
    date.getUTCHours() === hour &&
    minute < 60 &&
    second < 60;
  return exists ? date.getTime() - offsetOf(match[8]) * 60_000 : null;
}

function offsetOf(text: string | undefined): number {
  if (text === undefined) return DEFAULT_OFFSET_MINUTES;
  if (text === 'Z') return 0;
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})?$/.exec(text) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes ?? '0'));
}
