import type { Columns } from '../columns.ts';
import { IS_WON, type Part } from './part.ts';

const COLUMNS: Columns = { principal: 'text', dueAt: 'time', taskId: 'text', instanceId: 'text' };

export const insertCandidates: Part = {
  name: 'candidates',
  columns: COLUMNS,
  rows: ({ index }) => index.candidates,
  sql: (rows) => `insert into task_candidate (principal, due_at, task_id, instance_id)
    select x.principal, x."dueAt", x."taskId", x."instanceId" from ${rows} where ${IS_WON}`,
};

export const removeCandidates: Part = {
  name: 'candidates_removed',
  columns: COLUMNS,
  rows: ({ index }) => index.candidatesRemoved,
  sql: (rows) => `delete from task_candidate t using ${rows}
    where ${IS_WON} and t.principal = x.principal and t.due_at = x."dueAt" and t.task_id = x."taskId"`,
};
