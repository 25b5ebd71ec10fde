import { forcedVisits } from '../../../items/forced-visits.ts';
import { allCurrentItems } from '../../../store/items/items.ts';
import type { Handler } from '../../route.ts';
import { inFormat } from '../../views/csv.ts';

/** The table has a row for every item of every step. */
export const listForcedVisits: Handler<'listForcedVisits'> = async (call, { database }) => {
  const rows = await allCurrentItems(database);
  const items = forcedVisits(rows.map(({ content }) => content)).map((row) => ({ ...row, items: [...row.items] }));
  const flat = items.flatMap(({ by, step, items: forcing }) => forcing.map((item) => ({ by, step, ...item })));
  return inFormat(call, { items }, flat);
};
