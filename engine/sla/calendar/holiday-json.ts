/** Plans in the form in which they are published for machines: `{ "year": 2027, "days": [{ "name", "date", "isOffDay" }] }`, a file for each year. */
import { parseDay } from './civil.ts';
import type { Plan, PlanProblem } from './plan-text.ts';
import type { SpecialDay } from './rows.ts';

export const isHolidayJson = (text: string): boolean => text.trimStart().startsWith('{');

/**
 * Days around New Year may lie in the file of the year beside; they are taken as they are dated. A year without a day is one whose plan is not
 * published yet, which is no plan.
 */
export function parseHolidayJson(text: string): Plan | PlanProblem {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return problem(text);
  }
  const { year, days } = content as { readonly year?: unknown; readonly days?: unknown };
  if (!Number.isInteger(year) || !Array.isArray(days) || days.length === 0) return problem(text);
  const found = new Map<string, SpecialDay>();
  for (const one of days) {
    const day = dayOf(one);
    if (day === null) return problem(JSON.stringify(one));
    found.set(day.date, day);
  }
  return { days: [...found.values()].sort((a, b) => (a.date < b.date ? -1 : 1)), plannedYears: [year as number] };
}

const LONGEST = 80;

/** A file has no lines that anybody would count. */
const problem = (text: string): PlanProblem => ({ line: 1, text: text.trim().slice(0, LONGEST) });

function dayOf(one: unknown): SpecialDay | null {
  const { name, date, isOffDay } = (one ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof name !== 'string' || typeof date !== 'string' || typeof isOffDay !== 'boolean') return null;
  if (parseDay(date) === null) return null;
  return isOffDay ? { date, kind: 'holiday', name } : { date, kind: 'workday', name: `${name}调休` };
}
