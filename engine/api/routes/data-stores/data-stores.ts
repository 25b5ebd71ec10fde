import { checkVariables } from '../../../commands/variables.ts';
import { RESERVED_STORES } from '../../../env.ts';
import { Refusal, refuse } from '../../../errors.ts';
import { type DataStoreRow, findStore, listStores } from '../../../store/data-stores/read-stores.ts';
import type { DataStore } from '../../contract/data-stores.ts';
import { timeTextOrNull } from '../../formats.ts';
import { pageOf, pagingOf } from '../../paging.ts';
import type { Handler } from '../../route.ts';
import type { Services } from '../../services.ts';

export const listDataStores: Handler<'listDataStores'> = async ({ query }, { database }) =>
  pageOf(await listStores(database, pagingOf(query)), storeView);

export const getDataStore: Handler<'getDataStore'> = ({ params }, services) => showStore(services, params.id);

export const putDataStore: Handler<'putDataStore'> = async ({ params, body, principal }, services) => {
  const { value, version } = body;
  if (params.id.startsWith(RESERVED_STORES)) refuse('forbidden', { right: 'the engine', actor: principal.id });
  const checked = checkVariables({ value });
  if (!checked.ok) throw new Refusal(checked.failure);
  const written = await services.runtime.dataStores.put({ name: params.id, value, version, by: principal.id });
  if (!written.ok) throw new Refusal(written.failure);
  return showStore(services, params.id);
};

async function showStore({ database }: Services, name: string): Promise<DataStore> {
  const found = await findStore(database, name);
  return found ? storeView(found) : refuse('not-found', { kind: 'data store', id: name });
}

const storeView = (row: DataStoreRow): DataStore => ({ ...row, updatedAt: timeTextOrNull(row.updatedAt) });
