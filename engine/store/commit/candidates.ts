import { type Part, storable, time } from './part.ts';

export const insertCandidates: Part = {
  name: 'candidates',
  columns: '"principal" text, "dueAt" float8, "taskId" text, "instanceId" text',
  rows: ({ index }) => index.candidates.map((row) => ({ ...row, dueAt: storable(row.dueAt) })),
  sql: `insert into task_candidate (principal, due_at, task_id, instance_id)
    select x.principal, ${time('x."dueAt"')}, x."taskId", x."instanceId" from rows x join won on won.id = x."instanceId"`,
};

export const removeCandidates: Part = {
  name: 'candidates_removed',
  columns: '"principal" text, "dueAt" float8, "taskId" text, "instanceId" text',
  rows: ({ index }) => index.candidatesRemoved.map((row) => ({ ...row, dueAt: storable(row.dueAt) })),
  sql: `delete from task_candidate t using rows x join won on won.id = x."instanceId"
    where t.principal = x.principal and t.due_at = ${time('x."dueAt"')} and t.task_id = x."taskId"`,
};
