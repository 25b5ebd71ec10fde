import { Refusal, refuse } from '../../../errors.ts';
import {
  type EffectView,
  effectTopics,
  findEffectView,
  listEffects as readEffects,
} from '../../../store/read/effects.ts';
import { findInstance } from '../../../store/read/instances.ts';
import type { Effect } from '../../contract/effects.ts';
import { timeText, timeTextOrNull } from '../../formats.ts';
import { pageOf, pagingOf } from '../../paging.ts';
import { actorOf, languageOfReader, type Principal } from '../../principal.ts';
import type { Handler } from '../../route.ts';
import type { Services } from '../../services.ts';
import { modelNames } from '../../views/model-names.ts';
import { nameOfAll } from '../../views/people.ts';
import { readerOf } from '../../views/reader.ts';
import { shieldsOf } from '../../views/shield.ts';

export const listEffects: Handler<'listEffects'> = async ({ query, principal }, services) => {
  const { limit: _limit, cursor: _cursor, count: _count, sort, ...filter } = query;
  const reader = await readerOf(services, principal, { cases: 'failure.read' });
  const found = await readEffects(services.database, reader, {
    filter,
    paging: pagingOf(query),
    descending: sort !== 'requestedAt',
  });
  return { ...pageOf(found, () => undefined), items: await effectViews(services, principal, found.items) };
};

export const listEffectTopics: Handler<'listEffectTopics'> = async (_call, { database }) => ({
  items: [...(await effectTopics(database))],
});

/** Of a case that the caller may not see failures of, it is not told that there is one. */
export const getEffect: Handler<'getEffect'> = async ({ params: { id }, principal }, services) => {
  const found = await findEffectView(services.database, id);
  const reader = await readerOf(services, principal, { cases: 'failure.read' });
  if (!found || !(await findInstance(services.database, reader, found.instanceId)))
    refuse('not-found', { kind: 'effect', id });
  return showEffect(services, principal, id);
};

export const askEffect: Handler<'askEffect'> = async ({ params: { id }, principal }, services) => {
  const asked = await services.runtime.reconciliation.ask(id);
  if (!asked.ok) throw new Refusal(asked.failure);
  return { found: asked.value, effect: await showEffect(services, principal, id) };
};

export const settleEffect: Handler<'settleEffect'> = async ({ params: { id }, body, principal }, services) => {
  const settled = await services.runtime.reconciliation.settle(id, body, actorOf(principal));
  if (!settled.ok) throw new Refusal(settled.failure);
  return showEffect(services, principal, id);
};

async function showEffect(services: Services, principal: Principal, id: string): Promise<Effect> {
  const found = (await findEffectView(services.database, id)) ?? refuse('not-found', { kind: 'effect', id });
  const [view] = await effectViews(services, principal, [found]);
  return view ?? refuse('not-found', { kind: 'effect', id });
}

async function effectViews(services: Services, principal: Principal, rows: readonly EffectView[]): Promise<Effect[]> {
  const shieldOf = await shieldsOf(
    services,
    principal,
    rows.map(({ instanceId }) => instanceId),
  );
  const names = await modelNames(services.runtime, languageOfReader(principal), rows);
  const people = await nameOfAll(services, languageOfReader(principal), [
    ...new Set(rows.map(({ requestedBy }) => requestedBy)),
  ]);
  return rows.map((row) => ({
    ...row,
    requestedByName: people(row.requestedBy).name,
    lastError: shieldOf(row.instanceId).anything(row.lastError),
    definitionName: names.process(row.definitionKey),
    elementName: names.element(row.definitionKey, row.elementId),
    purpose: names.purpose(row.definitionKey, row.elementId, row.purpose),
    requestedAt: timeText(row.requestedAt),
    sentAt: timeTextOrNull(row.sentAt),
    settledAt: timeTextOrNull(row.settledAt),
  }));
}
