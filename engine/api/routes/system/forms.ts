import { refuse } from '../../../errors.ts';
import { listForms as readForms, listFormVersions as readVersions } from '../../../store/read/definitions.ts';
import { timeText, timeTextOrNull } from '../../formats.ts';
import { pageOf, pagingOf } from '../../paging.ts';
import type { Handler } from '../../route.ts';

export const getForm: Handler<'getForm'> = async ({ params: { key }, query }, { runtime }) => {
  const { definitions } = runtime;
  const form = await definitions.withLoaded(() => definitions.find(key, query.deploymentId ?? ''));
  return form
    ? { key: form.key, schema: form.schema, fields: [...form.fields] }
    : refuse('not-found', { kind: 'form', id: key });
};

export const listForms: Handler<'listForms'> = async ({ query }, { database }) =>
  pageOf(await readForms(database, pagingOf(query)), (row) => row);

export const listFormVersions: Handler<'listFormVersions'> = async ({ params: { key }, query }, { database }) => {
  const page = await readVersions(database, key, pagingOf(query));
  if (page.items.length === 0 && query.cursor === undefined) refuse('not-found', { kind: 'form', id: key });
  return pageOf(page, (row) => ({
    ...row,
    deployedAt: timeText(row.deployedAt),
    activateAt: timeTextOrNull(row.activateAt),
  }));
};
