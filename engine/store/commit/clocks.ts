import type { Columns } from '../columns.ts';
import { IS_WON, type Part } from './part.ts';

export const upsertClocks: Part = {
  name: 'clocks',
  columns: {
    instanceId: 'text',
    id: 'text',
    clock: 'text',
    definitionKey: 'text',
    businessKey: 'text',
    elementId: 'text',
    elementInstanceId: 'text',
    state: 'text',
    startedAt: 'time',
    dueAt: 'time',
    provisional: 'boolean',
    lamp: 'text',
    calendar: 'text',
  },
  rows: ({ index }) => index.clocks,
  sql: (
    rows,
  ) => `insert into clock (instance_id, id, clock, definition_key, business_key, element_id, element_instance_id, state, started_at, due_at,
      provisional, lamp, calendar)
    select x."instanceId", x.id, x.clock, x."definitionKey", x."businessKey", x."elementId", x."elementInstanceId", x.state, x."startedAt",
      x."dueAt", x.provisional, x.lamp, x.calendar
    from ${rows} where ${IS_WON}
    on conflict (instance_id, id) do update set element_id = excluded.element_id, state = excluded.state, due_at = excluded.due_at, provisional = excluded.provisional,
      lamp = excluded.lamp, calendar = excluded.calendar`,
};

const KEY: Columns = { instanceId: 'text', id: 'text' };

export const removeClocks: Part = {
  name: 'clocks_removed',
  columns: KEY,
  rows: ({ instanceId, index }) => index.clocksRemoved.map((id) => ({ id, instanceId })),
  sql: (rows) => `delete from clock t using ${rows} where ${IS_WON} and t.instance_id = x."instanceId" and t.id = x.id`,
};

export const insertLampChanges: Part = {
  name: 'lamp_changes',
  columns: {
    instanceId: 'text',
    clockId: 'text',
    at: 'time',
    clock: 'text',
    definitionKey: 'text',
    lamp: 'text',
    was: 'text',
    dueAt: 'time',
    cause: 'text',
  },
  rows: ({ index }) => index.lampChanges,
  sql: (rows) => `insert into lamp_change (instance_id, clock_id, at, clock, definition_key, lamp, was, due_at, cause)
    select x."instanceId", x."clockId", x.at, x.clock, x."definitionKey", x.lamp, x.was, x."dueAt", x.cause from ${rows} where ${IS_WON}`,
};
