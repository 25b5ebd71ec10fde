import { refuse } from '../../../errors.ts';
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
import { pageOf, pagingOf } from '../../paging.ts';
import type { Handler } from '../../route.ts';

const view = (row: GroupRow): Group => ({ ...row, createdAt: timeText(row.createdAt) });

async function requireGroup(database: Database, id: string): Promise<GroupRow> {
  return (await findGroup(database, id)) ?? refuse('not-found', { kind: 'group', id });
}

export const listGroups: Handler<'listGroups'> = async ({ query }, { database }) =>
  pageOf(await readGroups(database, query, { ...pagingOf(query), descending: query.sort === '-id' }), view);

export const getGroup: Handler<'getGroup'> = async ({ params }, { database }) =>
  view(await requireGroup(database, params.id));

export const createGroup: Handler<'createGroup'> = async ({ body }, { database }) => {
  if (!(await insertGroup(database, body.id, body.name))) refuse('already-exists', { kind: 'group', id: body.id });
  return view(await requireGroup(database, body.id));
};

export const updateGroup: Handler<'updateGroup'> = async ({ params: { id }, body }, { database }) => {
  await renameGroup(database, id, body.name);
  return view(await requireGroup(database, id));
};

export const deleteGroup: Handler<'deleteGroup'> = async ({ params: { id } }, { database }) => {
  if (!(await removeGroup(database, id))) refuse('not-found', { kind: 'group', id });
  return undefined;
};
