import { boundProcesses } from '../../../store/items/items.ts';
import { listDefinitions } from '../../../store/read/definitions.ts';
import type { ProcessDefinition } from '../../contract/definitions.ts';
import { pagingOf } from '../../paging.ts';
import type { Handler } from '../../route.ts';
import { definitionView, isVisible, requireDefinition } from '../../views/definition.ts';

/** Whether somebody may start it is said by the model, so pages for applicants and `startable` may be shorter than the limit. */
export const listProcessDefinitions: Handler<'listProcessDefinitions'> = async ({ query, principal }, services) => {
  const { startable, hasItem, ...filter } = query;
  const bound = hasItem === undefined ? undefined : await boundProcesses(services.database);
  const page = await listDefinitions(services.database, filter, pagingOf(query));
  const items: ProcessDefinition[] = [];
  for (const row of page.items) {
    if (bound !== undefined && bound.has(row.key) !== hasItem) continue;
    const view = await definitionView(services, principal, row);
    if (isVisible(principal, view) && (startable === undefined || view.startable === startable)) items.push(view);
  }
  return { items, nextCursor: page.nextCursor, ...(page.total === undefined ? {} : { total: page.total }) };
};

export const getProcessDefinition: Handler<'getProcessDefinition'> = ({ params, principal }, services) =>
  requireDefinition(services, principal, params.id);
