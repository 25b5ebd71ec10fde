import { finding, type IdentityFinding } from './finding.ts';

/** A day of the Gregorian calendar, `YYYYMMDD`, not after `today` (`2026-03-01`). */
export function checkBirthDate(digits: string, today?: string): readonly IdentityFinding[] {
  if (!exists(digits)) return [finding('birth-date', 'its birth date does not exist', '出生日期不存在')];
  if (today !== undefined && digits > today.replaceAll('-', ''))
    return [finding('birth-date', 'its birth date is in the future', '出生日期晚于今天')];
  return [];
}

/** `YYMMDD` of either century. */
export function checkShortBirthDate(digits: string): readonly IdentityFinding[] {
  const known = exists(`19${digits}`) || exists(`20${digits}`);
  return known ? [] : [finding('birth-date', 'its birth date does not exist', '出生日期不存在')];
}

function exists(digits: string): boolean {
  const [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6, 8)].map(Number);
  if (!year || !month || !day) return false;
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= 1800 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
