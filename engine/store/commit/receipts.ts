import { type Part, storable, time } from './part.ts';

/** In order of id, so that two statements that insert the same receipts wait for each other in one direction only. */
export const insertReceipts: Part = {
  name: 'receipts',
  columns: '"id" text, "instanceId" text, "answer" json, "expiresAt" float8',
  rows: ({ instanceId, receipts }) =>
    receipts.map((row) => ({ ...row, instanceId, answer: row.answer ?? null, expiresAt: storable(row.expiresAt) })),
  sql: `insert into receipt (id, instance_id, answer, expires_at)
    select x.id, x."instanceId", coalesce(x.answer, 'null'), ${time('x."expiresAt"')} from rows x join won on won.id = x."instanceId" order by x.id`,
};
