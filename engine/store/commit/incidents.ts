import { IS_WON, type Part } from './part.ts';

export const upsertIncidents: Part = {
  name: 'incidents',
  columns: {
    id: 'text',
    instanceId: 'text',
    definitionId: 'text',
    definitionKey: 'text',
    elementId: 'text',
    elementInstanceId: 'text',
    code: 'text',
    params: 'json',
    since: 'time',
    part: 'text',
  },
  rows: ({ index }) => index.incidents,
  sql: (
    rows,
  ) => `insert into incident (id, instance_id, definition_id, definition_key, element_id, element_instance_id, code, params, since, part)
    select x.id, x."instanceId", x."definitionId", x."definitionKey", x."elementId", x."elementInstanceId", x.code, x.params, x.since, x.part
    from ${rows} where ${IS_WON}
    on conflict (id) do update set definition_id = excluded.definition_id, element_id = excluded.element_id, code = excluded.code, params = excluded.params, since = excluded.since`,
};
