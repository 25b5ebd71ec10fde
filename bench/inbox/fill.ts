/**
 * An administration at work, written in bulk into the real schema. Each open case is a copy of one that the engine has started, with ids,
 * candidates and a due time of its own, so that its task can be claimed like any other.
 */
import type pg from 'pg';
import type { Runtime } from '../../engine/runtime/engine.ts';

export interface Size {
  readonly open: number;
  readonly people: number;
  readonly groups: number;
  readonly finished: number;
}

/** Groups of each person. */
const MEMBERSHIPS = 20;

/** What stands in the case that is copied where each copy has something of its own. */
const GROUPS = ['group-template-one', 'group-template-two'] as const;

export const MODEL = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:tb="urn:tongban:bpmn:1" targetNamespace="bench">
  <process id="bench" isExecutable="true">
    <startEvent id="start"/><sequenceFlow id="to-work" sourceRef="start" targetRef="work"/>
    <userTask id="work" name="Review"><extensionElements><tb:assignment groups="${GROUPS.join(',')}"/><tb:limit value="240" unit="hour"/></extensionElements></userTask>
    <sequenceFlow id="to-end" sourceRef="work" targetRef="end"/><endEvent id="end"/>
  </process>
</definitions>`;

export const personId = (n: number): string => `p${n}`;
/** The groups of person `n`: spread so that every group has as many members. */
export const groupsOf = (n: number, groups: number): string[] =>
  Array.from({ length: MEMBERSHIPS }, (_, k) => `g${(n * MEMBERSHIPS + k * 7) % groups}`);

/** Fills an empty database; takes about a minute for a million open tasks. */
export async function fill(runtime: Runtime, size: Size): Promise<void> {
  const started = await runtime.dispatcher.submit({
    command: 'start-process-instance',
    target: 'new',
    input: { definitionKey: 'bench', variables: { district: 'north' }, initiator: 'p1' },
    actor: { id: 'p1', roles: ['admin'], groups: [], department: null },
  });
  if (!started.ok) throw new Error(`Expected the case to be copied to start, but: ${started.failure.code}`);
  await addPeople(runtime.pool, size);
  await copyCases(runtime.pool, started.instanceId, size);
  await addFinished(runtime.pool, started.instanceId, size);
  for (const table of ['instance', 'task', 'task_candidate', 'task_offer', 'task_history'])
    await runtime.pool.query(`vacuum analyze ${table}`);
}

async function addPeople(pool: pg.Pool, { people, groups }: Size): Promise<void> {
  await pool.query(
    `insert into account (id, name, roles) select 'p' || n, 'Person ' || n, '{clerk}' from generate_series(0, $1::int - 1) n`,
    [people],
  );
  await pool.query(
    `insert into account_group (id, name) select 'g' || n, 'Group ' || n from generate_series(0, $1::int - 1) n`,
    [groups],
  );
  await pool.query(
    `insert into membership (account_id, group_id) select distinct 'p' || n, 'g' || ((n::bigint * $3 + k * 7) % $2::int)
     from generate_series(0, $1::int - 1) n, generate_series(0, $3::int - 1) k`,
    [people, groups, MEMBERSHIPS],
  );
}

/** Ids in the order of time, as those of the engine; every fifth task is assigned, the others are offered to two groups each. */
const COPIES = `create temporary table copy as
  select n, 'c' || lpad(n::text, 35, '0') as case_id, 't' || lpad(n::text, 35, '0') as task_id,
    case when n % 5 = 0 then 'p' || (n / 5) % $2::int end as assignee,
    'g' || n % $3::int as one, 'g' || (n * 31 + 7) % $3::int as two,
    timestamptz '2026-03-01' + (n::bigint * 7919 % 1000003) * interval '37 seconds' as due
  from generate_series(1, $1::int) n`;

async function copyCases(pool: pg.Pool, template: string, { open, people, groups }: Size): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("set statement_timeout = 0; set synchronous_commit = off; set work_mem = '256MB'");
    const { rows } = await client.query<{ id: string }>('select id from task where instance_id = $1', [template]);
    const task = rows[0]?.id ?? '';
    await client.query(COPIES.replace(/\$(\d)/g, (_, n) => String([open, people, groups][Number(n) - 1])));
    await copyRows(client, 'instance', template, {
      id: 'c.case_id',
      state: `replace(replace(replace(replace(replace(o.state::text, '${template}', c.case_id), '${task}', c.task_id), '${GROUPS[0]}', c.one),
        '${GROUPS[1]}', c.two), '"dueAt":' || (select (extract(epoch from due_at) * 1000)::bigint from task where id = '${task}'),
        '"dueAt":' || (extract(epoch from c.due) * 1000)::bigint)::json`,
    });
    await copyRows(client, 'task', template, {
      id: 'c.task_id',
      instance_id: 'c.case_id',
      business_key: `'B-' || c.n`,
      due_at: 'c.due',
      assignee: 'c.assignee',
      state: `case when c.assignee is null then 'offered' else 'claimed' end`,
      candidate_groups: 'array[c.one, c.two]',
      definition_key: `'bench-' || c.n % 40`,
    });
    await client.query(`insert into task_candidate (principal, due_at, task_id, instance_id)
      select 'group:' || principal, due, task_id, case_id from copy, unnest(case when one = two then array[one] else array[one, two] end) principal
      where assignee is null`);
    await client.query('drop table copy; reset all');
  } finally {
    client.release();
  }
}

/** The rows of the case `o` once for each row of `copy`, with the columns that differ. */
async function copyRows(
  client: pg.PoolClient,
  table: 'instance' | 'task',
  template: string,
  own: Readonly<Record<string, string>>,
): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select quote_ident(attname) as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum`,
    [table],
  );
  const names = rows.map(({ name }) => name);
  await client.query(
    `insert into ${table} (${names.join(', ')}) select ${names.map((name) => own[name] ?? `o.${name}`).join(', ')}
     from ${table} o, copy c where o.${table === 'task' ? 'instance_id' : 'id'} = '${template}' order by c.n`,
  );
}

const AT_ONCE = 1_000_000;

async function addFinished(pool: pg.Pool, template: string, { finished, people }: Size): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('set statement_timeout = 0; set synchronous_commit = off');
    for (let from = 0; from < finished; from += AT_ONCE)
      await client.query(
        `insert into task_history (id, instance_id, definition_id, definition_key, business_key, element_id, element_instance_id, name, assignee,
           candidate_users, candidate_groups, created_at, due_at, ended_at, ended_by, verb, outcome, comments, priority, visit)
         select 'h' || lpad(n::text, 35, '0'), 'e' || n, o.definition_id, o.definition_key, 'B-' || n, o.element_id, 'w' || n, o.name,
           'p' || n % $2::int, '{}', '{}', timestamptz '2024-01-01' + n * interval '3 seconds', timestamptz '2024-01-11' + n * interval '3 seconds',
           timestamptz '2024-01-05' + n * interval '3 seconds', 'p' || n % $2::int, 'complete', 'approved', '[]', 50, 1
         from task o, generate_series($3::int + 1, $4::int) n where o.instance_id = $1`,
        [template, people, from, Math.min(from + AT_ONCE, finished)],
      );
    await client.query('reset all');
  } finally {
    client.release();
  }
}
