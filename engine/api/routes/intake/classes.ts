import { listClasses, putClass } from '../../../store/intake/classes.ts';
import type { Handler } from '../../route.ts';

export const listIntakeClasses: Handler<'listIntakeClasses'> = async (_, { database }) => ({
  items: [...(await listClasses(database))],
});

export const putIntakeClass: Handler<'putIntakeClass'> = async ({ params, body }, { database }) => {
  const row = { class: params.id, ...body };
  await putClass(database, row);
  return row;
};
