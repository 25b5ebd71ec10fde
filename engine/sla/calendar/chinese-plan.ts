/** The holidays of the State Council's yearly plans, as the package `chinese-days` keeps them. */
import type { SpecialDay } from './rows.ts';

/** `date → "English,Chinese,length"`. */
export interface PublishedPlans {
  readonly holidays: Readonly<Record<string, string>>;
  readonly workdays: Readonly<Record<string, string>>;
}

/** Special days and the years they cover; a year is planned where its National Day is: days around New Year may stand in the plan of a neighbour. */
export function chinesePlan({ holidays, workdays }: PublishedPlans): { days: SpecialDay[]; plannedYears: number[] } {
  const days = [
    ...Object.entries(holidays).map(([date, text]): SpecialDay => ({ date, kind: 'holiday', name: chineseName(text) })),
    ...Object.entries(workdays).map(
      ([date, text]): SpecialDay => ({ date, kind: 'workday', name: `${chineseName(text)}调休` }),
    ),
  ].sort((a, b) => (a.date < b.date ? -1 : 1));
  const october = days.filter(({ date, kind }) => kind === 'holiday' && date.slice(5) === '10-01');
  return { days, plannedYears: october.map(({ date }) => Number(date.slice(0, 4))) };
}

const chineseName = (text: string): string => text.split(',')[1] ?? text;
