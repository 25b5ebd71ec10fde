import { IS_WON, type Part } from './part.ts';

/** Rows that the statement writes or removes anyway are left out: of two changes to one row only one would be made. */
export const updateTaskVariables: Part = {
  name: 'task_variables',
  columns: { instanceId: 'text', variables: 'json', except: 'textArray' },
  rows: ({ index }) => index.taskVariables,
  sql: (rows) => `update task t set variables = x.variables::jsonb from ${rows}
    where ${IS_WON} and t.instance_id = x."instanceId" and t.id <> all(x.except::text[])`,
};
