import type { Migration } from './migration.ts';

/** C8: what was deleted for good leaves a certificate, and that stays. */
export const deletionCertificates: Migration = {
  name: '055-deletion-certificates',
  up: `
create table deletion_certificate (
  id text collate "C" primary key,
  at timestamptz not null,
  by text collate "C" not null,
  definition_id text collate "C" not null,
  definition_key text collate "C" not null,
  version integer not null,
  name text not null,
  content_hash text not null,
  cases integer not null check (cases > 0),
  tasks integer not null,
  first_ended timestamptz not null,
  last_ended timestamptz not null,
  retention_years integer not null,
  basis text not null,
  sha256 text not null
);
create index deletion_certificate_at on deletion_certificate (at, id);
create function deletion_certificate_stays() returns trigger language plpgsql as $$
begin
  raise exception 'a deletion certificate is kept for ever';
end $$;
create trigger deletion_certificate_stays before update or delete on deletion_certificate for each row execute function deletion_certificate_stays();
comment on table deletion_certificate is 'One row for each definition that was deleted with its ended cases, past their retention. Append-only.';
comment on column deletion_certificate.sha256 is 'Over the SHA-256 (hex) of each deleted row as JSON: the cases by id, then the tasks by id.';
`,
};
