import type { Migration } from './migration.ts';

/** Deliveries of signals are few among the jobs that messages leave: who looks for them need not read those. */
export const deliveries: Migration = {
  name: '073-deliveries',
  up: `
create index job_delivery on job (due_at) where kind = 'async' and payload ->> 'work' = 'deliver';
`,
};
