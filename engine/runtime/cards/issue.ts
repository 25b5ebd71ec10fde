/** 督办牌: an issued act with a number, to be explained within one working day. */

import { yearOf } from '../../sla/calendar/civil.ts';
import { deadlineOf } from '../../sla/limit.ts';
import { insertCard, type NewCard } from '../../store/cards/cards.ts';
import { departmentCalendar } from '../department-calendar.ts';
import { uuidv7 } from '../ids.ts';
import type { RatingDeps } from '../ratings/rating-deps.ts';

const ANSWER = {
  n: 1,
  unit: 'workingDay',
  startDayCounts: false,
  endOfDay: 'midnight',
  lastDay: 'next-working-day',
} as const;

export type Issued = Omit<NewCard, 'id' | 'issuedAt' | 'answerDueAt'> & {
  /** Of the addressee, whose calendar counts. */
  readonly department: string | null;
};

/** Gives the id. Who may issue it, and whether there is the case and the addressee, is asked before. */
export async function issue(deps: RatingDeps, issued: Issued): Promise<string> {
  const { card, year } = draftOf(deps, issued);
  await insertCard(deps.pool, card, year);
  return card.id;
}

/** As it is issued now, without a number, and the year whose number it gets. */
export function draftOf(deps: RatingDeps, { department, ...said }: Issued): { card: NewCard; year: number } {
  const issuedAt = deps.clock.now();
  const calendar = departmentCalendar(deps, department, issuedAt);
  const answerDueAt = deadlineOf(ANSWER, issuedAt, calendar).at;
  return {
    card: { id: uuidv7(issuedAt), ...said, issuedAt, answerDueAt },
    year: yearOf(calendar.dayOf(issuedAt)),
  };
}
