import { IS_WON, type Part } from './part.ts';

const MOVES = 'excluded.definition_id is distinct from job.definition_id';

/** A job that changed is due anew and whoever held it no longer does, unless its case was suspended or resumed, or goes by another version now. */
export const upsertJobs: Part = {
  name: 'jobs',
  columns: {
    id: 'text',
    kind: 'text',
    instanceId: 'text',
    definitionId: 'text',
    definitionKey: 'text',
    businessKey: 'text',
    elementId: 'text',
    elementInstanceId: 'text',
    topic: 'text',
    payload: 'json',
    createdAt: 'time',
    dueAt: 'time',
    suspended: 'boolean',
    attemptsLeft: 'integer',
    lastError: 'text',
    priority: 'integer',
    part: 'text',
    calendar: 'text',
  },
  rows: ({ index }) => index.jobs,
  sql: (
    rows,
  ) => `insert into job (id, kind, instance_id, definition_id, definition_key, business_key, element_id, element_instance_id, topic, payload, created_at,
      due_at, suspended, attempts_left, last_error, priority, part, calendar, state)
    select x.id, x.kind, x."instanceId", x."definitionId", x."definitionKey", x."businessKey", x."elementId", x."elementInstanceId", x.topic, x.payload,
      x."createdAt", x."dueAt", x.suspended, x."attemptsLeft", x."lastError", coalesce(x.priority, 0), x.part, x.calendar,
      case when x."attemptsLeft" = 0 then 'failed' else 'open' end
    from ${rows} where ${IS_WON}
    on conflict (id) do update set definition_id = excluded.definition_id, element_id = excluded.element_id, payload = excluded.payload, due_at = excluded.due_at, suspended = excluded.suspended,
      calendar = excluded.calendar, attempts_left = excluded.attempts_left, last_error = excluded.last_error, state = excluded.state,
      lease_until = case when ${MOVES} then job.lease_until end,
      attempts = case when excluded.attempts_left is distinct from job.attempts_left then job.attempts + 1 else job.attempts end,
      locked_by = case when excluded.suspended <> job.suspended or ${MOVES} then job.locked_by end,
      locked_until = case when excluded.suspended <> job.suspended or ${MOVES} then job.locked_until end`,
};
