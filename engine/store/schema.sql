CREATE TABLE account (
  id text COLLATE "C" NOT NULL,
  name text NOT NULL,
  roles text[] NOT NULL,
  department text COLLATE "C",
  language text,
  password_hash text,
  active boolean DEFAULT true NOT NULL,
  demo boolean DEFAULT false NOT NULL,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  name_en text,
  CONSTRAINT account_pkey PRIMARY KEY (id),
  CONSTRAINT account_language_check CHECK ((language = ANY (ARRAY['zh'::text, 'en'::text]))),
  CONSTRAINT account_roles_check CHECK ((cardinality(roles) > 0))
);
CREATE INDEX account_department ON public.account USING btree (department) WHERE (department IS NOT NULL);
CREATE TRIGGER organisation_changed AFTER INSERT OR DELETE OR UPDATE OF roles, department, active ON public.account FOR EACH STATEMENT EXECUTE FUNCTION organisation_changed();
COMMENT ON TABLE account IS 'People and machines. id is the sign-in name and what models name as assignee. Without a password nobody signs in with one.';
COMMENT ON COLUMN account.name IS 'The Chinese name where there is also an English one, else the only one.';

CREATE TABLE account_group (
  id text COLLATE "C" NOT NULL,
  name text NOT NULL,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  name_en text,
  CONSTRAINT account_group_pkey PRIMARY KEY (id)
);
COMMENT ON COLUMN account_group.name IS 'The Chinese name where there is also an English one, else the only one.';

CREATE TABLE adapter_switch (
  adapter text COLLATE "C" NOT NULL,
  off boolean NOT NULL,
  reason text,
  switched_by text COLLATE "C" NOT NULL,
  switched_at timestamp with time zone NOT NULL,
  CONSTRAINT adapter_switch_pkey PRIMARY KEY (adapter)
);
COMMENT ON TABLE adapter_switch IS 'Adapters that must not be called. One that is not listed is on.';

CREATE TABLE api_key (
  id text COLLATE "C" NOT NULL,
  secret_hash bytea NOT NULL,
  account_id text COLLATE "C" NOT NULL,
  name text NOT NULL,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  last_used_at timestamp with time zone,
  expires_at timestamp with time zone,
  CONSTRAINT api_key_pkey PRIMARY KEY (id),
  CONSTRAINT api_key_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE CASCADE,
  CONSTRAINT api_key_secret_hash_key UNIQUE (secret_hash)
);
CREATE INDEX api_key_account ON public.api_key USING btree (account_id);

CREATE TABLE application (
  instance_id text COLLATE "C" NOT NULL,
  applicant text COLLATE "C" NOT NULL,
  item text COLLATE "C" NOT NULL,
  business_key text COLLATE "C",
  entered_at timestamp with time zone NOT NULL,
  CONSTRAINT application_pkey PRIMARY KEY (instance_id)
);
CREATE INDEX application_applicant ON public.application USING btree (applicant, item);
COMMENT ON TABLE application IS 'Applications by applicant and item, entered by the pre-check. Those of cases that have ended go when the applicant applies again.';
COMMENT ON COLUMN application.applicant IS 'SHA-256 of the identity number.';

CREATE TABLE blob (
  sha256 text COLLATE "C" NOT NULL,
  upload_id text COLLATE "C" NOT NULL,
  size bigint NOT NULL,
  type text NOT NULL,
  touched_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT blob_pkey PRIMARY KEY (sha256),
  CONSTRAINT blob_upload_id_key UNIQUE (upload_id)
);
COMMENT ON TABLE blob IS 'Files by their hash, each once however often it is attached. One that nothing names a day after it was last touched is swept.';

CREATE TABLE blob_chunk (
  upload_id text COLLATE "C" NOT NULL,
  number integer NOT NULL,
  bytes bytea NOT NULL,
  CONSTRAINT blob_chunk_pkey PRIMARY KEY (upload_id, number)
);
COMMENT ON TABLE blob_chunk IS 'The bytes of files in pieces, so that nothing holds a file as a whole.';

CREATE TABLE board_tally (
  department text COLLATE "C",
  definition_key text COLLATE "C" NOT NULL,
  element_id text COLLATE "C" NOT NULL,
  person text COLLATE "C",
  clock text NOT NULL,
  lamp text NOT NULL,
  n bigint NOT NULL
);
COMMENT ON TABLE board_tally IS 'How many clocks are open, by what a board asks for: the sum of the rows. Every change adds rows, so nobody waits for another; a sweep puts them together.';

CREATE TABLE calendar (
  id text COLLATE "C" NOT NULL,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  base text COLLATE "C",
  version bigint NOT NULL,
  content json NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT calendar_pkey PRIMARY KEY (id),
  CONSTRAINT calendar_base_fkey FOREIGN KEY (base) REFERENCES calendar(id),
  CONSTRAINT calendar_check CHECK ((base <> id))
);
COMMENT ON TABLE calendar IS 'Working calendars. content: zone, workWeek, sessions (null: as the base says), days, plannedYears.';

CREATE TABLE calendar_use (
  unit text COLLATE "C",
  calendar text COLLATE "C" NOT NULL,
  since timestamp with time zone NOT NULL,
  until timestamp with time zone,
  CONSTRAINT calendar_use_calendar_fkey FOREIGN KEY (calendar) REFERENCES calendar(id),
  CONSTRAINT calendar_use_check CHECK ((until > since)),
  CONSTRAINT calendar_use_unit_fkey FOREIGN KEY (unit) REFERENCES department(id) ON DELETE CASCADE,
  CONSTRAINT calendar_use_unit_since_key UNIQUE NULLS NOT DISTINCT (unit, since)
);
COMMENT ON TABLE calendar_use IS 'Which department has which calendar, and when; without a unit: everybody who has no other.';

CREATE TABLE calendar_version (
  calendar text COLLATE "C" NOT NULL,
  version bigint NOT NULL,
  base text COLLATE "C",
  content json NOT NULL,
  at timestamp with time zone NOT NULL,
  actor text NOT NULL,
  note text NOT NULL,
  CONSTRAINT calendar_version_pkey PRIMARY KEY (calendar, version),
  CONSTRAINT calendar_version_calendar_fkey FOREIGN KEY (calendar) REFERENCES calendar(id) ON DELETE CASCADE
);
COMMENT ON TABLE calendar_version IS 'Every version of every calendar: what a deadline was computed by can be looked up.';

CREATE TABLE card (
  id text COLLATE "C" NOT NULL,
  number text COLLATE "C" NOT NULL,
  colour text NOT NULL,
  instance_id text COLLATE "C" NOT NULL,
  clock_id text COLLATE "C",
  addressee text COLLATE "C" NOT NULL,
  reason text NOT NULL,
  text text NOT NULL,
  issued_by text COLLATE "C" NOT NULL,
  issued_at timestamp with time zone NOT NULL,
  answer_due_at timestamp with time zone NOT NULL,
  answer text,
  answered_at timestamp with time zone,
  appeal text,
  appealed_at timestamp with time zone,
  outcome text,
  decided_by text COLLATE "C",
  decided_at timestamp with time zone,
  decision text,
  CONSTRAINT card_pkey PRIMARY KEY (id),
  CONSTRAINT card_colour_check CHECK ((colour = ANY (ARRAY['yellow'::text, 'red'::text]))),
  CONSTRAINT card_number_key UNIQUE (number),
  CONSTRAINT card_outcome_check CHECK ((outcome = ANY (ARRAY['upheld'::text, 'withdrawn'::text])))
);
CREATE INDEX card_addressee ON public.card USING btree (addressee, issued_at DESC);
CREATE INDEX card_case ON public.card USING btree (instance_id);
CREATE INDEX card_issued ON public.card USING btree (issued_at DESC, id);
COMMENT ON TABLE card IS 'Yellow and red cards 黄牌红牌: issued acts of supervision with answer and appeal. A lamp is derived, a card is given by a person.';

CREATE TABLE clock (
  instance_id text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  clock text NOT NULL,
  definition_key text COLLATE "C" NOT NULL,
  business_key text COLLATE "C",
  element_id text COLLATE "C" NOT NULL,
  element_instance_id text COLLATE "C",
  state text NOT NULL,
  started_at timestamp with time zone NOT NULL,
  due_at timestamp with time zone NOT NULL,
  provisional boolean NOT NULL,
  lamp text NOT NULL,
  calendar text COLLATE "C" NOT NULL,
  CONSTRAINT clock_pkey PRIMARY KEY (instance_id, id),
  CONSTRAINT clock_state_check CHECK ((state = ANY (ARRAY['running'::text, 'paused'::text])))
);
CREATE INDEX clock_due ON public.clock USING btree (calendar, due_at, instance_id);
CREATE INDEX clock_lamp ON public.clock USING btree (lamp, due_at, instance_id);
COMMENT ON TABLE clock IS 'Clocks that run, of cases, stages and procedures; those of steps are columns of task. An index over the cases.';

CREATE TABLE clock_history (
  instance_id text COLLATE "C" NOT NULL,
  clock_id text COLLATE "C" NOT NULL,
  clock text NOT NULL,
  definition_key text COLLATE "C" NOT NULL,
  business_key text COLLATE "C",
  element_id text COLLATE "C" NOT NULL,
  department text COLLATE "C",
  started_at timestamp with time zone NOT NULL,
  stopped_at timestamp with time zone NOT NULL,
  due_at timestamp with time zone NOT NULL,
  lamp text NOT NULL,
  gross_ms bigint NOT NULL,
  office_ms bigint NOT NULL,
  working_days integer NOT NULL,
  CONSTRAINT clock_history_pkey PRIMARY KEY (instance_id, clock_id)
);
CREATE INDEX clock_history_definition ON public.clock_history USING btree (definition_key, clock, stopped_at);
CREATE INDEX clock_history_late ON public.clock_history USING btree (due_at, instance_id, clock_id) WHERE (lamp = ANY (ARRAY['red'::text, 'double-red'::text]));
CREATE INDEX clock_history_stopped ON public.clock_history USING btree (stopped_at);
COMMENT ON TABLE clock_history IS 'What clocks had measured when they stopped, gross and net side by side.';

CREATE TABLE clock_period (
  instance_id text COLLATE "C" NOT NULL,
  clock_id text COLLATE "C" NOT NULL,
  task_id text COLLATE "C" NOT NULL,
  clock text NOT NULL,
  definition_key text COLLATE "C" NOT NULL,
  business_key text COLLATE "C",
  element_id text COLLATE "C" NOT NULL,
  department text COLLATE "C",
  person text COLLATE "C",
  lamp text,
  was text,
  started_at timestamp with time zone NOT NULL,
  due_at timestamp with time zone NOT NULL,
  calendar text COLLATE "C",
  from_at timestamp with time zone NOT NULL,
  until_at timestamp with time zone DEFAULT 'infinity'::timestamp with time zone NOT NULL
) WITH (fillfactor=90);
CREATE INDEX clock_period_case ON public.clock_period USING btree (instance_id, clock_id, task_id, from_at);
CREATE INDEX clock_period_open ON public.clock_period USING btree (due_at, instance_id, clock_id, task_id) WHERE ((until_at = 'infinity'::timestamp with time zone) AND (lamp IS NOT NULL));
CREATE INDEX clock_period_open_department ON public.clock_period USING btree (department, due_at, instance_id, clock_id, task_id) WHERE ((until_at = 'infinity'::timestamp with time zone) AND (lamp IS NOT NULL));
CREATE INDEX clock_period_open_lamp ON public.clock_period USING btree (lamp, due_at, instance_id, clock_id, task_id) WHERE ((until_at = 'infinity'::timestamp with time zone) AND (lamp IS NOT NULL));
CREATE INDEX clock_period_past ON public.clock_period USING btree (until_at, from_at) WHERE (lamp IS NOT NULL);
CREATE INDEX clock_period_turned ON public.clock_period USING btree (from_at) WHERE ((lamp = ANY (ARRAY['yellow'::text, 'red'::text, 'double-red'::text])) AND (lamp IS DISTINCT FROM was));
CREATE TRIGGER tally_in AFTER INSERT ON public.clock_period REFERENCING NEW TABLE AS come FOR EACH STATEMENT EXECUTE FUNCTION tally_clocks();
CREATE TRIGGER tally_moved AFTER UPDATE ON public.clock_period REFERENCING OLD TABLE AS gone NEW TABLE AS come FOR EACH STATEMENT EXECUTE FUNCTION tally_clocks();
CREATE TRIGGER tally_out AFTER DELETE ON public.clock_period REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION tally_clocks();
COMMENT ON TABLE clock_period IS 'For how long a clock showed a lamp and who had it. Those without an end are the board; which held at an instant of the past was the board then.';
COMMENT ON COLUMN clock_period.task_id IS 'Empty for clocks of cases, stages and procedures.';
COMMENT ON COLUMN clock_period.lamp IS 'Null: a task without a limit, which only holds the clocks of its case.';

CREATE TABLE confirmation (
  id text COLLATE "C" NOT NULL,
  instance_id text COLLATE "C" NOT NULL,
  definition_key text NOT NULL,
  business_key text,
  verb text NOT NULL,
  reason text NOT NULL,
  asked_by text NOT NULL,
  asked_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  entitled text[] NOT NULL,
  ground text,
  order_number text,
  CONSTRAINT confirmation_pkey PRIMARY KEY (id)
);
CREATE INDEX confirmation_asked_by ON public.confirmation USING btree (asked_by);
CREATE INDEX confirmation_entitled ON public.confirmation USING gin (entitled);
CREATE INDEX confirmation_instance ON public.confirmation USING btree (instance_id);
COMMENT ON TABLE confirmation IS 'Index over open cases: what one person asked for and another has to confirm.';
COMMENT ON COLUMN confirmation.entitled IS 'user:…, group:… or role:…';
COMMENT ON COLUMN confirmation.ground IS 'Of a reopening.';

CREATE TABLE data_block (
  id text COLLATE "C" NOT NULL,
  element text COLLATE "C" NOT NULL,
  department text COLLATE "C",
  reason text NOT NULL,
  basis text NOT NULL,
  since timestamp with time zone NOT NULL,
  until timestamp with time zone,
  created_by text COLLATE "C" NOT NULL,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT data_block_pkey PRIMARY KEY (id)
);
COMMENT ON TABLE data_block IS '负面清单 of sharing: an element that a department, or nobody (null), may be given.';

CREATE TABLE data_check (
  source text COLLATE "C" NOT NULL,
  field text COLLATE "C" NOT NULL,
  rule text COLLATE "C" NOT NULL,
  day date NOT NULL,
  checked bigint NOT NULL,
  failed bigint NOT NULL,
  CONSTRAINT data_check_pkey PRIMARY KEY (source, field, rule, day)
);
COMMENT ON TABLE data_check IS 'How many values of a source were checked and failed, by day.';

CREATE TABLE data_consent (
  id text COLLATE "C" NOT NULL,
  subject_hash text COLLATE "C" NOT NULL,
  subject_shown text NOT NULL,
  codes text[] NOT NULL,
  purpose text NOT NULL,
  text_version text NOT NULL,
  instance_id text COLLATE "C",
  given_at timestamp with time zone NOT NULL,
  until timestamp with time zone NOT NULL,
  recorded_by text COLLATE "C" NOT NULL,
  withdrawn_at timestamp with time zone,
  withdrawn_by text COLLATE "C",
  refused boolean DEFAULT false NOT NULL,
  with_application boolean DEFAULT false NOT NULL,
  purpose_en text,
  signed jsonb,
  CONSTRAINT data_consent_pkey PRIMARY KEY (id),
  CONSTRAINT data_consent_codes_check CHECK ((cardinality(codes) > 0))
);
CREATE INDEX data_consent_instance ON public.data_consent USING btree (instance_id) WHERE (instance_id IS NOT NULL);
CREATE INDEX data_consent_recorder ON public.data_consent USING btree (recorded_by, given_at);
COMMENT ON TABLE data_consent IS 'What somebody lets be read about them, for what, up to when, and by which text. The subject is kept masked, and as a hash salted by the id of the consent.';
COMMENT ON COLUMN data_consent.refused IS 'Who was asked did not agree: nothing is read for this case, and what it would have said is handed in.';
COMMENT ON COLUMN data_consent.with_application IS 'Said as the case was applied for, before its process called anybody.';
COMMENT ON COLUMN data_consent.purpose_en IS 'The purpose in English; null where nobody said it.';
COMMENT ON COLUMN data_consent.signed IS 'Under what staff wrote down for the person: by, on (paper or pad), reference; null where they said it themselves.';

CREATE TABLE data_demand (
  id text COLLATE "C" NOT NULL,
  code text COLLATE "C",
  description text NOT NULL,
  department text COLLATE "C" NOT NULL,
  items text[] NOT NULL,
  purpose text NOT NULL,
  matter text,
  until timestamp with time zone NOT NULL,
  plain boolean NOT NULL,
  state text NOT NULL,
  due_at timestamp with time zone,
  asked_by text COLLATE "C" NOT NULL,
  asked_at timestamp with time zone NOT NULL,
  trail jsonb DEFAULT '[]'::jsonb NOT NULL,
  grant_id text COLLATE "C",
  CONSTRAINT data_demand_pkey PRIMARY KEY (id),
  CONSTRAINT data_demand_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'source'::text, 'granted'::text, 'refused'::text, 'disputed'::text, 'closed'::text])))
);
CREATE INDEX data_demand_state ON public.data_demand USING btree (state, due_at, id);
COMMENT ON TABLE data_demand IS '需求清单: who asks for which data, for what. trail keeps each step with who, when and why.';

CREATE TABLE data_entry (
  code text COLLATE "C" NOT NULL,
  element text COLLATE "C" NOT NULL,
  copy_of text COLLATE "C",
  name_zh text NOT NULL,
  name_en text NOT NULL,
  provider text COLLATE "C" NOT NULL,
  provider_zh text NOT NULL,
  provider_en text NOT NULL,
  topic text COLLATE "C",
  subject text,
  items jsonb NOT NULL,
  update_cycle text NOT NULL,
  sharing text NOT NULL,
  opening text NOT NULL,
  basis text,
  format text NOT NULL,
  process_grant boolean NOT NULL,
  objection_days integer NOT NULL,
  slo_ms integer,
  since timestamp with time zone NOT NULL,
  until timestamp with time zone,
  changed_by text COLLATE "C" NOT NULL,
  changed_at timestamp with time zone NOT NULL,
  basis_en text,
  CONSTRAINT data_entry_pkey PRIMARY KEY (code),
  CONSTRAINT data_entry_check CHECK (((sharing = 'unconditional'::text) OR (basis IS NOT NULL))),
  CONSTRAINT data_entry_copy_of_fkey FOREIGN KEY (copy_of) REFERENCES data_entry(code),
  CONSTRAINT data_entry_objection_days_check CHECK (((objection_days >= 1) AND (objection_days <= 60))),
  CONSTRAINT data_entry_opening_check CHECK ((opening = ANY (ARRAY['open'::text, 'on-request'::text, 'closed'::text]))),
  CONSTRAINT data_entry_sharing_check CHECK ((sharing = ANY (ARRAY['unconditional'::text, 'conditional'::text, 'none'::text]))),
  CONSTRAINT data_entry_slo_ms_check CHECK ((slo_ms > 0)),
  CONSTRAINT data_entry_update_cycle_check CHECK ((update_cycle = ANY (ARRAY['real-time'::text, 'daily'::text, 'weekly'::text, 'monthly'::text, 'quarterly'::text, 'yearly'::text, 'irregular'::text])))
);
CREATE INDEX data_entry_provider ON public.data_entry USING btree (provider, code);
CREATE UNIQUE INDEX data_entry_source ON public.data_entry USING btree (element) WHERE ((copy_of IS NULL) AND (until IS NULL));
CREATE INDEX data_entry_topic ON public.data_entry USING btree (topic) WHERE (topic IS NOT NULL);
COMMENT ON TABLE data_entry IS '政务数据资源目录: what is shared by whom, on which conditions. Of each element one entry is the source 一数一源, others are copies of it.';
COMMENT ON COLUMN data_entry.subject IS 'The property of a request that says whom it is about.';
COMMENT ON COLUMN data_entry.items IS 'Information items: name, names in two languages, level 1-4, whether sensitive personal information.';
COMMENT ON COLUMN data_entry.process_grant IS 'Whether a deployed process needs a grant too.';
COMMENT ON COLUMN data_entry.basis_en IS 'The legal basis for people who read English; null where nobody said it.';

CREATE TABLE data_grant (
  id text COLLATE "C" NOT NULL,
  code text COLLATE "C" NOT NULL,
  department text COLLATE "C",
  process text COLLATE "C",
  items text[] NOT NULL,
  purpose text NOT NULL,
  plain boolean NOT NULL,
  per_hour integer NOT NULL,
  since timestamp with time zone NOT NULL,
  until timestamp with time zone NOT NULL,
  suspended_at timestamp with time zone,
  suspended_by text COLLATE "C",
  reason text,
  demand_id text COLLATE "C",
  granted_by text COLLATE "C" NOT NULL,
  granted_at timestamp with time zone NOT NULL,
  CONSTRAINT data_grant_pkey PRIMARY KEY (id),
  CONSTRAINT data_grant_check CHECK (((department IS NULL) <> (process IS NULL))),
  CONSTRAINT data_grant_check1 CHECK ((until >= since)),
  CONSTRAINT data_grant_code_fkey FOREIGN KEY (code) REFERENCES data_entry(code),
  CONSTRAINT data_grant_per_hour_check CHECK (((per_hour >= 1) AND (per_hour <= 100000)))
);
CREATE INDEX data_grant_code ON public.data_grant USING btree (code, until);
COMMENT ON TABLE data_grant IS 'Who may read which items of an entry, for one purpose, up to a day. Either a department or the cases of a process.';

CREATE TABLE data_objection (
  id text COLLATE "C" NOT NULL,
  code text COLLATE "C" NOT NULL,
  source_code text COLLATE "C" NOT NULL,
  item text,
  instance_id text COLLATE "C",
  department text COLLATE "C" NOT NULL,
  reason text NOT NULL,
  state text NOT NULL,
  raised_by text COLLATE "C" NOT NULL,
  raised_at timestamp with time zone NOT NULL,
  due_at timestamp with time zone NOT NULL,
  decision text,
  decided_by text COLLATE "C",
  decided_at timestamp with time zone,
  CONSTRAINT data_objection_pkey PRIMARY KEY (id),
  CONSTRAINT data_objection_code_fkey FOREIGN KEY (code) REFERENCES data_entry(code),
  CONSTRAINT data_objection_source_code_fkey FOREIGN KEY (source_code) REFERENCES data_entry(code),
  CONSTRAINT data_objection_state_check CHECK ((state = ANY (ARRAY['open'::text, 'corrected'::text, 'refused'::text])))
);
CREATE INDEX data_objection_instance ON public.data_objection USING btree (instance_id) WHERE (instance_id IS NOT NULL);
CREATE INDEX data_objection_state ON public.data_objection USING btree (state, due_at, id);
COMMENT ON TABLE data_objection IS '异议核实: shared data is said to be wrong; the department of the source corrects it or says why not.';

CREATE TABLE data_quarantine (
  id text COLLATE "C" NOT NULL,
  source text COLLATE "C" NOT NULL,
  row_key text NOT NULL,
  field text COLLATE "C" NOT NULL,
  rule text COLLATE "C" NOT NULL,
  shown text NOT NULL,
  hash text COLLATE "C" NOT NULL,
  at timestamp with time zone NOT NULL,
  state text NOT NULL,
  decided_by text COLLATE "C",
  decided_at timestamp with time zone,
  note text,
  CONSTRAINT data_quarantine_pkey PRIMARY KEY (id),
  CONSTRAINT data_quarantine_source_row_key_field_hash_key UNIQUE (source, row_key, field, hash),
  CONSTRAINT data_quarantine_state_check CHECK ((state = ANY (ARRAY['set-aside'::text, 'corrected'::text, 'accepted'::text])))
);
CREATE INDEX data_quarantine_state ON public.data_quarantine USING btree (state, source, at, id);
COMMENT ON TABLE data_quarantine IS 'Rows set aside because a value fails its rule; the value is kept masked and as a hash.';

CREATE TABLE data_read (
  id text COLLATE "C" NOT NULL,
  at timestamp with time zone NOT NULL,
  actor text COLLATE "C" NOT NULL,
  department text COLLATE "C",
  code text COLLATE "C" NOT NULL,
  topic text COLLATE "C",
  purpose text NOT NULL,
  items text[] NOT NULL,
  plain text[] NOT NULL,
  grant_id text COLLATE "C",
  consent_id text COLLATE "C",
  instance_id text COLLATE "C",
  subject_shown text,
  request_hash text COLLATE "C" NOT NULL,
  answer_hash text COLLATE "C",
  outcome text NOT NULL,
  problem text,
  settled_at timestamp with time zone,
  CONSTRAINT data_read_pkey PRIMARY KEY (id),
  CONSTRAINT data_read_outcome_check CHECK ((outcome = ANY (ARRAY['asked'::text, 'answered'::text, 'refused'::text, 'failed'::text])))
);
CREATE INDEX data_read_actor ON public.data_read USING btree (actor, at);
CREATE INDEX data_read_at ON public.data_read USING btree (at, id);
CREATE INDEX data_read_code ON public.data_read USING btree (code, at);
CREATE INDEX data_read_consent ON public.data_read USING btree (consent_id) WHERE (consent_id IS NOT NULL);
CREATE INDEX data_read_grant ON public.data_read USING btree (grant_id, at) WHERE (grant_id IS NOT NULL);
CREATE TRIGGER data_read_stays BEFORE DELETE OR UPDATE ON public.data_read FOR EACH ROW EXECUTE FUNCTION data_read_stays();
COMMENT ON TABLE data_read IS 'Every read of shared data by a person, refused ones too: written before anything is asked. Those of processes are in effect.';

CREATE TABLE data_store (
  name text COLLATE "C" NOT NULL,
  value json,
  version bigint DEFAULT 0 NOT NULL,
  updated_at timestamp with time zone,
  updated_by text,
  instance_id text COLLATE "C",
  CONSTRAINT data_store_pkey PRIMARY KEY (name)
);
COMMENT ON TABLE data_store IS 'One JSON value each. version grows with every write; a commit that rests on another version is refused and decided again.';
COMMENT ON COLUMN data_store.instance_id IS 'The case that wrote it last, whose journal has the value; null where a person did.';

CREATE TABLE data_store_edit (
  name text COLLATE "C" NOT NULL,
  version bigint NOT NULL,
  value json,
  at timestamp with time zone NOT NULL,
  by text NOT NULL,
  CONSTRAINT data_store_edit_pkey PRIMARY KEY (name, version)
);
COMMENT ON TABLE data_store_edit IS 'What people wrote, append-only. What cases wrote is in their journals.';

CREATE TABLE definition (
  id text COLLATE "C" NOT NULL,
  kind text NOT NULL,
  key text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  version_tag text,
  name text NOT NULL,
  resource_name text NOT NULL,
  content text NOT NULL,
  content_hash text COLLATE "C" NOT NULL,
  deployment_id text COLLATE "C" NOT NULL,
  suspended boolean DEFAULT false NOT NULL,
  activates_at timestamp with time zone,
  encoding text,
  name_en text,
  names_read boolean DEFAULT false NOT NULL,
  CONSTRAINT definition_pkey PRIMARY KEY (id),
  CONSTRAINT definition_deployment_id_fkey FOREIGN KEY (deployment_id) REFERENCES deployment(id),
  CONSTRAINT definition_kind_check CHECK ((kind = ANY (ARRAY['process'::text, 'decision'::text, 'form'::text]))),
  CONSTRAINT definition_kind_key_version_key UNIQUE (kind, key, version)
);
COMMENT ON COLUMN definition.activates_at IS 'When it comes into effect, by the engine''s clock; null once it has, and where a later version came first. Until then it is never the latest.';
COMMENT ON COLUMN definition.encoding IS 'Of the bytes it was deployed as, in lower case; null where it was deployed as text, and is given back in UTF-8.';
COMMENT ON COLUMN definition.name_en IS 'The name of a process in English (tb:nameEn); null where its model does not say, and of what was deployed before models could.';
COMMENT ON COLUMN definition.names_read IS 'Whether name_en and step_name say what the text says.';

CREATE TABLE deletion_certificate (
  id text COLLATE "C" NOT NULL,
  at timestamp with time zone NOT NULL,
  by text COLLATE "C" NOT NULL,
  definition_id text COLLATE "C" NOT NULL,
  definition_key text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  name text NOT NULL,
  content_hash text NOT NULL,
  cases integer NOT NULL,
  tasks integer NOT NULL,
  first_ended timestamp with time zone NOT NULL,
  last_ended timestamp with time zone NOT NULL,
  retention_years integer NOT NULL,
  basis text NOT NULL,
  sha256 text NOT NULL,
  CONSTRAINT deletion_certificate_pkey PRIMARY KEY (id),
  CONSTRAINT deletion_certificate_cases_check CHECK ((cases > 0))
);
CREATE INDEX deletion_certificate_at ON public.deletion_certificate USING btree (at, id);
CREATE TRIGGER deletion_certificate_stays BEFORE DELETE OR UPDATE ON public.deletion_certificate FOR EACH ROW EXECUTE FUNCTION deletion_certificate_stays();
COMMENT ON TABLE deletion_certificate IS 'One row for each definition that was deleted with its ended cases, past their retention. Append-only.';
COMMENT ON COLUMN deletion_certificate.sha256 IS 'Over the SHA-256 (hex) of each deleted row as JSON: the cases by id, then the tasks by id.';

CREATE TABLE department (
  id text COLLATE "C" NOT NULL,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  parent text COLLATE "C",
  CONSTRAINT department_pkey PRIMARY KEY (id),
  CONSTRAINT department_check CHECK ((parent <> id)),
  CONSTRAINT department_parent_fkey FOREIGN KEY (parent) REFERENCES department(id)
);
CREATE INDEX department_parent ON public.department USING btree (parent) WHERE (parent IS NOT NULL);
COMMENT ON TABLE department IS 'What accounts, tasks and models name as department. One that is not listed here is shown by its id.';

CREATE TABLE department_ladder (
  department text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  rungs jsonb NOT NULL,
  since timestamp with time zone NOT NULL,
  until timestamp with time zone,
  by text NOT NULL,
  CONSTRAINT department_ladder_pkey PRIMARY KEY (department, version),
  CONSTRAINT department_ladder_department_fkey FOREIGN KEY (department) REFERENCES department(id) ON DELETE CASCADE,
  CONSTRAINT department_ladder_version_check CHECK ((version >= 1))
);
CREATE TRIGGER organisation_changed AFTER INSERT OR DELETE OR UPDATE ON public.department_ladder FOR EACH STATEMENT EXECUTE FUNCTION organisation_changed();
COMMENT ON TABLE department_ladder IS 'What happens as the limit of a step is used up, where neither the step nor its process says so. A version is never changed, only ended.';

CREATE TABLE department_period (
  id text COLLATE "C" NOT NULL,
  parent text COLLATE "C",
  since timestamp with time zone NOT NULL,
  until timestamp with time zone,
  CONSTRAINT department_period_pkey PRIMARY KEY (id, since),
  CONSTRAINT department_period_check CHECK ((until > since)),
  CONSTRAINT department_period_check1 CHECK ((parent <> id)),
  CONSTRAINT department_period_id_fkey FOREIGN KEY (id) REFERENCES department(id) ON DELETE CASCADE,
  CONSTRAINT department_period_parent_fkey FOREIGN KEY (parent) REFERENCES department(id)
);
CREATE TRIGGER organisation_changed AFTER INSERT OR DELETE OR UPDATE ON public.department_period FOR EACH STATEMENT EXECUTE FUNCTION organisation_changed();
COMMENT ON TABLE department_period IS 'Where a department belongs, and when. The row without an end that holds now repeats department.parent.';

CREATE TABLE deployment (
  id text COLLATE "C" NOT NULL,
  name text NOT NULL,
  note text,
  deployed_by text NOT NULL,
  deployed_at timestamp with time zone NOT NULL,
  CONSTRAINT deployment_pkey PRIMARY KEY (id)
);

CREATE TABLE deployment_definition (
  deployment_id text COLLATE "C" NOT NULL,
  definition_id text COLLATE "C" NOT NULL,
  CONSTRAINT deployment_definition_pkey PRIMARY KEY (deployment_id, definition_id),
  CONSTRAINT deployment_definition_definition_id_fkey FOREIGN KEY (definition_id) REFERENCES definition(id) ON DELETE CASCADE,
  CONSTRAINT deployment_definition_deployment_id_fkey FOREIGN KEY (deployment_id) REFERENCES deployment(id) ON DELETE CASCADE
);
CREATE INDEX deployment_definition_definition ON public.deployment_definition USING btree (definition_id);
COMMENT ON TABLE deployment_definition IS 'What a deployment contained, unchanged definitions included: binding "deployment" reads it.';

CREATE TABLE document_print (
  instance_id text COLLATE "C" NOT NULL,
  document_id text COLLATE "C" NOT NULL,
  printed_at timestamp with time zone NOT NULL,
  printed_by text NOT NULL
);
CREATE INDEX document_print_document ON public.document_print USING btree (instance_id, document_id, printed_at);
COMMENT ON TABLE document_print IS 'Who printed which issued document when. Append-only.';

CREATE TABLE draft (
  task_id text COLLATE "C" NOT NULL,
  account_id text COLLATE "C" NOT NULL,
  content json NOT NULL,
  evidence text,
  revision integer NOT NULL,
  saved_at timestamp with time zone NOT NULL,
  CONSTRAINT draft_pkey PRIMARY KEY (task_id, account_id),
  CONSTRAINT draft_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE CASCADE
);
COMMENT ON TABLE draft IS 'What people have prepared of tasks 暂存. Nobody else sees it; it goes in the commit that ends the task.';

CREATE TABLE effect (
  id text COLLATE "C" NOT NULL,
  instance_id text COLLATE "C" NOT NULL,
  definition_key text COLLATE "C" NOT NULL,
  business_key text COLLATE "C",
  element_id text COLLATE "C" NOT NULL,
  element_instance_id text COLLATE "C" NOT NULL,
  topic text COLLATE "C" NOT NULL,
  adapter text COLLATE "C",
  worker text COLLATE "C",
  purpose text,
  manual_path boolean DEFAULT false NOT NULL,
  state text NOT NULL,
  outcome text,
  attempts integer DEFAULT 0 NOT NULL,
  requested_at timestamp with time zone NOT NULL,
  requested_by text COLLATE "C" NOT NULL,
  sent_at timestamp with time zone,
  settled_at timestamp with time zone,
  request_hash text COLLATE "C",
  answer_hash text COLLATE "C",
  last_error text,
  settled_by text COLLATE "C",
  reason text,
  CONSTRAINT effect_pkey PRIMARY KEY (id),
  CONSTRAINT effect_outcome_check CHECK ((outcome = ANY (ARRAY['completed'::text, 'error'::text, 'cancelled'::text, 'given-up'::text]))),
  CONSTRAINT effect_state_check CHECK ((state = ANY (ARRAY['requested'::text, 'sent'::text, 'confirmed'::text, 'failed'::text, 'unknown'::text])))
) WITH (fillfactor=80);
CREATE INDEX effect_instance ON public.effect USING btree (instance_id);
CREATE INDEX effect_list ON public.effect USING btree (requested_at, id);
CREATE INDEX effect_open ON public.effect USING btree (state, requested_at, id) WHERE (state <> 'confirmed'::text);
CREATE INDEX effect_settled ON public.effect USING btree (COALESCE(settled_at, requested_at)) WHERE (state = ANY (ARRAY['confirmed'::text, 'failed'::text]));
CREATE INDEX effect_topic ON public.effect USING btree (topic, requested_at);
COMMENT ON TABLE effect IS 'Everything asked of the outside, for good. The id is that of the job and the idempotency key.';
COMMENT ON COLUMN effect.state IS 'What the department has done as far as it is known; a call is "sent" before it begins, so a crash leaves it "sent".';
COMMENT ON COLUMN effect.outcome IS 'How it ended for the case; cancelled and given-up say nothing of what the department did.';
COMMENT ON COLUMN effect.attempts IS 'How often the department was called or asked.';
COMMENT ON COLUMN effect.settled_by IS 'Who cleared it up by hand, and why.';

CREATE TABLE engine_state (
  singleton boolean DEFAULT true NOT NULL,
  deployment_sequence bigint DEFAULT 0 NOT NULL,
  organisation_version bigint DEFAULT 1 NOT NULL,
  calendars_version bigint DEFAULT 1 NOT NULL,
  town_until timestamp with time zone,
  CONSTRAINT engine_state_pkey PRIMARY KEY (singleton),
  CONSTRAINT engine_state_singleton_check CHECK (singleton)
);
COMMENT ON TABLE engine_state IS 'One row. deployment_sequence grows with every change to definitions; a commit is refused where it moved.';
COMMENT ON COLUMN engine_state.organisation_version IS 'Grows with every change to people, departments, positions and proxies.';
COMMENT ON COLUMN engine_state.calendars_version IS 'Grows with every change to calendars and to whose they are.';
COMMENT ON COLUMN engine_state.town_until IS 'While a town of the demonstration is being filled, until when it lives. Found at a start: it was cut short.';

CREATE TABLE favourite (
  account_id text COLLATE "C" NOT NULL,
  instance_id text COLLATE "C" NOT NULL,
  since timestamp with time zone NOT NULL,
  CONSTRAINT favourite_pkey PRIMARY KEY (account_id, instance_id),
  CONSTRAINT favourite_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE CASCADE
);
COMMENT ON TABLE favourite IS 'Which cases somebody keeps at hand 收藏; it changes nothing but their own lists.';

CREATE TABLE follow (
  account_id text COLLATE "C" NOT NULL,
  instance_id text COLLATE "C" NOT NULL,
  since timestamp with time zone NOT NULL,
  CONSTRAINT follow_pkey PRIMARY KEY (account_id, instance_id),
  CONSTRAINT follow_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE CASCADE
);
COMMENT ON TABLE follow IS 'Who follows which case 关注. Ended cases may be followed too.';

CREATE TABLE incident (
  id text COLLATE "C" NOT NULL,
  instance_id text COLLATE "C" NOT NULL,
  definition_id text COLLATE "C" NOT NULL,
  definition_key text COLLATE "C" NOT NULL,
  element_id text COLLATE "C" NOT NULL,
  element_instance_id text COLLATE "C" NOT NULL,
  code text COLLATE "C" NOT NULL,
  params json NOT NULL,
  since timestamp with time zone NOT NULL,
  part text COLLATE "C",
  CONSTRAINT incident_pkey PRIMARY KEY (id)
);
CREATE INDEX incident_cause ON public.incident USING btree (definition_key, code, element_id, id);
CREATE INDEX incident_instance ON public.incident USING btree (instance_id);

CREATE TABLE incoming_source (
  kind text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  taken bigint DEFAULT 0 NOT NULL,
  unmapped bigint DEFAULT 0 NOT NULL,
  refused bigint DEFAULT 0 NOT NULL,
  last_taken_at timestamp with time zone,
  last_refused_at timestamp with time zone,
  last_refusal text,
  CONSTRAINT incoming_source_pkey PRIMARY KEY (kind, name),
  CONSTRAINT incoming_source_kind_check CHECK ((kind = ANY (ARRAY['webhook'::text, 'queue'::text])))
);
COMMENT ON TABLE incoming_source IS 'What webhooks and queues have brought, for administrators: a sender with a wrong secret is seen here.';

CREATE TABLE indicator_appeal (
  id text COLLATE "C" NOT NULL,
  month text COLLATE "C" NOT NULL,
  department text COLLATE "C" NOT NULL,
  indicator text NOT NULL,
  text text NOT NULL,
  appealed_by text COLLATE "C" NOT NULL,
  appealed_at timestamp with time zone NOT NULL,
  outcome text,
  decision text,
  decided_by text COLLATE "C",
  decided_at timestamp with time zone,
  CONSTRAINT indicator_appeal_pkey PRIMARY KEY (id),
  CONSTRAINT indicator_appeal_month_fkey FOREIGN KEY (month) REFERENCES indicator_month(month),
  CONSTRAINT indicator_appeal_outcome_check CHECK ((outcome = ANY (ARRAY['upheld'::text, 'corrected'::text])))
);
CREATE INDEX indicator_appeal_month ON public.indicator_appeal USING btree (month, appealed_at);
COMMENT ON TABLE indicator_appeal IS 'Beside the frozen figures, which stay: corrected says that the appeal is right, not that a figure changes.';

CREATE TABLE indicator_month (
  month text COLLATE "C" NOT NULL,
  figures json NOT NULL,
  hash text NOT NULL,
  frozen_at timestamp with time zone NOT NULL,
  frozen_by text COLLATE "C" NOT NULL,
  weights json,
  CONSTRAINT indicator_month_pkey PRIMARY KEY (month),
  CONSTRAINT indicator_month_month_check CHECK ((month ~ '^\d{4}-\d{2}$'::text))
);
CREATE TRIGGER frozen_stays BEFORE DELETE OR UPDATE ON public.indicator_month FOR EACH ROW EXECUTE FUNCTION frozen_stays();
COMMENT ON TABLE indicator_month IS 'Monthly indicators as they were frozen. hash is the SHA-256 of figures.';
COMMENT ON COLUMN indicator_month.weights IS 'As they were when it was frozen, and under its hash then; null in months frozen before there were any.';

CREATE TABLE indicator_signature (
  month text COLLATE "C" NOT NULL,
  signed_by text COLLATE "C" NOT NULL,
  signed_at timestamp with time zone NOT NULL,
  hash text NOT NULL,
  CONSTRAINT indicator_signature_pkey PRIMARY KEY (month, signed_by),
  CONSTRAINT indicator_signature_month_fkey FOREIGN KEY (month) REFERENCES indicator_month(month)
);
CREATE TRIGGER frozen_stays BEFORE DELETE OR UPDATE ON public.indicator_signature FOR EACH ROW EXECUTE FUNCTION frozen_stays();

CREATE TABLE indicator_weight (
  indicator text COLLATE "C" NOT NULL,
  weight integer NOT NULL,
  CONSTRAINT indicator_weight_pkey PRIMARY KEY (indicator),
  CONSTRAINT indicator_weight_weight_check CHECK (((weight >= 0) AND (weight <= 1000)))
);
COMMENT ON TABLE indicator_weight IS 'Weights of the score of departments; an indicator without a row weighs what it does by default.';

CREATE TABLE instance (
  id text COLLATE "C" NOT NULL,
  version bigint NOT NULL,
  status text NOT NULL,
  definition_id text COLLATE "C" NOT NULL,
  definition_key text COLLATE "C" NOT NULL,
  business_key text COLLATE "C",
  initiator text COLLATE "C",
  state json NOT NULL,
  variables jsonb NOT NULL,
  started_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  journal_seq integer NOT NULL,
  journal_hash bytea NOT NULL,
  incident_count integer NOT NULL,
  CONSTRAINT instance_pkey PRIMARY KEY (id),
  CONSTRAINT instance_status_check CHECK ((status = ANY (ARRAY['active'::text, 'suspended'::text])))
) WITH (fillfactor=70, toast_tuple_target=8160);
CREATE INDEX instance_business_key ON public.instance USING btree (business_key, id) WHERE (business_key IS NOT NULL);
CREATE INDEX instance_definition ON public.instance USING btree (definition_id);
CREATE INDEX instance_definition_key ON public.instance USING btree (definition_key, status, id);
CREATE INDEX instance_initiator ON public.instance USING btree (initiator, id) WHERE (initiator IS NOT NULL);
CREATE INDEX instance_status ON public.instance USING btree (status, id);
COMMENT ON TABLE instance IS 'Open cases, one row each: the truth. fillfactor leaves room for updates that touch no index.';
COMMENT ON COLUMN instance.variables IS 'The variables of the process scope, kept out of state so that they can be searched.';

CREATE TABLE instance_history (
  id text COLLATE "C" NOT NULL,
  status text NOT NULL,
  definition_id text COLLATE "C" NOT NULL,
  definition_key text COLLATE "C" NOT NULL,
  business_key text COLLATE "C",
  initiator text COLLATE "C",
  state json NOT NULL,
  variables jsonb NOT NULL,
  started_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone NOT NULL,
  journal_seq integer NOT NULL,
  journal_hash bytea NOT NULL,
  voided boolean DEFAULT false NOT NULL,
  CONSTRAINT instance_history_pkey PRIMARY KEY (id),
  CONSTRAINT instance_history_status_check CHECK ((status = ANY (ARRAY['completed'::text, 'terminated'::text])))
);
CREATE INDEX instance_history_business_key ON public.instance_history USING btree (business_key, id) WHERE (business_key IS NOT NULL);
CREATE INDEX instance_history_definition_key ON public.instance_history USING btree (definition_key, ended_at, id);
CREATE INDEX instance_history_ended ON public.instance_history USING btree (ended_at, id);
CREATE INDEX instance_history_initiator ON public.instance_history USING btree (initiator, id) WHERE (initiator IS NOT NULL);
CREATE INDEX instance_history_voided ON public.instance_history USING btree (id) WHERE voided;
COMMENT ON TABLE instance_history IS 'Ended cases; a case moves here in the commit that ends it.';
COMMENT ON COLUMN instance_history.voided IS '作废: kept for ever, and only shown to those who ask for voided cases.';

CREATE TABLE instance_part (
  instance_id text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  parent text COLLATE "C",
  content json NOT NULL,
  CONSTRAINT instance_part_pkey PRIMARY KEY (instance_id, id)
);
COMMENT ON TABLE instance_part IS 'What an open case keeps apart from its row: each item of a large multi-instance activity, and older pages of the trail. Written in the commits of the case.';
COMMENT ON COLUMN instance_part.parent IS 'The part in which the activity lies whose item this is; a part is loaded with those around it.';

CREATE TABLE intake_class (
  class text COLLATE "C" NOT NULL,
  message text NOT NULL,
  radius_m double precision NOT NULL,
  window_s double precision NOT NULL,
  threshold double precision NOT NULL,
  CONSTRAINT intake_class_pkey PRIMARY KEY (class),
  CONSTRAINT intake_class_radius_m_check CHECK ((radius_m > (0)::double precision)),
  CONSTRAINT intake_class_threshold_check CHECK (((threshold >= (0)::double precision) AND (threshold <= (1)::double precision))),
  CONSTRAINT intake_class_window_s_check CHECK ((window_s > (0)::double precision))
);
COMMENT ON TABLE intake_class IS 'Kinds of events that are taken: how near and how soon two reports are of one thing, and how sure one must be for a case without a person.';

CREATE TABLE intake_event (
  source text COLLATE "C" NOT NULL,
  event_id text COLLATE "C" NOT NULL,
  incident_id text COLLATE "C" NOT NULL,
  outcome text NOT NULL,
  at timestamp with time zone NOT NULL,
  lat double precision NOT NULL,
  lon double precision NOT NULL,
  confidence double precision NOT NULL,
  CONSTRAINT intake_event_pkey PRIMARY KEY (source, event_id),
  CONSTRAINT intake_event_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES intake_incident(id) ON DELETE CASCADE,
  CONSTRAINT intake_event_outcome_check CHECK ((outcome = ANY (ARRAY['filing'::text, 'check'::text, 'merged'::text])))
);
CREATE INDEX intake_event_incident ON public.intake_event USING btree (incident_id);
COMMENT ON TABLE intake_event IS 'Every report, once, whatever came how often: source and event_id are the sender''s own.';

CREATE TABLE intake_incident (
  id text COLLATE "C" NOT NULL,
  class text COLLATE "C" NOT NULL,
  state text NOT NULL,
  lat double precision NOT NULL,
  lon double precision NOT NULL,
  first_at timestamp with time zone NOT NULL,
  last_at timestamp with time zone NOT NULL,
  reports integer NOT NULL,
  confidence double precision NOT NULL,
  data jsonb NOT NULL,
  decided_by text,
  instance_id text COLLATE "C",
  CONSTRAINT intake_incident_pkey PRIMARY KEY (id),
  CONSTRAINT intake_incident_state_check CHECK ((state = ANY (ARRAY['check'::text, 'filing'::text, 'filed'::text, 'dismissed'::text])))
);
CREATE INDEX intake_incident_place ON public.intake_incident USING btree (class, lat, lon);
CREATE INDEX intake_incident_state ON public.intake_incident USING btree (state, id) WHERE (state = ANY (ARRAY['check'::text, 'filing'::text]));
COMMENT ON TABLE intake_incident IS 'One thing that happened, however many reports there are of it. Place and data are those of the first report, confidence is the highest.';

CREATE TABLE job (
  id text COLLATE "C" NOT NULL,
  kind text NOT NULL,
  instance_id text COLLATE "C",
  definition_id text COLLATE "C",
  definition_key text COLLATE "C",
  business_key text COLLATE "C",
  element_id text COLLATE "C",
  element_instance_id text COLLATE "C",
  topic text COLLATE "C",
  payload json NOT NULL,
  created_at timestamp with time zone NOT NULL,
  due_at timestamp with time zone NOT NULL,
  state text DEFAULT 'open'::text NOT NULL,
  suspended boolean DEFAULT false NOT NULL,
  attempts integer DEFAULT 0 NOT NULL,
  attempts_left integer,
  last_error text,
  priority integer DEFAULT 0 NOT NULL,
  lease_until timestamp with time zone,
  locked_by text COLLATE "C",
  locked_until timestamp with time zone,
  part text COLLATE "C",
  calendar text COLLATE "C",
  lock_token bigint,
  CONSTRAINT job_pkey PRIMARY KEY (id),
  CONSTRAINT job_kind_check CHECK ((kind = ANY (ARRAY['timer'::text, 'async'::text, 'outbox'::text, 'escalation'::text, 'script'::text]))),
  CONSTRAINT job_state_check CHECK ((state = ANY (ARRAY['open'::text, 'failed'::text])))
) WITH (fillfactor=70);
CREATE INDEX job_calendar ON public.job USING btree (calendar, instance_id) WHERE (calendar IS NOT NULL);
CREATE INDEX job_definition ON public.job USING btree (definition_id) WHERE (instance_id IS NULL);
CREATE INDEX job_delivery ON public.job USING btree (due_at) WHERE ((kind = 'async'::text) AND ((payload ->> 'work'::text) = 'deliver'::text));
CREATE INDEX job_due ON public.job USING btree (due_at, id) WHERE ((state = 'open'::text) AND (NOT suspended) AND (kind <> 'outbox'::text));
CREATE INDEX job_instance ON public.job USING btree (instance_id) WHERE (instance_id IS NOT NULL);
CREATE INDEX job_list ON public.job USING btree (kind, due_at, id);
CREATE INDEX job_topic_due ON public.job USING btree (topic, due_at, id) WHERE ((state = 'open'::text) AND (NOT suspended) AND (kind = 'outbox'::text));
COMMENT ON TABLE job IS 'Work with a due time: timers, calls to the outside, messages to other cases. Start timers have no instance.';
COMMENT ON COLUMN job.lease_until IS 'An engine process is at it, by the database clock: a lease must run out in real time whatever the engine clock says.';
COMMENT ON COLUMN job.locked_until IS 'An external worker is at it, by the engine clock, as promised to the worker.';
COMMENT ON COLUMN job.calendar IS 'The calendar by which the due time was counted; null where none was.';
COMMENT ON COLUMN job.lock_token IS 'Of the last lock that an external worker took: later locks have greater ones, so a worker that was overtaken is known by it.';

CREATE TABLE journal (
  instance_id text COLLATE "C" NOT NULL,
  seq integer NOT NULL,
  at timestamp with time zone NOT NULL,
  actor text NOT NULL,
  command text NOT NULL,
  events json NOT NULL,
  hash bytea NOT NULL,
  request text,
  CONSTRAINT journal_pkey PRIMARY KEY (instance_id, seq, at)
) PARTITION BY RANGE (at);
COMMENT ON TABLE journal IS 'Append-only: one row per command. hash covers the row and the hash of the row before it; the last one is kept with the case.';
COMMENT ON COLUMN journal.request IS 'Fingerprint of sender, route and idempotency key of the request that led to the command, covered by the hash; null where it had no key.';

CREATE TABLE journal_default PARTITION OF journal DEFAULT;

CREATE TABLE lamp_change (
  instance_id text COLLATE "C" NOT NULL,
  clock_id text COLLATE "C" NOT NULL,
  at timestamp with time zone NOT NULL,
  clock text NOT NULL,
  definition_key text COLLATE "C" NOT NULL,
  lamp text NOT NULL,
  was text,
  due_at timestamp with time zone NOT NULL,
  cause text NOT NULL
);
CREATE INDEX lamp_change_case ON public.lamp_change USING btree (instance_id, at);
CREATE INDEX lamp_change_lamp ON public.lamp_change USING btree (lamp, at);
COMMENT ON TABLE lamp_change IS 'When a lamp became another, for figures over many cases; the journal of a case has the same.';

CREATE TABLE membership (
  account_id text COLLATE "C" NOT NULL,
  group_id text COLLATE "C" NOT NULL,
  CONSTRAINT membership_pkey PRIMARY KEY (account_id, group_id),
  CONSTRAINT membership_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE CASCADE,
  CONSTRAINT membership_group_id_fkey FOREIGN KEY (group_id) REFERENCES account_group(id) ON DELETE CASCADE
);
CREATE INDEX membership_group ON public.membership USING btree (group_id);
CREATE TRIGGER organisation_changed AFTER INSERT OR DELETE OR UPDATE ON public.membership FOR EACH STATEMENT EXECUTE FUNCTION organisation_changed();

CREATE TABLE message (
  id text COLLATE "C" NOT NULL,
  message_id text COLLATE "C",
  name text COLLATE "C" NOT NULL,
  key text COLLATE "C",
  business_key text COLLATE "C",
  instance_id text COLLATE "C",
  variables json NOT NULL,
  published_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  outcome text NOT NULL,
  receiver text COLLATE "C",
  keys text[],
  CONSTRAINT message_pkey PRIMARY KEY (id),
  CONSTRAINT message_message_id_key UNIQUE (message_id),
  CONSTRAINT message_outcome_check CHECK ((outcome = ANY (ARRAY['buffered'::text, 'correlated'::text, 'started'::text, 'ignored'::text])))
);
CREATE INDEX message_buffered ON public.message USING btree (name, key, published_at, id) WHERE (outcome = 'buffered'::text);
CREATE INDEX message_expires ON public.message USING btree (expires_at);
CREATE INDEX message_keys ON public.message USING gin (keys) WHERE (outcome = 'buffered'::text);
COMMENT ON TABLE message IS 'The durable inbox. A message is consumed once, by the commit of its receiver. message_id is the sender''s own id.';
COMMENT ON COLUMN message.keys IS 'The correlation keys that could be read from the message itself, by the recipes known when it came.';

CREATE TABLE message_recipe (
  name text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  retrieval text[] NOT NULL,
  CONSTRAINT message_recipe_pkey PRIMARY KEY (name, key, retrieval)
);
COMMENT ON TABLE message_recipe IS 'How the properties of a correlation key are read from a message of this name, as deployed models say.';

CREATE TABLE message_start_gate (
  id text COLLATE "C" NOT NULL,
  holder text COLLATE "C",
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT message_start_gate_pkey PRIMARY KEY (id)
);
CREATE INDEX message_start_gate_holder ON public.message_start_gate USING btree (holder) WHERE (holder IS NOT NULL);
COMMENT ON TABLE message_start_gate IS 'One conversation of one process (key and values): the open case it has begun, so that no second one is begun. Without holder: about to begin.';

CREATE TABLE migration (
  name text COLLATE "C" NOT NULL,
  applied_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT migration_pkey PRIMARY KEY (name)
);

CREATE TABLE notice (
  id text COLLATE "C" NOT NULL,
  kind text NOT NULL,
  instance_id text COLLATE "C" NOT NULL,
  definition_id text COLLATE "C" NOT NULL,
  definition_key text COLLATE "C" NOT NULL,
  business_key text COLLATE "C",
  element_id text,
  task_id text COLLATE "C",
  sender text COLLATE "C" NOT NULL,
  recipient text COLLATE "C",
  at timestamp with time zone NOT NULL,
  due_at timestamp with time zone NOT NULL,
  is_read boolean NOT NULL,
  is_closed boolean NOT NULL,
  for_applicant boolean NOT NULL,
  sha256 text COLLATE "C",
  content json NOT NULL,
  CONSTRAINT notice_pkey PRIMARY KEY (id)
);
CREATE INDEX notice_instance ON public.notice USING btree (instance_id, kind, id);
CREATE INDEX notice_kind ON public.notice USING btree (kind, id) WHERE (NOT is_closed);
CREATE INDEX notice_material ON public.notice USING btree (sender, ((content ->> 'material'::text)), id) WHERE ((kind = 'attachment'::text) AND ((content ->> 'material'::text) IS NOT NULL));
CREATE INDEX notice_objection ON public.notice USING btree (instance_id) WHERE (kind = 'objection'::text);
CREATE INDEX notice_recipient ON public.notice USING btree (recipient, kind, id) WHERE (recipient IS NOT NULL);
CREATE INDEX notice_sender ON public.notice USING btree (sender, kind, id);
CREATE INDEX notice_sha256 ON public.notice USING btree (sha256) WHERE (sha256 IS NOT NULL);
COMMENT ON TABLE notice IS 'What was told about cases without moving them: copies 抄送, urges 催办, supervision sheets 督办单, questions, comments, files, signatures, links, objections. An index over the state of cases, open and ended; rows stay.';
COMMENT ON COLUMN notice.recipient IS 'user:<id> or group:<id>; null where it is addressed to nobody in particular.';

CREATE TABLE organisation_change (
  id bigint GENERATED AS IDENTITY NOT NULL,
  at timestamp with time zone NOT NULL,
  actor text NOT NULL,
  operation text NOT NULL,
  subject text NOT NULL,
  details jsonb NOT NULL,
  CONSTRAINT organisation_change_pkey PRIMARY KEY (id)
);
CREATE INDEX organisation_change_operation ON public.organisation_change USING btree (operation, id);
CREATE INDEX organisation_change_subject ON public.organisation_change USING btree (subject, id);
CREATE TRIGGER organisation_change_stays BEFORE DELETE OR UPDATE ON public.organisation_change FOR EACH STATEMENT EXECUTE FUNCTION organisation_change_stays();
COMMENT ON TABLE organisation_change IS 'Who changed the organisation, when and how. Rows are only ever added.';

CREATE TABLE phrase (
  id text COLLATE "C" NOT NULL,
  owner text COLLATE "C" NOT NULL,
  scope text NOT NULL,
  department text COLLATE "C",
  text text NOT NULL,
  position integer NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT phrase_pkey PRIMARY KEY (id),
  CONSTRAINT phrase_owner_fkey FOREIGN KEY (owner) REFERENCES account(id) ON DELETE CASCADE,
  CONSTRAINT phrase_scope_check CHECK ((scope = ANY (ARRAY['own'::text, 'department'::text, 'everybody'::text])))
);
CREATE INDEX phrase_owner ON public.phrase USING btree (owner);
CREATE INDEX phrase_shared ON public.phrase USING btree (scope, department) WHERE (scope <> 'own'::text);
COMMENT ON TABLE phrase IS 'Frequent phrases 常用语, of a person or shared.';

CREATE TABLE position (
  id text COLLATE "C" NOT NULL,
  account_id text COLLATE "C" NOT NULL,
  department text COLLATE "C" NOT NULL,
  post text COLLATE "C",
  head boolean DEFAULT false NOT NULL,
  ordinal integer DEFAULT 0 NOT NULL,
  since timestamp with time zone NOT NULL,
  until timestamp with time zone,
  CONSTRAINT position_pkey PRIMARY KEY (id),
  CONSTRAINT position_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE CASCADE,
  CONSTRAINT position_check CHECK ((until > since)),
  CONSTRAINT position_department_fkey FOREIGN KEY (department) REFERENCES department(id),
  CONSTRAINT position_post_fkey FOREIGN KEY (post) REFERENCES post(id)
);
CREATE INDEX position_account ON public."position" USING btree (account_id);
CREATE INDEX position_department ON public."position" USING btree (department);
CREATE TRIGGER organisation_changed AFTER INSERT OR DELETE OR UPDATE ON public."position" FOR EACH STATEMENT EXECUTE FUNCTION organisation_changed();
COMMENT ON TABLE position IS 'Who works where, on which post, and when. ordinal: the lowest is the main one.';

CREATE TABLE post (
  id text COLLATE "C" NOT NULL,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  CONSTRAINT post_pkey PRIMARY KEY (id)
);
CREATE TRIGGER organisation_changed AFTER INSERT OR DELETE OR UPDATE ON public.post FOR EACH STATEMENT EXECUTE FUNCTION organisation_changed();
COMMENT ON TABLE post IS 'Posts 岗位 that positions name.';

CREATE TABLE proxy (
  id text COLLATE "C" NOT NULL,
  principal text COLLATE "C" NOT NULL,
  proxy text COLLATE "C" NOT NULL,
  definition_keys text[],
  element_ids text[],
  include_existing boolean DEFAULT true NOT NULL,
  reason text,
  since timestamp with time zone NOT NULL,
  until timestamp with time zone,
  created_by text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT proxy_pkey PRIMARY KEY (id),
  CONSTRAINT proxy_check CHECK ((principal <> proxy)),
  CONSTRAINT proxy_check1 CHECK ((until > since)),
  CONSTRAINT proxy_principal_fkey FOREIGN KEY (principal) REFERENCES account(id) ON DELETE CASCADE,
  CONSTRAINT proxy_proxy_fkey FOREIGN KEY (proxy) REFERENCES account(id) ON DELETE CASCADE
);
CREATE INDEX proxy_principal ON public.proxy USING btree (principal);
CREATE INDEX proxy_proxy ON public.proxy USING btree (proxy);
CREATE TRIGGER organisation_changed AFTER INSERT OR DELETE OR UPDATE ON public.proxy FOR EACH STATEMENT EXECUTE FUNCTION organisation_changed();
COMMENT ON TABLE proxy IS 'Who acts for whom, and when. Ended early by setting until; never deleted.';

CREATE TABLE rating (
  id text COLLATE "C" NOT NULL,
  instance_id text COLLATE "C" NOT NULL,
  contact_point text COLLATE "C" NOT NULL,
  definition_key text COLLATE "C" NOT NULL,
  business_key text COLLATE "C",
  department text COLLATE "C",
  level smallint NOT NULL,
  anonymous boolean NOT NULL,
  verified boolean NOT NULL,
  comment text,
  rated_by text COLLATE "C",
  rated_at timestamp with time zone NOT NULL,
  state text NOT NULL,
  contact_due_at timestamp with time zone,
  contacted_at timestamp with time zone,
  contacted_by text COLLATE "C",
  rectified_at timestamp with time zone,
  rectified_by text COLLATE "C",
  rectification text,
  closed_at timestamp with time zone,
  closed_by text COLLATE "C",
  appeal text,
  appealed_at timestamp with time zone,
  appealed_by text COLLATE "C",
  appeal_outcome text,
  appeal_decision text,
  appeal_decided_by text COLLATE "C",
  appeal_decided_at timestamp with time zone,
  corrected_level smallint,
  corrected_at timestamp with time zone,
  rectify_due_at timestamp with time zone,
  reminded_at timestamp with time zone,
  escalated_at timestamp with time zone,
  in_process boolean DEFAULT false NOT NULL,
  recorded_by text,
  CONSTRAINT rating_pkey PRIMARY KEY (id),
  CONSTRAINT rating_appeal_outcome_check CHECK ((appeal_outcome = ANY (ARRAY['counted'::text, 'not-counted'::text]))),
  CONSTRAINT rating_by_one CHECK (((recorded_by IS NULL) OR (rated_by IS NULL))),
  CONSTRAINT rating_corrected_level_check CHECK (((corrected_level >= 1) AND (corrected_level <= 5))),
  CONSTRAINT rating_instance_id_contact_point_key UNIQUE (instance_id, contact_point),
  CONSTRAINT rating_level_check CHECK (((level >= 1) AND (level <= 5))),
  CONSTRAINT rating_state_check CHECK ((state = ANY (ARRAY['closed'::text, 'to-contact'::text, 'verified'::text, 'rectified'::text, 'appealed'::text])))
);
CREATE INDEX rating_department ON public.rating USING btree (department, rated_at, id);
CREATE INDEX rating_open ON public.rating USING btree (contact_due_at, id) WHERE (state <> 'closed'::text);
CREATE INDEX rating_rated ON public.rating USING btree (rated_at, id);
COMMENT ON TABLE rating IS '好差评: one for a case and contact point, 1 very satisfied to 5 very dissatisfied. A correction stands beside the first value.';
COMMENT ON COLUMN rating.reminded_at IS 'When the department was told that what is due is due; null again with the next step.';
COMMENT ON COLUMN rating.escalated_at IS 'When its superiors were told that it is overdue; null again with the next step.';

CREATE TABLE receipt (
  id text COLLATE "C" NOT NULL,
  instance_id text COLLATE "C" NOT NULL,
  answer json NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  CONSTRAINT receipt_pkey PRIMARY KEY (id)
);
CREATE INDEX receipt_expires ON public.receipt USING btree (expires_at);
COMMENT ON TABLE receipt IS 'Answers already given, by idempotency key: a repeat gets the first answer and writes nothing.';

CREATE TABLE repeat_entry (
  instance_id text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  value text COLLATE "C" NOT NULL,
  definition_key text COLLATE "C" NOT NULL,
  entered_at timestamp with time zone NOT NULL,
  CONSTRAINT repeat_entry_pkey PRIMARY KEY (instance_id, name)
);
CREATE INDEX repeat_entry_value ON public.repeat_entry USING btree (definition_key, name, value, entered_at);
COMMENT ON TABLE repeat_entry IS 'What a case is about, such as the subject of a demand and who calls. Kept for 366 days.';
COMMENT ON COLUMN repeat_entry.value IS 'SHA-256 of the value.';

CREATE TABLE request_receipt (
  id text COLLATE "C" NOT NULL,
  fingerprint text COLLATE "C" NOT NULL,
  status integer,
  body json,
  lease_until timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  CONSTRAINT request_receipt_pkey PRIMARY KEY (id)
);
CREATE INDEX request_receipt_expires ON public.request_receipt USING btree (expires_at);
COMMENT ON TABLE request_receipt IS 'Answers by idempotency key. status is null while the first request is being served; after lease_until it counts as lost.';

CREATE TABLE responsibility (
  id text COLLATE "C" NOT NULL,
  kind text NOT NULL,
  matter text COLLATE "C",
  area text COLLATE "C",
  level text COLLATE "C",
  lead text COLLATE "C",
  departments text[] NOT NULL,
  basis text NOT NULL,
  limit_text text,
  disputed boolean NOT NULL,
  note text,
  since timestamp with time zone NOT NULL,
  until timestamp with time zone,
  created_by text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT responsibility_pkey PRIMARY KEY (id),
  CONSTRAINT responsibility_check CHECK (((until IS NULL) OR (until >= since))),
  CONSTRAINT responsibility_check1 CHECK (((kind = 'forbidden'::text) OR (lead IS NOT NULL))),
  CONSTRAINT responsibility_kind_check CHECK ((kind = ANY (ARRAY['responsible'::text, 'forbidden'::text])))
);
CREATE INDEX responsibility_matter ON public.responsibility USING btree (matter, id);
CREATE TRIGGER organisation_changed AFTER INSERT OR DELETE OR UPDATE ON public.responsibility FOR EACH STATEMENT EXECUTE FUNCTION organisation_changed();
COMMENT ON TABLE responsibility IS 'List of responsibilities 责任清单 and negative list 负面清单, dated. Null in matter, area, level stands for every one. Ended by setting until, never deleted.';
COMMENT ON COLUMN responsibility.lead IS 'Lead department; on the negative list who may not, null meaning nobody may.';
COMMENT ON COLUMN responsibility.basis IS 'Legal basis.';

CREATE TABLE retiming (
  id text COLLATE "C" NOT NULL,
  calendar text COLLATE "C" NOT NULL,
  version bigint NOT NULL,
  from_at timestamp with time zone NOT NULL,
  started_at timestamp with time zone NOT NULL,
  started_by text NOT NULL,
  finished_at timestamp with time zone,
  total integer NOT NULL,
  done integer DEFAULT 0 NOT NULL,
  moved integer DEFAULT 0 NOT NULL,
  failed integer DEFAULT 0 NOT NULL,
  last_case text COLLATE "C" DEFAULT ''::text NOT NULL,
  CONSTRAINT retiming_pkey PRIMARY KEY (id),
  CONSTRAINT retiming_calendar_fkey FOREIGN KEY (calendar) REFERENCES calendar(id) ON DELETE CASCADE
);
COMMENT ON TABLE retiming IS 'Open deadlines that are computed again because a calendar has changed, and how far that has come.';

CREATE TABLE right_rule (
  role text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  scope text NOT NULL,
  CONSTRAINT right_rule_pkey PRIMARY KEY (role, name),
  CONSTRAINT right_rule_scope_check CHECK ((scope = ANY (ARRAY['none'::text, 'own'::text, 'department'::text, 'all'::text])))
);
CREATE TRIGGER organisation_changed AFTER INSERT OR DELETE OR UPDATE ON public.right_rule FOR EACH STATEMENT EXECUTE FUNCTION organisation_changed();
COMMENT ON TABLE right_rule IS 'Cells of the table of rights that differ from the usual; who changed them when is in organisation_change.';

CREATE TABLE service_item (
  key text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  current boolean NOT NULL,
  code text COLLATE "C" NOT NULL,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  department text COLLATE "C" NOT NULL,
  process_key text COLLATE "C" NOT NULL,
  objects text[] NOT NULL,
  themes text[] NOT NULL,
  visits integer NOT NULL,
  content jsonb NOT NULL,
  since timestamp with time zone NOT NULL,
  by text NOT NULL,
  CONSTRAINT service_item_pkey PRIMARY KEY (key, version),
  CONSTRAINT service_item_version_check CHECK ((version >= 1))
);
CREATE UNIQUE INDEX service_item_current ON public.service_item USING btree (key) WHERE current;
CREATE INDEX service_item_name ON public.service_item USING btree (name_zh, key) WHERE current;
CREATE INDEX service_item_process ON public.service_item USING btree (process_key, key) WHERE current;
COMMENT ON TABLE service_item IS 'What departments offer 政务服务事项. A case names the version it was applied for; a version is never changed.';
COMMENT ON COLUMN service_item.visits IS 'For how many things an applicant has to come at the most.';

CREATE TABLE session (
  token_hash bytea NOT NULL,
  account_id text COLLATE "C" NOT NULL,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  seen_at timestamp with time zone DEFAULT now() NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  ends_at timestamp with time zone NOT NULL,
  CONSTRAINT session_pkey PRIMARY KEY (token_hash),
  CONSTRAINT session_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE CASCADE
);
CREATE INDEX session_account ON public.session USING btree (account_id);
CREATE INDEX session_expires ON public.session USING btree (expires_at);
COMMENT ON TABLE session IS 'Signed-in browsers and scripts. Only the hash of the token is kept. expires_at slides with use, never beyond ends_at.';

CREATE TABLE sign_in_attempt (
  subject text COLLATE "C" NOT NULL,
  attempts integer NOT NULL,
  first_at timestamp with time zone NOT NULL,
  blocked_until timestamp with time zone,
  CONSTRAINT sign_in_attempt_pkey PRIMARY KEY (subject)
);
COMMENT ON TABLE sign_in_attempt IS 'Attempts since the last success, per account and address and per address: counted before the password is checked.';

CREATE TABLE sign_in_identity (
  issuer text COLLATE "C" NOT NULL,
  subject text COLLATE "C" NOT NULL,
  account_id text COLLATE "C" NOT NULL,
  CONSTRAINT sign_in_identity_pkey PRIMARY KEY (issuer, subject),
  CONSTRAINT sign_in_identity_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE CASCADE
);
CREATE INDEX sign_in_identity_account ON public.sign_in_identity USING btree (account_id);
COMMENT ON TABLE sign_in_identity IS 'Whom an identity provider means by a subject. An account that has one of its own is never taken over by a claim.';

CREATE TABLE start_condition (
  id text COLLATE "C" NOT NULL,
  definition_id text COLLATE "C" NOT NULL,
  definition_key text COLLATE "C" NOT NULL,
  element_id text COLLATE "C" NOT NULL,
  stores text[] NOT NULL,
  created_at timestamp with time zone NOT NULL,
  suspended boolean DEFAULT false NOT NULL,
  CONSTRAINT start_condition_pkey PRIMARY KEY (id)
);
CREATE INDEX start_condition_definition ON public.start_condition USING btree (definition_id);
CREATE INDEX start_condition_key ON public.start_condition USING btree (definition_key);
CREATE INDEX start_condition_stores ON public.start_condition USING gin (stores);
COMMENT ON TABLE start_condition IS 'Conditional start events of the versions in effect, with the data stores they read.';

CREATE TABLE step_name (
  definition_id text COLLATE "C" NOT NULL,
  element_id text COLLATE "C" NOT NULL,
  name_en text NOT NULL,
  CONSTRAINT step_name_pkey PRIMARY KEY (definition_id, element_id),
  CONSTRAINT step_name_definition_id_fkey FOREIGN KEY (definition_id) REFERENCES definition(id) ON DELETE CASCADE
);
COMMENT ON TABLE step_name IS 'What user tasks are called in English (tb:nameEn), for search.';

CREATE TABLE subscription (
  id text COLLATE "C" NOT NULL,
  kind text NOT NULL,
  name text COLLATE "C" NOT NULL,
  key text COLLATE "C",
  instance_id text COLLATE "C",
  definition_id text COLLATE "C" NOT NULL,
  definition_key text COLLATE "C" NOT NULL,
  business_key text COLLATE "C",
  element_id text COLLATE "C" NOT NULL,
  element_instance_id text COLLATE "C",
  created_at timestamp with time zone NOT NULL,
  suspended boolean DEFAULT false NOT NULL,
  CONSTRAINT subscription_pkey PRIMARY KEY (id),
  CONSTRAINT subscription_kind_check CHECK ((kind = ANY (ARRAY['message'::text, 'signal'::text])))
);
CREATE INDEX subscription_business_key ON public.subscription USING btree (business_key, kind, name) WHERE (business_key IS NOT NULL);
CREATE INDEX subscription_definition ON public.subscription USING btree (definition_id) WHERE (instance_id IS NULL);
CREATE INDEX subscription_instance ON public.subscription USING btree (instance_id) WHERE (instance_id IS NOT NULL);
CREATE INDEX subscription_name ON public.subscription USING btree (kind, name, key, created_at, id);
COMMENT ON TABLE subscription IS 'Cases that wait for a message or signal; without instance_id: a start event of a definition.';

CREATE TABLE succession (
  id text COLLATE "C" NOT NULL,
  person text COLLATE "C" NOT NULL,
  successor text COLLATE "C" NOT NULL,
  since timestamp with time zone NOT NULL,
  until timestamp with time zone,
  created_by text NOT NULL,
  CONSTRAINT succession_pkey PRIMARY KEY (id),
  CONSTRAINT succession_person_fkey FOREIGN KEY (person) REFERENCES account(id) ON DELETE CASCADE,
  CONSTRAINT succession_successor_fkey FOREIGN KEY (successor) REFERENCES account(id) ON DELETE CASCADE
);
CREATE INDEX succession_person ON public.succession USING btree (person);
CREATE TRIGGER organisation_changed AFTER INSERT OR DELETE OR UPDATE ON public.succession FOR EACH STATEMENT EXECUTE FUNCTION organisation_changed();
COMMENT ON TABLE succession IS 'Who takes the place of whom in whatever still leads to them: rules, returns, turns of a sequence. Ended, never deleted.';

CREATE TABLE task (
  id text COLLATE "C" NOT NULL,
  instance_id text COLLATE "C" NOT NULL,
  definition_id text COLLATE "C" NOT NULL,
  definition_key text COLLATE "C" NOT NULL,
  business_key text COLLATE "C",
  element_id text COLLATE "C" NOT NULL,
  element_instance_id text COLLATE "C" NOT NULL,
  name text NOT NULL,
  state text NOT NULL,
  assignee text COLLATE "C",
  owner text COLLATE "C",
  candidate_users text[] NOT NULL,
  candidate_groups text[] NOT NULL,
  department text COLLATE "C",
  created_at timestamp with time zone NOT NULL,
  due_at timestamp with time zone NOT NULL,
  priority integer NOT NULL,
  form_key text COLLATE "C",
  visit integer NOT NULL,
  part text COLLATE "C",
  variables jsonb,
  reasons jsonb,
  barred text[] DEFAULT '{}'::text[] NOT NULL,
  lamp text,
  provisional boolean,
  calendar text COLLATE "C",
  CONSTRAINT task_pkey PRIMARY KEY (id)
) WITH (fillfactor=80);
CREATE INDEX task_assignee ON public.task USING btree (assignee, due_at, id) WHERE (assignee IS NOT NULL);
CREATE INDEX task_calendar ON public.task USING btree (calendar, due_at, instance_id) WHERE (calendar IS NOT NULL);
CREATE INDEX task_definition_key ON public.task USING btree (definition_key, due_at, id);
CREATE INDEX task_department ON public.task USING btree (department, due_at, id) WHERE (department IS NOT NULL);
CREATE INDEX task_due ON public.task USING btree (due_at, id);
CREATE INDEX task_instance ON public.task USING btree (instance_id);
CREATE INDEX task_nobody_named ON public.task USING btree (due_at, id) WHERE ((assignee IS NULL) AND (candidate_users = '{}'::text[]) AND (candidate_groups = '{}'::text[]));
CREATE INDEX task_owner ON public.task USING btree (owner, due_at, id) WHERE (owner IS NOT NULL);
CREATE INDEX task_variables ON public.task USING gin (variables jsonb_path_ops) WHERE (variables IS NOT NULL);
CREATE TRIGGER offers_in AFTER INSERT ON public.task REFERENCING NEW TABLE AS come FOR EACH STATEMENT EXECUTE FUNCTION count_offers();
CREATE TRIGGER offers_moved AFTER UPDATE ON public.task REFERENCING OLD TABLE AS gone NEW TABLE AS come FOR EACH STATEMENT EXECUTE FUNCTION count_offers();
CREATE TRIGGER offers_out AFTER DELETE ON public.task REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION count_offers();
COMMENT ON TABLE task IS 'Open tasks.';
COMMENT ON COLUMN task.due_at IS 'infinity where there is no limit, so that lists page by (due_at, id).';
COMMENT ON COLUMN task.variables IS 'Variables of the case that its process declares for task lists; null where it declares none.';
COMMENT ON COLUMN task.reasons IS 'Why each of its people is one of them: rule, what it was given, version of the organisation.';
COMMENT ON COLUMN task.barred IS 'Who may not do it, whatever group they are in: it is not in their lists.';
COMMENT ON COLUMN task.lamp IS 'Of the clock of the step, as it was when it last changed; null without a limit.';
COMMENT ON COLUMN task.provisional IS 'due_at reaches into a year whose holidays are not published.';

CREATE TABLE task_candidate (
  principal text COLLATE "C" NOT NULL,
  due_at timestamp with time zone NOT NULL,
  task_id text COLLATE "C" NOT NULL,
  instance_id text COLLATE "C" NOT NULL,
  CONSTRAINT task_candidate_pkey PRIMARY KEY (principal, due_at, task_id)
);
CREATE INDEX task_candidate_task ON public.task_candidate USING btree (task_id);
COMMENT ON TABLE task_candidate IS 'Who may claim: rows exist while the task is offered. principal is user:<id> or group:<id>; barred:<id> is who may not, whatever group he is in.';

CREATE TABLE task_filter (
  id text COLLATE "C" NOT NULL,
  owner text COLLATE "C" NOT NULL,
  name text NOT NULL,
  view text,
  criteria jsonb NOT NULL,
  sort text,
  columns text[] NOT NULL,
  groups text[] NOT NULL,
  department text COLLATE "C",
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT task_filter_pkey PRIMARY KEY (id),
  CONSTRAINT task_filter_owner_fkey FOREIGN KEY (owner) REFERENCES account(id) ON DELETE CASCADE
);
CREATE INDEX task_filter_department ON public.task_filter USING btree (department) WHERE (department IS NOT NULL);
CREATE INDEX task_filter_groups ON public.task_filter USING gin (groups) WHERE (groups <> '{}'::text[]);
CREATE INDEX task_filter_owner ON public.task_filter USING btree (owner);
COMMENT ON TABLE task_filter IS 'Filters of task lists that people keep. A filter only says what to ask for: what comes is what who uses it may see.';
COMMENT ON COLUMN task_filter.groups IS 'With whom the owner shares it, besides the department.';

CREATE TABLE task_history (
  id text COLLATE "C" NOT NULL,
  instance_id text COLLATE "C" NOT NULL,
  definition_id text COLLATE "C" NOT NULL,
  definition_key text COLLATE "C" NOT NULL,
  business_key text COLLATE "C",
  element_id text COLLATE "C" NOT NULL,
  element_instance_id text COLLATE "C" NOT NULL,
  name text NOT NULL,
  assignee text COLLATE "C",
  owner text COLLATE "C",
  candidate_users text[] NOT NULL,
  candidate_groups text[] NOT NULL,
  department text COLLATE "C",
  created_at timestamp with time zone NOT NULL,
  due_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone NOT NULL,
  ended_by text COLLATE "C",
  verb text NOT NULL,
  outcome text NOT NULL,
  comments json NOT NULL,
  form_key text COLLATE "C",
  priority integer NOT NULL,
  visit integer NOT NULL,
  on_behalf_of text COLLATE "C",
  variables jsonb,
  reasons jsonb,
  lamp text,
  CONSTRAINT task_history_pkey PRIMARY KEY (id)
);
CREATE INDEX task_history_definition_key ON public.task_history USING btree (definition_key, ended_at, id);
CREATE INDEX task_history_department ON public.task_history USING btree (department, instance_id) WHERE (department IS NOT NULL);
CREATE INDEX task_history_ended ON public.task_history USING btree (ended_at);
CREATE INDEX task_history_ended_by ON public.task_history USING btree (ended_by, ended_at, id) WHERE (ended_by IS NOT NULL);
CREATE INDEX task_history_groups ON public.task_history USING gin (candidate_groups) WHERE (candidate_groups <> '{}'::text[]);
CREATE INDEX task_history_instance ON public.task_history USING btree (instance_id);
CREATE INDEX task_history_users ON public.task_history USING gin (candidate_users) WHERE (candidate_users <> '{}'::text[]);
COMMENT ON COLUMN task_history.on_behalf_of IS 'Whom ended_by acted for as a proxy 代理.';
COMMENT ON COLUMN task_history.variables IS 'As task.variables, when the task ended.';
COMMENT ON COLUMN task_history.reasons IS 'As task.reasons, when the task ended.';

CREATE TABLE task_offer (
  key text COLLATE "C" NOT NULL,
  slot integer NOT NULL,
  principals text[] NOT NULL,
  n bigint NOT NULL,
  CONSTRAINT task_offer_pkey PRIMARY KEY (key, slot)
) WITH (fillfactor=50);
CREATE INDEX task_offer_principals ON public.task_offer USING gin (principals) WITH (fastupdate=off);
COMMENT ON TABLE task_offer IS 'How many tasks are offered to exactly these principals, as in task_candidate without who is barred: the sum over the slots. Each connection adds to a slot of its own, so nobody waits for another.';

CREATE TABLE topic_grant (
  topic text COLLATE "C" NOT NULL,
  principal text COLLATE "C" NOT NULL,
  CONSTRAINT topic_grant_pkey PRIMARY KEY (topic, principal)
);
COMMENT ON TABLE topic_grant IS 'Which topics external workers may fetch: user:…, group:… or department:….';

CREATE TABLE unmasking (
  id bigint GENERATED AS IDENTITY NOT NULL,
  instance_id text COLLATE "C" NOT NULL,
  at timestamp with time zone NOT NULL,
  actor text COLLATE "C" NOT NULL,
  fields text[] NOT NULL,
  purpose text NOT NULL,
  CONSTRAINT unmasking_pkey PRIMARY KEY (id),
  CONSTRAINT unmasking_fields_check CHECK ((cardinality(fields) > 0))
);
CREATE INDEX unmasking_actor ON public.unmasking USING btree (actor, id);
CREATE INDEX unmasking_instance ON public.unmasking USING btree (instance_id, id);
CREATE INDEX unmasking_recent ON public.unmasking USING btree (actor, at);
CREATE TRIGGER unmasking_stays BEFORE DELETE OR UPDATE ON public.unmasking FOR EACH STATEMENT EXECUTE FUNCTION organisation_change_stays();
COMMENT ON TABLE unmasking IS 'Who saw which masked fields of a case in plain, and for what. Rows are only ever added.';

CREATE TABLE upload (
  id text COLLATE "C" NOT NULL,
  account_id text COLLATE "C" NOT NULL,
  touched_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT upload_pkey PRIMARY KEY (id)
);
COMMENT ON TABLE upload IS 'Files on their way in. What is not finished within an hour of its last piece is swept.';

CREATE OR REPLACE FUNCTION public.count_offers()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION public.data_read_stays()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'UPDATE' and old.outcome = 'asked' and new.outcome in ('answered', 'failed')
    and row(new.id, new.at, new.actor, new.department, new.code, new.topic, new.purpose, new.items, new.plain, new.grant_id, new.consent_id, new.instance_id, new.request_hash)
      is not distinct from row(old.id, old.at, old.actor, old.department, old.code, old.topic, old.purpose, old.items, old.plain, old.grant_id, old.consent_id, old.instance_id, old.request_hash)
  then return new; end if;
  raise exception 'a read that is written down does not change';
end $function$;

CREATE OR REPLACE FUNCTION public.deletion_certificate_stays()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'a deletion certificate is kept for ever';
end $function$;

CREATE OR REPLACE FUNCTION public.frozen_stays()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'frozen indicators do not change';
end $function$;

CREATE OR REPLACE FUNCTION public.offer_principals(users text[], groups text[])
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select array(select 'user:' || u from unnest(users) u) || array(select 'group:' || g from unnest(groups) g)
$function$;

CREATE OR REPLACE FUNCTION public.organisation_change_stays()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'organisation_change is append-only';
end $function$;

CREATE OR REPLACE FUNCTION public.organisation_changed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update engine_state set organisation_version = organisation_version + 1;
  perform pg_notify('tongban', '{"organisation":true}');
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.tally_clocks()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'INSERT' then
    insert into board_tally select department, definition_key, element_id, person, clock, lamp, count(*)
      from come where until_at = 'infinity' and lamp is not null group by 1, 2, 3, 4, 5, 6;
  elsif tg_op = 'DELETE' then
    insert into board_tally select department, definition_key, element_id, person, clock, lamp, -count(*)
      from gone where until_at = 'infinity' and lamp is not null group by 1, 2, 3, 4, 5, 6;
  else
    insert into board_tally select department, definition_key, element_id, person, clock, lamp, sum(n) from (
        select department, definition_key, element_id, person, clock, lamp, 1 as n from come where until_at = 'infinity' and lamp is not null
        union all select department, definition_key, element_id, person, clock, lamp, -1 from gone where until_at = 'infinity' and lamp is not null
      ) both_sides group by 1, 2, 3, 4, 5, 6 having sum(n) <> 0;
  end if;
  return null;
end $function$;
