import type { Migration } from './migration.ts';

/** 收藏: cases that somebody keeps at hand, ended ones too. */
export const favourites: Migration = {
  name: '049-favourites',
  up: `
create table favourite (
  account_id text collate "C" not null references account on delete cascade,
  instance_id text collate "C" not null,
  since timestamptz not null,
  primary key (account_id, instance_id)
);
comment on table favourite is 'Which cases somebody keeps at hand 收藏; it changes nothing but their own lists.';
`,
};
