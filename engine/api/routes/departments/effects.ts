import { Refusal, refuse } from '../../../errors.ts';
import { type EffectView, findEffectView, listEffects as readEffects } from '../../../store/read/effects.ts';
import type { Effect } from '../../contract/effects.ts';
import { timeText, timeTextOrNull } from '../../formats.ts';
import { pageOf, pagingOf } from '../../paging.ts';
import { actorOf } from '../../principal.ts';
import type { Handler } from '../../route.ts';
import type { Services } from '../../services.ts';
import { modelNames } from '../../views/model-names.ts';

export const listEffects: Handler<'listEffects'> = async ({ query }, services) => {
  const { limit: _limit, cursor: _cursor, count: _count, sort, ...filter } = query;
  const found = await readEffects(services.database, {
    filter,
    paging: pagingOf(query),
    descending: sort !== 'requestedAt',
  });
  return { ...pageOf(found, () => undefined), items: await effectViews(services, found.items) };
};

export const getEffect: Handler<'getEffect'> = ({ params }, services) => showEffect(services, params.id);

export const askEffect: Handler<'askEffect'> = async ({ params: { id } }, services) => {
  const asked = await services.runtime.reconciliation.ask(id);
  if (!asked.ok) throw new Refusal(asked.failure);
  return { found: asked.value, effect: await showEffect(services, id) };
};

export const settleEffect: Handler<'settleEffect'> = async ({ params: { id }, body, principal }, services) => {
  const settled = await services.runtime.reconciliation.settle(id, body, actorOf(principal));
  if (!settled.ok) throw new Refusal(settled.failure);
  return showEffect(services, id);
};

async function showEffect(services: Services, id: string): Promise<Effect> {
  const found = (await findEffectView(services.database, id)) ?? refuse('not-found', { kind: 'effect', id });
  const [view] = await effectViews(services, [found]);
  return view ?? refuse('not-found', { kind: 'effect', id });
}

async function effectViews({ runtime }: Services, rows: readonly EffectView[]): Promise<Effect[]> {
  const names = await modelNames(
    runtime,
    rows.map(({ definitionKey }) => definitionKey),
  );
  return rows.map((row) => ({
    ...row,
    definitionName: names.process(row.definitionKey),
    elementName: names.element(row.definitionKey, row.elementId),
    requestedAt: timeText(row.requestedAt),
    sentAt: timeTextOrNull(row.sentAt),
    settledAt: timeTextOrNull(row.settledAt),
  }));
}
