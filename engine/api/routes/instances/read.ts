import { refuse } from '../../../errors.ts';
import { findNames } from '../../../store/people/users.ts';
import { listInstances } from '../../../store/read/instances.ts';
import { readJournal } from '../../../store/read/journal.ts';
import { timeText } from '../../formats.ts';
import { actorIn } from '../../names.ts';
import { pageOf, pagingOf, tablePagingOf } from '../../paging.ts';
import type { Handler } from '../../route.ts';
import type { Services } from '../../services.ts';
import { caseRows } from '../../views/case-rows.ts';
import { csvOf } from '../../views/csv.ts';
import { scopeElement } from '../../views/elements.ts';
import { graphOf } from '../../views/graph.ts';
import { instanceViews, requireInstance, stateOf } from '../../views/instance.ts';
import { readerOf } from '../../views/reader.ts';
import { caseShield } from '../../views/shield.ts';
import { showInstance } from './show.ts';

export const listProcessInstances: Handler<'listProcessInstances'> = async (call, services) => {
  const { query, principal } = call;
  const { limit: _limit, cursor: _cursor, count: _count, format: _format, sort, ...filter } = query;
  const page = await listInstances(services.database, await readerOf(services, principal), {
    filter: { ...filter, node: await nodeOf(services, filter) },
    paging: tablePagingOf(query),
    ascending: sort === 'startedAt',
  });
  if (query.format === 'csv') return csvOf(call.ctx, await caseRows(services, call, page.items));
  const items = await instanceViews(services, call, { rows: page.items, whole: false });
  return { items, nextCursor: page.nextCursor, ...(page.total === undefined ? {} : { total: page.total }) };
};

/** Where an element stands in the graph that its definition names; undefined where that is not said or there is none. */
async function nodeOf(
  { runtime }: Services,
  { definitionId, elementId }: { readonly definitionId?: string; readonly elementId?: string },
): Promise<number | undefined> {
  if (definitionId === undefined || elementId === undefined) return undefined;
  const { definitions } = runtime;
  if (!definitions.head(definitionId)) await definitions.refresh();
  return definitions.head(definitionId)?.kind === 'process'
    ? (await graphOf(runtime, definitionId)).byId.get(elementId)
    : undefined;
}

export const getProcessInstance: Handler<'getProcessInstance'> = (call, services) =>
  showInstance(services, call, call.params.id);

export const getJournal: Handler<'getJournal'> = async (call, services) => {
  const { params, query, principal, language } = call;
  const row = await requireInstance(services, principal, params.id, 'case.details');
  const state = await stateOf(services, row);
  const shield = await caseShield(services, principal, { row, state, variables: row.variables });
  const page = await readJournal(services.database, params.id, pagingOf(query));
  const names = await findNames(
    services.database,
    page.items.map(({ actor }) => actor),
  );
  return pageOf(page, (entry) => {
    const found = names.get(entry.actor);
    const actorName = actorIn(language, found, entry.actor);
    return { ...entry, actorName, at: timeText(entry.at), events: shield.anything([...entry.events]) };
  });
};

export const getVariables: Handler<'getVariables'> = async ({ params, query, principal }, services) => {
  const row = await requireInstance(services, principal, params.id, 'case.details');
  const state = await stateOf(services, row);
  const shield = await caseShield(services, principal, { row, state, variables: row.variables });
  if (query.scope === undefined) return { variables: shield.variables(row.variables) };
  const element = scopeElement(state, query.scope);
  return element
    ? { variables: shield.variables(element.vars ?? {}) }
    : refuse('not-found', { kind: 'element instance', id: query.scope });
};
