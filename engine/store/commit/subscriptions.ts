import { IS_WON, type Part } from './part.ts';

export const upsertSubscriptions: Part = {
  name: 'subscriptions',
  columns: {
    id: 'text',
    kind: 'text',
    name: 'text',
    key: 'text',
    instanceId: 'text',
    definitionId: 'text',
    definitionKey: 'text',
    businessKey: 'text',
    elementId: 'text',
    elementInstanceId: 'text',
    createdAt: 'time',
    suspended: 'boolean',
  },
  rows: ({ index }) => index.subscriptions,
  sql: (
    rows,
  ) => `insert into subscription (id, kind, name, key, instance_id, definition_id, definition_key, business_key, element_id, element_instance_id, created_at,
      suspended)
    select x.id, x.kind, x.name, x.key, x."instanceId", x."definitionId", x."definitionKey", x."businessKey", x."elementId", x."elementInstanceId",
      x."createdAt", x.suspended
    from ${rows} where ${IS_WON}
    on conflict (id) do update set definition_id = excluded.definition_id, element_id = excluded.element_id, name = excluded.name, key = excluded.key, suspended = excluded.suspended`,
};
