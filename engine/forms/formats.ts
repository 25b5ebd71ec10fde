/** Formats of form-js fields: `YYYY-MM-DD`, `HH:mm` with an optional offset, and both joined by `T`. */

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)?$/;

export function isDate(text: string): boolean {
  const match = DATE.exec(text);
  if (!match) return false;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

export function isTime(text: string): boolean {
  return TIME.test(text);
}

export function isDateTime(text: string): boolean {
  const [date = '', time = '', ...more] = text.split('T');
  return more.length === 0 && isDate(date) && isTime(time);
}

/** One @, something without spaces on both sides, a dot-separated domain. Whether it is reachable only a mail can tell. */
export function isEmail(text: string): boolean {
  const [local = '', domain = '', ...more] = text.split('@');
  return (
    more.length === 0 &&
    text.length <= 254 &&
    /^[^\s]+$/.test(local) &&
    domain.split('.').every((part) => /^[\p{L}\p{N}-]+$/u.test(part))
  );
}

/** Digits, as people group them; national numbers too. */
export function isPhone(text: string): boolean {
  const digits = text.replace(/[\s().-]/g, '');
  return text.length <= 40 && /^\+?\d{3,20}$/.test(digits);
}
