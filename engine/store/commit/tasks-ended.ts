import { type Part, storable, time } from './part.ts';

export const insertEndedTasks: Part = {
  name: 'tasks_ended',
  columns: `"id" text, "instanceId" text, "definitionId" text, "definitionKey" text, "businessKey" text, "elementId" text, "elementInstanceId" text,
    "name" text, "assignee" text, "owner" text, "department" text, "createdAt" float8, "dueAt" float8, "endedAt" float8, "endedBy" text, "verb" text,
    "outcome" text, "comments" json, "formKey" text, "priority" int, "visit" int`,
  rows: ({ index }) =>
    index.tasksEnded.map((row) => ({
      ...row,
      createdAt: storable(row.createdAt),
      dueAt: storable(row.dueAt),
      endedAt: storable(row.endedAt),
    })),
  sql: `insert into task_history (id, instance_id, definition_id, definition_key, business_key, element_id, element_instance_id, name, assignee, owner,
      department, created_at, due_at, ended_at, ended_by, verb, outcome, comments, form_key, priority, visit)
    select x.id, x."instanceId", x."definitionId", x."definitionKey", x."businessKey", x."elementId", x."elementInstanceId", x.name, x.assignee, x.owner,
      x.department, ${time('x."createdAt"')}, ${time('x."dueAt"')}, ${time('x."endedAt"')}, x."endedBy", x.verb, x.outcome, x.comments, x."formKey",
      x.priority, x.visit
    from rows x join won on won.id = x."instanceId"`,
};
