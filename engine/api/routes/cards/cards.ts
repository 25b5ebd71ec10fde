import { refuse } from '../../../errors.ts';
import { uuidv7 } from '../../../runtime/ids.ts';
import { yearOf } from '../../../sla/calendar/civil.ts';
import { deadlineOf } from '../../../sla/limit.ts';
import {
  type CardRow,
  findCard,
  insertCard,
  listCardRows,
  writeAnswer,
  writeAppeal,
  writeDecision,
} from '../../../store/cards/cards.ts';
import { findUser } from '../../../store/people/users.ts';
import type { Card } from '../../contract/cards.ts';
import { timeText, timeTextOrNull } from '../../formats.ts';
import { pageOf, pagingOf } from '../../paging.ts';
import type { Principal } from '../../principal.ts';
import type { Handler } from '../../route.ts';
import type { Services } from '../../services.ts';
import { requireInstance } from '../../views/instance.ts';

/** A red card has to be explained within one working day. */
const ANSWER = {
  n: 1,
  unit: 'workingDay',
  startDayCounts: false,
  endOfDay: 'midnight',
  lastDay: 'next-working-day',
} as const;

const manages = ({ roles }: Principal): boolean => roles.includes('admin') || roles.includes('manager');

function stateOf({ outcome, appeal, answer }: CardRow): Card['state'] {
  if (outcome !== null) return outcome;
  if (appeal !== null) return 'appealed';
  return answer === null ? 'issued' : 'answered';
}

const cardView = (row: CardRow): Card => {
  const { outcome: _outcome, issuedAt, answerDueAt, answeredAt, appealedAt, decidedAt, reason, ...rest } = row;
  return {
    ...rest,
    reason: reason as Card['reason'],
    state: stateOf(row),
    issuedAt: timeText(issuedAt),
    answerDueAt: timeText(answerDueAt),
    answeredAt: timeTextOrNull(answeredAt),
    appealedAt: timeTextOrNull(appealedAt),
    decidedAt: timeTextOrNull(decidedAt),
  };
};

export const listCards: Handler<'listCards'> = async ({ query, principal }, { database }) => {
  const { instanceId, addressee, colour, state } = query;
  const whose = manages(principal) ? addressee : principal.id;
  if (whose !== undefined && addressee !== undefined && addressee !== whose) return { items: [], nextCursor: null };
  const filter = {
    ...(instanceId !== undefined && { instanceId }),
    ...(whose !== undefined && { addressee: whose }),
    ...(colour !== undefined && { colour }),
    ...(state !== undefined && { state }),
  };
  return pageOf(await listCardRows(database, filter, pagingOf(query)), cardView);
};

export const issueCard: Handler<'issueCard'> = async ({ body, principal }, services) => {
  const { database, runtime } = services;
  await requireInstance(services, principal, body.instanceId);
  const addressee = await findUser(database, body.addressee);
  if (!addressee) refuse('user-unknown', { id: body.addressee });
  const issuedAt = runtime.clock.now();
  const id = uuidv7(issuedAt);
  const { department } = addressee;
  const line = department === null ? [] : runtime.organisation.current.at(issuedAt).ancestry(department);
  const calendar = runtime.calendars.current.of(line, issuedAt);
  const answerDueAt = deadlineOf(ANSWER, issuedAt, calendar).at;
  const { clockId = null, ...said } = body;
  const card = { id, ...said, clockId, issuedBy: principal.id, issuedAt, answerDueAt };
  await insertCard(database, card, yearOf(calendar.dayOf(issuedAt)));
  return cardView(await requireCard(services, principal, id));
};

export const answerCard: Handler<'answerCard'> = async ({ params: { id }, body, principal }, services) => {
  const card = await requireOwnCard(services, principal, id);
  const done = await writeAnswer(services.database, { id, text: body.text, at: services.runtime.clock.now() });
  if (!done) refuseState(card, 'answer');
  return cardView(await requireCard(services, principal, id));
};

export const appealCard: Handler<'appealCard'> = async ({ params: { id }, body, principal }, services) => {
  const card = await requireOwnCard(services, principal, id);
  const done = await writeAppeal(services.database, { id, text: body.text, at: services.runtime.clock.now() });
  if (!done) refuseState(card, 'appeal');
  return cardView(await requireCard(services, principal, id));
};

export const decideCard: Handler<'decideCard'> = async ({ params: { id }, body, principal }, services) => {
  const card = await requireCard(services, principal, id);
  if (card.issuedBy === principal.id) refuse('card-own', { actor: principal.id, number: card.number });
  const step = { id, text: body.text, at: services.runtime.clock.now(), outcome: body.outcome, by: principal.id };
  if (!(await writeDecision(services.database, step))) refuseState(card, 'decide');
  return cardView(await requireCard(services, principal, id));
};

/** Whose card it is not is not told that there is one. */
async function requireCard({ database }: Services, principal: Principal, id: string): Promise<CardRow> {
  const found = await findCard(database, id);
  if (found && (manages(principal) || found.addressee === principal.id)) return found;
  return refuse('not-found', { kind: 'card', id });
}

async function requireOwnCard(services: Services, principal: Principal, id: string): Promise<CardRow> {
  const card = await requireCard(services, principal, id);
  if (card.addressee !== principal.id) refuse('forbidden', { right: 'addressee', actor: principal.id });
  return card;
}

function refuseState(card: CardRow, verb: string): never {
  return refuse('card-state', { number: card.number, verb, state: stateOf(card) });
}
