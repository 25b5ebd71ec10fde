import { IS_WON, type Part } from './part.ts';

/** A request never changes: it is there until it is answered. */
export const insertConfirmations: Part = {
  name: 'confirmations',
  columns: {
    id: 'text',
    instanceId: 'text',
    definitionKey: 'text',
    businessKey: 'text',
    verb: 'text',
    reason: 'text',
    by: 'text',
    at: 'time',
    expiresAt: 'time',
    entitled: 'textArray',
    ground: 'text',
    order: 'text',
  },
  rows: ({ index }) => index.confirmations,
  sql: (
    rows,
  ) => `insert into confirmation (id, instance_id, definition_key, business_key, verb, reason, asked_by, asked_at, expires_at, entitled, ground, order_number)
    select x.id, x."instanceId", x."definitionKey", x."businessKey", x.verb, x.reason, x.by, x.at, x."expiresAt", x.entitled::text[], x.ground, x.order
    from ${rows} where ${IS_WON}
    on conflict (id) do nothing`,
};
