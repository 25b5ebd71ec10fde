/** Periods of clocks, and what clocks had measured when they stopped. */
import { IS_WON, type Part } from './part.ts';

/** Sees the rows as they were before the statement: not the periods that begin in it. */
export const endPeriods: Part = {
  name: 'periods_ended',
  columns: { instanceId: 'text', clockId: 'text', taskId: 'text', at: 'time' },
  rows: ({ index }) => index.periodsEnded,
  sql: (rows) => `update clock_period t set until_at = greatest(x.at, t.from_at) from ${rows}
    where ${IS_WON} and t.instance_id = x."instanceId" and t.clock_id = x."clockId" and t.task_id = x."taskId" and t.until_at = 'infinity'`,
};

export const beginPeriods: Part = {
  name: 'periods',
  columns: {
    instanceId: 'text',
    clockId: 'text',
    taskId: 'text',
    clock: 'text',
    definitionKey: 'text',
    businessKey: 'text',
    elementId: 'text',
    department: 'text',
    person: 'text',
    lamp: 'text',
    was: 'text',
    startedAt: 'time',
    dueAt: 'time',
    calendar: 'text',
    at: 'time',
    until: 'time',
  },
  rows: ({ index }) => index.periods,
  sql: (
    rows,
  ) => `insert into clock_period (instance_id, clock_id, task_id, clock, definition_key, business_key, element_id, department, person, lamp, was,
      started_at, due_at, calendar, from_at, until_at)
    select x."instanceId", x."clockId", x."taskId", x.clock, x."definitionKey", x."businessKey", x."elementId", x.department, x.person, x.lamp, x.was,
      x."startedAt", x."dueAt", x.calendar, x.at, x.until
    from ${rows} where ${IS_WON}`,
};

export const insertMeasured: Part = {
  name: 'clocks_measured',
  columns: {
    instanceId: 'text',
    clockId: 'text',
    clock: 'text',
    definitionKey: 'text',
    businessKey: 'text',
    elementId: 'text',
    department: 'text',
    startedAt: 'time',
    stoppedAt: 'time',
    dueAt: 'time',
    lamp: 'text',
    gross: 'bigint',
    officeTime: 'bigint',
    workingDays: 'integer',
  },
  rows: ({ index }) => index.measured,
  sql: (
    rows,
  ) => `insert into clock_history (instance_id, clock_id, clock, definition_key, business_key, element_id, department, started_at, stopped_at, due_at,
      lamp, gross_ms, office_ms, working_days)
    select x."instanceId", x."clockId", x.clock, x."definitionKey", x."businessKey", x."elementId", x.department, x."startedAt", x."stoppedAt",
      x."dueAt", x.lamp, x.gross, x."officeTime", x."workingDays"
    from ${rows} where ${IS_WON}
    on conflict (instance_id, clock_id) do nothing`,
};
