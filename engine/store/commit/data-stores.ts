import type { CaseChange } from '../../commands/change.ts';
import { stringify } from '../../exact-json.ts';
import { IS_WON, type Part } from './part.ts';

/** The stores that are still in the version they were read in, their rows locked: one that somebody else writes at this moment is not. */
export const claimStores: Part = {
  name: 'stores_claimed',
  columns: { name: 'text', version: 'bigint', instanceId: 'text' },
  rows: ({ instanceId, stores }) => (stores?.versions ?? []).map((each) => ({ ...each, instanceId })),
  sql: (rows) => `select x."instanceId" from data_store s join ${rows} on x.name = s.name
    where s.version = x.version order by s.name for update of s skip locked`,
};

/** No two changes of a batch write the same store. */
export const writeStores: Part = {
  name: 'stores_written',
  columns: { name: 'text', value: 'jsonText', at: 'time', instanceId: 'text' },
  rows: ({ instanceId, stores, entries }) =>
    (stores?.writes ?? []).map(({ name, value }) => ({
      name,
      value: stringify(value ?? null),
      at: entries.at(-1)?.at,
      instanceId,
    })),
  sql: (
    rows,
  ) => `update data_store s set value = x.value, version = s.version + 1, updated_at = x.at, updated_by = null, instance_id = x."instanceId"
    from ${rows} where ${IS_WON} and s.name = x.name`,
};

export const startByConditions: Part = {
  name: 'condition_starts',
  columns: {
    id: 'text',
    instanceId: 'text',
    definitionId: 'text',
    definitionKey: 'text',
    elementId: 'text',
    at: 'time',
  },
  rows: ({ instanceId, stores }: CaseChange) => (stores?.starts ?? []).map((start) => ({ ...start, instanceId })),
  sql: (rows) => `insert into job (id, kind, definition_id, definition_key, element_id, payload, created_at, due_at)
    select x.id, 'async', x."definitionId", x."definitionKey", x."elementId", '{"work":"condition"}', x.at, x.at from ${rows} where ${IS_WON}`,
};
