/**
 * The notation in which plans are kept and pasted: a line with the year, then one line per holiday with its name, the days off as `10-01..10-07`
 * and the days worked for it as `+10-10`, with hours of its own as `+03-06@09:00-12:00`, several with a comma. A `!` in front of a day is a one-off closure. A day that lies in another year is written whole.
 */
import { formatDay, parseDay } from './civil.ts';
import type { Session, SpecialDay } from './rows.ts';

export interface Plan {
  readonly days: readonly SpecialDay[];
  /** Years that a line names: after this their holidays are known. */
  readonly plannedYears: readonly number[];
}

/** A line that is not understood. */
export interface PlanProblem {
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

const LONGEST = 366;

/** Days in the order of their dates; of a day that is named twice the later line counts. */
export function parsePlan(text: string): Plan | PlanProblem {
  const days = new Map<string, SpecialDay>();
  const years: number[] = [];
  for (const [index, written] of text.split('\n').entries()) {
    const words = written.trim().split(/\s+/);
    const problem = { line: index + 1, text: written.trim() };
    if (words[0] === '') continue;
    if (/^\d{4}$/.test(words[0] ?? '') && words.length === 1) {
      years.push(Number(words[0]));
      continue;
    }
    const found = daysOf(words, years.at(-1));
    if (found === null) return problem;
    for (const day of found) days.set(day.date, day);
  }
  return { days: [...days.values()].sort((a, b) => (a.date < b.date ? -1 : 1)), plannedYears: [...new Set(years)] };
}

function daysOf([name = '', ...spans]: readonly string[], year: number | undefined): SpecialDay[] | null {
  if (year === undefined || spans.length === 0) return null;
  const found: SpecialDay[] = [];
  for (const span of spans) {
    const kind = span.startsWith('+') ? 'workday' : span.startsWith('!') ? 'closure' : 'holiday';
    const [days = '', hours] = span.replace(/^[+!]/, '').split('@');
    const sessions = hours === undefined ? undefined : sessionsOf(hours);
    if (sessions === null || (sessions && kind !== 'workday')) return null;
    const [from, to = from] = days.split('..');
    const first = dayOf(from, year);
    const last = dayOf(to, year);
    if (first === null || last === null || last < first || last - first > LONGEST) return null;
    for (let day = first; day <= last; day++)
      found.push({
        date: formatDay(day),
        kind,
        name: kind === 'workday' && !sessions ? `${name}调休` : name,
        ...(sessions && { sessions }),
      });
  }
  return found;
}

const dayOf = (text: string | undefined, year: number): number | null =>
  parseDay(text?.length === 5 ? `${year}-${text}` : (text ?? ''));

/** Times of day in order and without overlap; null where they are none. */
function sessionsOf(text: string): Session[] | null {
  const found: Session[] = [];
  for (const one of text.split(',')) {
    const [, fromHour, fromMinute, toHour, toMinute] = /^(\d{2}):(\d{2})-(\d{2}):(\d{2})$/.exec(one)?.map(Number) ?? [];
    const from = minuteOf(fromHour, fromMinute);
    const to = minuteOf(toHour, toMinute);
    if (from === null || to === null || from >= to || from < (found.at(-1)?.to ?? 0)) return null;
    found.push({ from, to });
  }
  return found;
}

const minuteOf = (hour = Number.NaN, minute = Number.NaN): number | null =>
  minute < 60 && hour * 60 + minute <= 24 * 60 ? hour * 60 + minute : null;
