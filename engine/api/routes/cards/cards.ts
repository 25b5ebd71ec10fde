import { type Language, refuse } from '../../../errors.ts';
import { issue } from '../../../runtime/cards/issue.ts';
import { textOfCard } from '../../../runtime/cards/requested-texts.ts';
import {
  type CardFilter,
  type CardRow,
  listCardRows,
  writeAnswer,
  writeAppeal,
  writeDecision,
} from '../../../store/cards/cards.ts';
import { findUser } from '../../../store/people/users.ts';
import { NO_DEPARTMENTS } from '../../../store/read/reader.ts';
import type { Card } from '../../contract/cards.ts';
import { timeText, timeTextOrNull } from '../../formats.ts';
import { pageOf, pagingOf } from '../../paging.ts';
import type { Principal } from '../../principal.ts';
import type { Handler } from '../../route.ts';
import type { Services } from '../../services.ts';
import { requireInstance } from '../../views/instance.ts';
import { readerOf } from '../../views/reader.ts';

const manages = ({ roles }: Principal): boolean => roles.includes('admin') || roles.includes('manager');

function stateOf({ outcome, appeal, answer }: CardRow): Card['state'] {
  if (outcome !== null) return outcome;
  if (appeal !== null) return 'appealed';
  return answer === null ? 'issued' : 'answered';
}

const cardView = (row: CardRow, { now, language }: { now: number; language: Language }): Card => {
  const { outcome, issuedAt, answerDueAt, answeredAt, appealedAt, decidedAt, reason, ...rest } = row;
  return {
    ...rest,
    text: textOfCard(row, language),
    overdue: row.answer === null && outcome === null && answerDueAt < now,
    reason: reason as Card['reason'],
    state: stateOf(row),
    issuedAt: timeText(issuedAt),
    answerDueAt: timeText(answerDueAt),
    answeredAt: timeTextOrNull(answeredAt),
    appealedAt: timeTextOrNull(appealedAt),
    decidedAt: timeTextOrNull(decidedAt),
  };
};

const shown = ({ runtime }: Services, row: CardRow, language: Language): Card =>
  cardView(row, { now: runtime.clock.now(), language });

export const listCards: Handler<'listCards'> = async ({ query, principal, language }, services) => {
  const { database, runtime } = services;
  const { instanceId, addressee, colour, state, overdue } = query;
  const now = runtime.clock.now();
  const filter = {
    ...(await whose(services, principal)),
    ...(instanceId !== undefined && { instanceId }),
    ...(addressee !== undefined && { addressee }),
    ...(colour !== undefined && { colour }),
    ...(state !== undefined && { state }),
    ...(overdue && { overdueAt: now }),
  };
  return pageOf(await listCardRows(database, filter, pagingOf(query)), (row) => cardView(row, { now, language }));
};

export const issueCard: Handler<'issueCard'> = async ({ body, principal, language }, services) => {
  const { database, runtime } = services;
  await requireInstance(services, principal, body.instanceId);
  const addressee = await findUser(database, body.addressee);
  if (!addressee) refuse('user-unknown', { id: body.addressee });
  const { clockId = null, ...said } = body;
  const deps = {
    pool: database,
    clock: runtime.clock,
    organisation: runtime.organisation,
    calendars: runtime.calendars,
  };
  const { department } = addressee;
  const id = await issue(deps, { ...said, clockId, department, issuedBy: principal.id });
  return shown(services, await requireCard(services, principal, id), language);
};

export const answerCard: Handler<'answerCard'> = async ({ params: { id }, body, principal, language }, services) => {
  const card = await requireOwnCard(services, principal, id);
  const done = await writeAnswer(services.database, { id, text: body.text, at: services.runtime.clock.now() });
  if (!done) refuseState(card, 'answer');
  return shown(services, await requireCard(services, principal, id), language);
};

export const appealCard: Handler<'appealCard'> = async ({ params: { id }, body, principal, language }, services) => {
  const card = await requireOwnCard(services, principal, id);
  const done = await writeAppeal(services.database, { id, text: body.text, at: services.runtime.clock.now() });
  if (!done) refuseState(card, 'appeal');
  return shown(services, await requireCard(services, principal, id), language);
};

export const decideCard: Handler<'decideCard'> = async ({ params: { id }, body, principal, language }, services) => {
  const card = await requireCard(services, principal, id);
  if (card.issuedBy === principal.id) refuse('card-own', { actor: principal.id, number: card.number });
  const step = { id, text: body.text, at: services.runtime.clock.now(), outcome: body.outcome, by: principal.id };
  if (!(await writeDecision(services.database, step))) refuseState(card, 'decide');
  return shown(services, await requireCard(services, principal, id), language);
};

/** Managers see cards about cases they see, everybody else their own. */
async function whose(services: Services, principal: Principal): Promise<Pick<CardFilter, 'seenBy'>> {
  const reader = await readerOf(services, principal);
  return { seenBy: manages(principal) ? reader : { ...reader, ...NOTHING } };
}

const NOTHING = { seesAllCases: false, seesOwn: false, caseDepartments: NO_DEPARTMENTS } as const;

/** Whose card it is not is not told that there is one. */
async function requireCard(services: Services, principal: Principal, id: string): Promise<CardRow> {
  const filter = { id, ...(await whose(services, principal)) };
  const [found] = (await listCardRows(services.database, filter, { limit: 1 })).items;
  return found ?? refuse('not-found', { kind: 'card', id });
}

async function requireOwnCard(services: Services, principal: Principal, id: string): Promise<CardRow> {
  const card = await requireCard(services, principal, id);
  if (card.addressee !== principal.id) refuse('forbidden', { right: 'addressee', actor: principal.id });
  return card;
}

function refuseState(card: CardRow, verb: string): never {
  return refuse('card-state', { number: card.number, verb, state: stateOf(card) });
}
