import { IS_WON, type Part } from './part.ts';

export const insertEndedTasks: Part = {
  name: 'tasks_ended',
  columns: {
    id: 'text',
    instanceId: 'text',
    definitionId: 'text',
    definitionKey: 'text',
    businessKey: 'text',
    elementId: 'text',
    elementInstanceId: 'text',
    name: 'text',
    assignee: 'text',
    owner: 'text',
    candidateUsers: 'textArray',
    candidateGroups: 'textArray',
    department: 'text',
    createdAt: 'time',
    dueAt: 'time',
    endedAt: 'time',
    endedBy: 'text',
    onBehalfOf: 'text',
    verb: 'text',
    outcome: 'text',
    comments: 'json',
    formKey: 'text',
    priority: 'integer',
    visit: 'integer',
    lamp: 'text',
    variables: 'json',
    reasons: 'json',
  },
  rows: ({ index }) => index.tasksEnded,
  sql: (
    rows,
  ) => `insert into task_history (id, instance_id, definition_id, definition_key, business_key, element_id, element_instance_id, name, assignee, owner,
      candidate_users, candidate_groups, department, created_at, due_at, ended_at, ended_by, on_behalf_of, verb, outcome, comments, form_key, priority, visit, lamp, variables, reasons)
    select x.id, x."instanceId", x."definitionId", x."definitionKey", x."businessKey", x."elementId", x."elementInstanceId", x.name, x.assignee, x.owner,
      x."candidateUsers"::text[], x."candidateGroups"::text[], x.department, x."createdAt", x."dueAt", x."endedAt", x."endedBy", x."onBehalfOf", x.verb, x.outcome, x.comments, x."formKey", x.priority, x.visit, x.lamp, x.variables::jsonb, x.reasons::jsonb
    from ${rows} where ${IS_WON}`,
};
