import { type Part, storable, time } from './part.ts';

export const upsertIncidents: Part = {
  name: 'incidents',
  columns: `"id" text, "instanceId" text, "definitionId" text, "definitionKey" text, "elementId" text, "elementInstanceId" text, "code" text,
    "params" json, "since" float8`,
  rows: ({ index }) => index.incidents.map((row) => ({ ...row, since: storable(row.since) })),
  sql: `insert into incident (id, instance_id, definition_id, definition_key, element_id, element_instance_id, code, params, since)
    select x.id, x."instanceId", x."definitionId", x."definitionKey", x."elementId", x."elementInstanceId", x.code, x.params, ${time('x.since')}
    from rows x join won on won.id = x."instanceId"
    on conflict (id) do update set code = excluded.code, params = excluded.params, since = excluded.since`,
};
