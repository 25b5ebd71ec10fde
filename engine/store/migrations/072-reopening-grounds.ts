import type { Migration } from './migration.ts';

/** Whoever confirms that a case is reopened reads on which ground and by which order. */
export const reopeningGrounds: Migration = {
  name: '072-reopening-grounds',
  up: `
alter table confirmation add column ground text;
alter table confirmation add column order_number text;
comment on column confirmation.ground is 'Of a reopening.';
update confirmation c set (ground, order_number) = (
  select h.state #>> array['proceedings', 'requests', c.id, 'wanted', 'ground'], h.state #>> array['proceedings', 'requests', c.id, 'wanted', 'order']
  from instance_history h where h.id = c.instance_id
) where c.verb = 'reopen';
`,
};
