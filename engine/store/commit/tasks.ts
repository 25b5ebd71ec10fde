import { IS_WON, type Part } from './part.ts';

export const upsertTasks: Part = {
  name: 'tasks',
  columns: {
    id: 'text',
    instanceId: 'text',
    definitionId: 'text',
    definitionKey: 'text',
    businessKey: 'text',
    elementId: 'text',
    elementInstanceId: 'text',
    name: 'text',
    state: 'text',
    assignee: 'text',
    owner: 'text',
    candidateUsers: 'textArray',
    candidateGroups: 'textArray',
    department: 'text',
    createdAt: 'time',
    dueAt: 'time',
    priority: 'integer',
    formKey: 'text',
    visit: 'integer',
    lamp: 'text',
    provisional: 'boolean',
    calendar: 'text',
    part: 'text',
    variables: 'json',
    reasons: 'json',
    barred: 'textArray',
  },
  rows: ({ index }) => index.tasks,
  sql: (
    rows,
  ) => `insert into task (id, instance_id, definition_id, definition_key, business_key, element_id, element_instance_id, name, state, assignee, owner,
      candidate_users, candidate_groups, department, created_at, due_at, priority, form_key, visit, lamp, provisional, calendar, part, variables, reasons, barred)
    select x.id, x."instanceId", x."definitionId", x."definitionKey", x."businessKey", x."elementId", x."elementInstanceId", x.name, x.state, x.assignee,
      x.owner, x."candidateUsers"::text[], x."candidateGroups"::text[], x.department, x."createdAt", x."dueAt", x.priority, x."formKey", x.visit, x.lamp, x.provisional, x.calendar, x.part, x.variables::jsonb, x.reasons::jsonb, x.barred::text[]
    from ${rows} where ${IS_WON}
    on conflict (id) do update set definition_id = excluded.definition_id, element_id = excluded.element_id, form_key = excluded.form_key,
      name = excluded.name, state = excluded.state, assignee = excluded.assignee, owner = excluded.owner,
      candidate_users = excluded.candidate_users, candidate_groups = excluded.candidate_groups, department = excluded.department,
      due_at = excluded.due_at, lamp = excluded.lamp, provisional = excluded.provisional, calendar = excluded.calendar, priority = excluded.priority, variables = excluded.variables,
      reasons = excluded.reasons, barred = excluded.barred`,
};
