import type { Migration } from './migration.ts';

/** How many tasks are offered to whom, so that a clerk's inbox is counted without reading it. */
export const taskOffers: Migration = {
  name: '054-task-offers',
  up: `
create table task_offer (
  key text collate "C" not null,
  slot integer not null,
  principals text[] not null,
  n bigint not null,
  primary key (key, slot)
) with (fillfactor = 50);
create index task_offer_principals on task_offer using gin (principals) with (fastupdate = off);
comment on table task_offer is 'How many tasks are offered to exactly these principals, as in task_candidate without who is barred: the sum over the slots. Each connection adds to a slot of its own, so nobody waits for another.';

create function count_offers() returns trigger language plpgsql as $$
declare own constant integer := pg_backend_pid() % 64;
begin
  if tg_op = 'INSERT' then
    insert into task_offer select md5(users::text || groups::text), own, offer_principals(users, groups), n from (
        select candidate_users as users, candidate_groups as groups, count(*) as n from come where state = 'offered' group by 1, 2
      ) changed order by 1
      on conflict (key, slot) do update set n = task_offer.n + excluded.n;
  elsif tg_op = 'DELETE' then
    insert into task_offer select md5(users::text || groups::text), own, offer_principals(users, groups), n from (
        select candidate_users as users, candidate_groups as groups, -count(*) as n from gone where state = 'offered' group by 1, 2
      ) changed order by 1
      on conflict (key, slot) do update set n = task_offer.n + excluded.n;
  else
    insert into task_offer select md5(users::text || groups::text), own, offer_principals(users, groups), n from (
        select users, groups, sum(one) as n from (
          select candidate_users as users, candidate_groups as groups, 1 as one from come where state = 'offered'
          union all select candidate_users, candidate_groups, -1 from gone where state = 'offered'
        ) both_sides group by 1, 2 having sum(one) <> 0
      ) changed order by 1
      on conflict (key, slot) do update set n = task_offer.n + excluded.n;
  end if;
  return null;
end $$;

create function offer_principals(users text[], groups text[]) returns text[] language sql immutable as $$
  select array(select 'user:' || u from unnest(users) u) || array(select 'group:' || g from unnest(groups) g)
$$;
create trigger offers_in after insert on task referencing new table as come for each statement execute function count_offers();
create trigger offers_out after delete on task referencing old table as gone for each statement execute function count_offers();
create trigger offers_moved after update on task referencing old table as gone new table as come for each statement execute function count_offers();

insert into task_offer select md5(users::text || groups::text), 0, offer_principals(users, groups), n from (
    select candidate_users as users, candidate_groups as groups, count(*) as n from task where state = 'offered' group by 1, 2
  ) open;
`,
};
