import { type Part, storable, textArray, time } from './part.ts';

export const upsertTasks: Part = {
  name: 'tasks',
  columns: `"id" text, "instanceId" text, "definitionId" text, "definitionKey" text, "businessKey" text, "elementId" text, "elementInstanceId" text,
    "name" text, "state" text, "assignee" text, "owner" text, "candidateUsers" json, "candidateGroups" json, "department" text,
    "createdAt" float8, "dueAt" float8, "priority" int, "formKey" text, "visit" int`,
  rows: ({ index }) =>
    index.tasks.map((row) => ({ ...row, createdAt: storable(row.createdAt), dueAt: storable(row.dueAt) })),
  sql: `insert into task (id, instance_id, definition_id, definition_key, business_key, element_id, element_instance_id, name, state, assignee, owner,
      candidate_users, candidate_groups, department, created_at, due_at, priority, form_key, visit)
    select x.id, x."instanceId", x."definitionId", x."definitionKey", x."businessKey", x."elementId", x."elementInstanceId", x.name, x.state, x.assignee,
      x.owner, ${textArray('x."candidateUsers"')}, ${textArray('x."candidateGroups"')}, x.department, ${time('x."createdAt"')}, ${time('x."dueAt"')},
      x.priority, x."formKey", x.visit
    from rows x join won on won.id = x."instanceId"
    on conflict (id) do update set name = excluded.name, state = excluded.state, assignee = excluded.assignee, owner = excluded.owner,
      candidate_users = excluded.candidate_users, candidate_groups = excluded.candidate_groups, department = excluded.department,
      due_at = excluded.due_at, priority = excluded.priority`,
};
