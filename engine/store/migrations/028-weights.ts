import type { Migration } from './migration.ts';

/** What each share weighs in the score of a department, frozen with the month it was counted for. */
export const weights: Migration = {
  name: '028-weights',
  up: `
create table indicator_weight (
  indicator text collate "C" primary key,
  weight integer not null check (weight between 0 and 1000)
);
comment on table indicator_weight is 'Weights of the score of departments; an indicator without a row weighs what it does by default.';
alter table indicator_month add column weights json;
comment on column indicator_month.weights is 'As they were when it was frozen, and under its hash then; null in months frozen before there were any.';
`,
};
