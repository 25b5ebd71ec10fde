/** Numbers of cases by a configured format. The day is for people; that no number comes twice rests on the count alone. */

export const DEFAULT_CASE_NUMBER = '{yyyy}{mm}{dd}-{n:6}';

/** For messages: what a format may be. */
export const CASE_NUMBER_FORMAT =
  'a text of 1 to 60 letters, digits, - / . _ with {n} or {n:6} once (the count, filled up to so many digits) and, where wanted, {yyyy}, {yy}, {mm}, {dd}';

/** `day` as 2026-03-11, `n` from 1 on, never the same twice. */
export type WriteCaseNumber = (day: string, n: number) => string;

const PART = /\{(yyyy|yy|mm|dd|n|n:\d\d?)\}/g;
const CONSTANT = /^[\p{L}\p{N}\-/._]*$/u;
const LONGEST = 60;

/** Undefined where it is no format. */
export function readCaseNumberFormat(format: string): WriteCaseNumber | undefined {
  const counts = [...format.matchAll(PART)].filter(([, part = '']) => part.startsWith('n'));
  if (format.length > LONGEST || counts.length !== 1 || !CONSTANT.test(format.replaceAll(PART, ''))) return undefined;
  return (day, n) => format.replaceAll(PART, (_, part: string) => textOf(part, day, n));
}

function textOf(part: string, day: string, n: number): string {
  const [year = '', month = '', date = ''] = day.split('-');
  switch (part) {
    case 'yyyy':
      return year;
    case 'yy':
      return year.slice(-2);
    case 'mm':
      return month;
    case 'dd':
      return date;
    default:
      return String(n).padStart(Number(part.slice('n:'.length)), '0');
  }
}
