import { expect } from 'chai';
import pg from 'pg';
import { TYPES } from '../../engine/store/connection.ts';
import { listTasks } from '../../engine/store/read/inbox.ts';
import { listIncidents } from '../../engine/store/read/incidents.ts';
import { findInstance, listInstances } from '../../engine/store/read/instances.ts';
import { listJobs } from '../../engine/store/read/jobs.ts';
import { NO_MANDATES } from '../../engine/store/read/mandates.ts';
import type { Reader } from '../../engine/store/read/reader.ts';
import { findTask, listDecidedTasks } from '../../engine/store/read/tasks.ts';
import { useDatabase } from '../support/database.ts';

const CASES = 20_000;
const DEPARTMENTS = 4_000;
/** Nothing is in these here. */
const EMPTY = ['instance_part', 'confirmation'];
const NOW = Date.UTC(2026, 2, 2);
const departments = {
  ids: ['d1', 'd2'],
  people: ['p1', 'p2'],
  principals: ['user:p1', 'user:p2', 'group:g1'],
  groups: ['g1'],
};

const READER: Reader = {
  id: 'p1',
  groups: ['g1'],
  seesAllCases: false,
  seesAllTasks: false,
  caseDepartments: departments,
  taskDepartments: departments,
  administers: false,
  ownedDefinitions: [],
  mandates: NO_MANDATES,
};

/** Each department has five of everything: what has to be read of a table is little. */
const FILL = `
insert into instance (id, version, status, definition_id, definition_key, initiator, state, variables, started_at, updated_at, journal_seq, journal_hash, incident_count)
  select 'c' || lpad(n::text, 6, '0'), 1, 'active', 'def', 'def', 'p' || n % ${DEPARTMENTS}, '{}', '{}', now(), now(), 0, '', 0 from generate_series(1, ${CASES}) n;
insert into instance_history (id, status, definition_id, definition_key, initiator, state, variables, started_at, ended_at, journal_seq, journal_hash)
  select 'h' || lpad(n::text, 6, '0'), 'completed', 'def', 'def', 'p' || n % ${DEPARTMENTS}, '{}', '{}', now(), now(), 0, '' from generate_series(1, ${CASES}) n;
insert into incident (id, instance_id, definition_id, definition_key, element_id, element_instance_id, code, params, since)
  select 'i' || n, 'c' || lpad(n::text, 6, '0'), 'def', 'def', 'e', 'e', 'no-flow-chosen', '{}', now() from generate_series(1, ${CASES}) n;
insert into job (id, kind, instance_id, definition_id, definition_key, payload, created_at, due_at)
  select 'j' || n, 'timer', 'c' || lpad(n::text, 6, '0'), 'def', 'def', '{}', now(), now() from generate_series(1, ${CASES}) n;
`;

describe('store/rights through departments', () => {
  let pool: pg.Pool;
  // Before the database goes.
  after(() => pool.end());
  const database = useDatabase();

  before(async function () {
    this.timeout(120_000);
    pool = new pg.Pool({ connectionString: database.url, types: TYPES });
    await pool.query(FILL);
    const columns = `id, instance_id, definition_id, definition_key, element_id, element_instance_id, name, assignee, owner, candidate_users, candidate_groups, department, created_at, due_at, priority, visit`;
    const values = `'t' || n, 'c' || lpad(n::text, 6, '0'), 'def', 'def', 'e', 'e', 'x', 'p' || n % ${DEPARTMENTS}, 'p' || (n + 1) % ${DEPARTMENTS}, '{}', '{}', 'd' || n % ${DEPARTMENTS}, now(), now(), 0, 1`;
    await pool.query(
      `insert into task (${columns}, state) select ${values}, 'claimed' from generate_series(1, ${CASES}) n`,
    );
    await pool.query(
      `insert into task_history (${columns}, outcome, ended_at, ended_by, verb, comments) select ${values}, 'approved', now(), 'p' || n % ${DEPARTMENTS}, 'complete', '[]' from generate_series(1, ${CASES}) n`,
    );
    await pool.query(
      `insert into task_candidate select 'group:g' || n % ${DEPARTMENTS}, now(), 't' || n, 'c' || lpad(n::text, 6, '0') from generate_series(1, ${CASES}) n`,
    );
    await pool.query('analyze');
  });

  /** The tables that the query reads from end to end. */
  async function scanned(ask: (spy: never) => Promise<unknown>): Promise<string[]> {
    const plans: string[] = [];
    const spy = {
      query: async (text: string, values: unknown[]) => {
        const { rows } = await pool.query(`explain (format json) ${text}`, values);
        plans.push(JSON.stringify(rows[0]));
        return { rows: [], rowCount: 0 };
      },
    };
    await ask(spy as never);
    expect(plans).to.have.length.of.at.least(1);
    return plans
      .flatMap((plan) =>
        [...plan.matchAll(/"Node Type":"Seq Scan"[^{}]*?"Relation Name":"(\w+)"/g)].map(([, table = '']) => table),
      )
      .filter((table) => !EMPTY.includes(table));
  }

  const paging = { limit: 50 };
  const asked: Readonly<Record<string, (spy: never) => Promise<unknown>>> = {
    'a case': (spy) => findInstance(spy, READER, 'c000777'),
    'a list of cases': (spy) => listInstances(spy, READER, { filter: {}, paging }),
    'a task': (spy) => findTask(spy, READER, 't777'),
    'a list of tasks': (spy) => listTasks(spy, READER, { filter: {}, sort: 'dueAt', paging, now: NOW }),
    'a list of tasks by age': (spy) => listTasks(spy, READER, { filter: {}, sort: 'createdAt', paging, now: NOW }),
    'the tasks behind figures': (spy) =>
      listDecidedTasks(spy, READER, { filter: { definitionKey: 'def', late: false, from: null, to: null }, paging }),
    incidents: (spy) => listIncidents(spy, READER, { filter: {}, paging: { ...paging, sort: '-since' } }),
    jobs: (spy) => listJobs(spy, READER, { filter: {}, paging, descending: false, now: NOW }),
  };
  for (const [what, ask] of Object.entries(asked))
    it(`should scan no table for ${what}`, async () => {
      expect(await scanned(ask)).to.deep.equal([]);
    });
});
