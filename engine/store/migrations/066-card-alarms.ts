import type { Migration } from './migration.ts';

/** Cards that nobody has explained yet wait for that like new ones. */
export const cardAlarms: Migration = {
  name: '066-card-alarms',
  up: `
insert into job (id, kind, payload, created_at, due_at)
select 'card:' || id, 'async', json_build_object('work', 'explain', 'card', id), issued_at, answer_due_at + interval '1 millisecond'
from card where answer is null and outcome is null;
`,
};
