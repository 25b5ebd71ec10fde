import { IS_WON, type Part } from './part.ts';

/** In order of id, so that two statements that insert the same receipts wait for each other in one direction only. */
export const insertReceipts: Part = {
  name: 'receipts',
  columns: { id: 'text', instanceId: 'text', answer: 'json', expiresAt: 'time' },
  rows: ({ instanceId, receipts }) => receipts.map((receipt) => ({ ...receipt, instanceId })),
  sql: (rows) => `insert into receipt (id, instance_id, answer, expires_at)
    select x.id, x."instanceId", coalesce(x.answer, 'null'), x."expiresAt" from ${rows} where ${IS_WON} order by x.id`,
};
