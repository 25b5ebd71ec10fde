import { type Language, refuse } from '../../../errors.ts';
import type { Database } from '../../../store/people/database.ts';
import {
  findGroup,
  type GroupRow,
  insertGroup,
  deleteGroup as removeGroup,
  renameGroup,
} from '../../../store/people/groups.ts';
import { listGroups as readGroups } from '../../../store/read/people.ts';
import type { Group } from '../../contract/organisation.ts';
import { timeText } from '../../formats.ts';
import { nameIn, renamed } from '../../names.ts';
import { pageOf, pagingOf } from '../../paging.ts';
import type { Handler } from '../../route.ts';
import { organisationChanged } from './change.ts';

const view = (row: GroupRow, language: Language): Group => ({
  ...row,
  name: nameIn(language, row),
  createdAt: timeText(row.createdAt),
});

async function requireGroup(database: Database, id: string): Promise<GroupRow> {
  return (await findGroup(database, id)) ?? refuse('not-found', { kind: 'group', id });
}

export const listGroups: Handler<'listGroups'> = async ({ query, language }, { database }) => {
  const page = await readGroups(database, query, { ...pagingOf(query), descending: query.sort === '-id' });
  return pageOf(page, (row) => view(row, language));
};

export const getGroup: Handler<'getGroup'> = async ({ params, language }, { database }) =>
  view(await requireGroup(database, params.id), language);

export const createGroup: Handler<'createGroup'> = async ({ body, language }, { database }) => {
  const { id, name, nameEn = null } = body;
  if (!(await insertGroup(database, { id, name, nameEn }))) refuse('already-exists', { kind: 'group', id });
  return view(await requireGroup(database, id), language);
};

export const updateGroup: Handler<'updateGroup'> = async ({ params: { id }, body, language }, { database }) => {
  await renameGroup(database, id, renamed(language, await requireGroup(database, id), body));
  return view(await requireGroup(database, id), language);
};

export const deleteGroup: Handler<'deleteGroup'> = async ({ params: { id }, principal }, services) => {
  if (!(await removeGroup(services.database, id))) refuse('not-found', { kind: 'group', id });
  await organisationChanged(services, { principal, operation: 'deleteGroup', subject: id });
  return undefined;
};
