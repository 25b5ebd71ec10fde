import { refuse } from '../../../errors.ts';
import { listForms as readForms } from '../../../store/read/definitions.ts';
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
