import { IS_WON, type Part } from './part.ts';

export const upsertNotices: Part = {
  name: 'notices',
  columns: {
    id: 'text',
    kind: 'text',
    instanceId: 'text',
    definitionId: 'text',
    definitionKey: 'text',
    businessKey: 'text',
    elementId: 'text',
    taskId: 'text',
    sender: 'text',
    recipient: 'text',
    at: 'time',
    dueAt: 'time',
    isRead: 'boolean',
    isClosed: 'boolean',
    forApplicant: 'boolean',
    sha256: 'text',
    content: 'json',
  },
  rows: ({ index }) => index.notices,
  sql: (
    rows,
  ) => `insert into notice (id, kind, instance_id, definition_id, definition_key, business_key, element_id, task_id, sender, recipient, at, due_at, is_read,
      is_closed, for_applicant, sha256, content)
    select x.id, x.kind, x."instanceId", x."definitionId", x."definitionKey", x."businessKey", x."elementId", x."taskId", x.sender, x.recipient, x.at, x."dueAt",
      x."isRead", x."isClosed", x."forApplicant", x.sha256, x.content
    from ${rows} where ${IS_WON}
    on conflict (id) do update set is_read = excluded.is_read, is_closed = excluded.is_closed, content = excluded.content`,
};
