import { expect } from 'chai';
import fc from 'fast-check';
import pg from 'pg';
import { TYPES } from '../../engine/store/connection.ts';
import { listTasks, type TaskListing, urgentTasks } from '../../engine/store/read/inbox.ts';
import { NO_MANDATES } from '../../engine/store/read/mandates.ts';
import type { Reader } from '../../engine/store/read/reader.ts';
import { countTasks } from '../../engine/store/read/task-count.ts';
import type { TaskFilter } from '../../engine/store/read/task-filter.ts';
import type { TaskView } from '../../engine/store/read/task-ranges.ts';
import { useDatabase } from '../support/database.ts';

interface Sample {
  readonly id: string;
  readonly assignee: string | null;
  readonly owner: string | null;
  readonly users: readonly string[];
  readonly groups: readonly string[];
  readonly barred: readonly string[];
  /** Epoch ms; null = no limit. */
  readonly due: number | null;
  readonly priority: number;
  readonly definition: string;
  readonly variables: Readonly<Record<string, unknown>> | null;
}

const NOW = Date.UTC(2026, 2, 2);
const PEOPLE = ['ann', 'bob', 'cao'];
const GROUPS = ['g1', 'g2', 'g3'];

/** Few values, so that due times are equal and principals overlap. */
const sample = fc.record({
  assignee: fc.option(fc.constantFrom(...PEOPLE), { freq: 2 }),
  owner: fc.option(fc.constantFrom(...PEOPLE), { freq: 2 }),
  users: fc.subarray(PEOPLE),
  groups: fc.subarray(GROUPS),
  barred: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, fc.subarray(PEOPLE)),
  due: fc.option(fc.integer({ min: -2, max: 3 }).map((hours) => NOW + hours * 3_600_000)),
  priority: fc.integer({ min: 0, max: 2 }),
  definition: fc.constantFrom('d1', 'd2'),
  variables: fc.option(fc.record({ amount: fc.integer({ min: 0, max: 3 }), city: fc.constantFrom('东', '西') })),
});
const samples = fc
  .array(sample, { maxLength: 30 })
  .map((rows) => rows.map((row, index): Sample => ({ ...row, id: `t${String(index).padStart(3, '0')}` })));

const filters = fc.record(
  {
    definitionKey: fc.constantFrom('d1', 'd2'),
    minPriority: fc.integer({ min: 0, max: 3 }),
    dueBefore: fc.constant(new Date(NOW).toISOString()),
    dueAfter: fc.constant(new Date(NOW - 3_600_000).toISOString()),
    variables: fc.oneof(
      fc.record({ city: fc.constantFrom('东', '南') }),
      fc.record({ amount: fc.constantFrom('1', '2') }),
      fc.record({ amount: fc.record({ from: fc.constantFrom('1', '2'), to: fc.constantFrom('2', '3') }) }),
    ),
  },
  { requiredKeys: [] },
);

const reader = (id: string, groups: readonly string[], more: Partial<Reader> = {}): Reader => ({
  id,
  groups,
  seesAllCases: false,
  seesAllTasks: false,
  administers: false,
  ownedDefinitions: [],
  mandates: NO_MANDATES,
  ...more,
});

const nobody = (task: Sample): boolean => task.assignee === null && task.users.length === 0 && task.groups.length === 0;
const isOffered = (task: Sample, { id, groups }: Pick<Reader, 'id' | 'groups'>): boolean =>
  task.assignee === null &&
  !task.barred.includes(id) &&
  (task.users.includes(id) || task.groups.some((group) => groups.includes(group)));

/** The views, said as plainly as they can be. */
const inView: Readonly<Record<TaskView, (task: Sample, reader: Reader) => boolean>> = {
  mine: (task, { id, mandates }) =>
    task.assignee === id ||
    mandates.principals.some((principal) => task.assignee === principal.id && !task.barred.includes(principal.id)),
  claimable: (task, who) =>
    isOffered(task, who) ||
    (who.administers && nobody(task) && !task.barred.includes(who.id)) ||
    who.mandates.principals.some(
      (principal) => isOffered(task, principal) && (principal.definitionKeys?.includes(task.definition) ?? true),
    ),
  delegated: (task, { id }) => task.owner === id && task.assignee !== null && task.assignee !== id,
  following: () => false,
  own: (task, who) =>
    task.assignee === who.id ||
    task.owner === who.id ||
    isOffered(task, who) ||
    who.mandates.principals.some(
      (principal) =>
        !task.barred.includes(principal.id) &&
        (principal.definitionKeys?.includes(task.definition) ?? true) &&
        (task.assignee === principal.id || task.owner === principal.id || isOffered(task, principal)),
    ),
};

function admits(task: Sample, filter: TaskFilter): boolean {
  const due = task.due ?? Number.POSITIVE_INFINITY;
  if (filter.definitionKey !== undefined && task.definition !== filter.definitionKey) return false;
  if (filter.minPriority !== undefined && task.priority < filter.minPriority) return false;
  if (filter.dueBefore !== undefined && !(due < Date.parse(filter.dueBefore))) return false;
  if (filter.dueAfter !== undefined && !(due >= Date.parse(filter.dueAfter))) return false;
  return Object.entries(filter.variables ?? {}).every(([name, test]) => {
    const value = task.variables?.[name];
    if (value === undefined) return false;
    if (typeof test === 'string') return String(value) === test;
    return Number(value) >= Number(test.from) && Number(value) <= Number(test.to);
  });
}

const byId = (a: Sample, b: Sample): number => (a.id < b.id ? -1 : 1);
const byDue = (a: Sample, b: Sample): number => {
  const [one, other] = [a.due ?? Number.POSITIVE_INFINITY, b.due ?? Number.POSITIVE_INFINITY];
  return one === other ? byId(a, b) : one - other;
};
const ORDERS: Readonly<Record<TaskListing['sort'], (a: Sample, b: Sample) => number>> = {
  dueAt: byDue,
  '-dueAt': (a, b) => byDue(b, a),
  createdAt: byId,
  '-createdAt': (a, b) => byId(b, a),
  '-priority': (a, b) => b.priority - a.priority || byId(b, a),
};

describe('store/inbox', () => {
  let pool: pg.Pool;
  after(() => pool.end());
  const database = useDatabase();
  before(() => {
    pool = new pg.Pool({ connectionString: database.url, types: TYPES, max: 2 });
  });

  async function fill(tasks: readonly Sample[]): Promise<void> {
    await pool.query('truncate task, task_candidate, task_offer');
    for (const { id, due, ...task } of tasks) {
      const dueAt = due === null ? 'infinity' : new Date(due).toISOString();
      await pool.query(
        `insert into task (id, instance_id, definition_id, definition_key, element_id, element_instance_id, name, state, assignee, owner,
           candidate_users, candidate_groups, created_at, due_at, priority, visit, variables, barred)
         values ($1, 'c-' || $1, $2, $2, 'e', 'x', 'Task', $3, $4, $5, $6, $7, $8, $9, $10, 1, $11, $12)`,
        [
          id,
          task.definition,
          task.assignee === null ? 'offered' : 'claimed',
          task.assignee,
          task.owner,
          task.users,
          task.groups,
          new Date(NOW),
          dueAt,
          task.priority,
          task.variables,
          task.barred,
        ],
      );
      if (task.assignee !== null) continue;
      const principals = [...task.users.map((user) => `user:${user}`), ...task.groups.map((g) => `group:${g}`)];
      if (principals.length > 0) principals.push(...task.barred.map((barred) => `barred:${barred}`));
      for (const principal of principals)
        await pool.query('insert into task_candidate values ($1, $2, $3, $4)', [principal, dueAt, id, `c-${id}`]);
    }
  }

  async function everyPage(
    who: Reader,
    listing: Omit<TaskListing, 'paging' | 'now'>,
    limit: number,
  ): Promise<string[]> {
    const ids: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const paging = { limit, ...(cursor === undefined ? {} : { cursor }) };
      const page = await listTasks(pool, who, { ...listing, paging, now: NOW });
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    return ids;
  }

  const readers = fc.record({
    id: fc.constantFrom(...PEOPLE),
    groups: fc.subarray(GROUPS),
    administers: fc.boolean(),
    principals: fc.array(
      fc.record({
        id: fc.constantFrom(...PEOPLE),
        groups: fc.subarray(GROUPS),
        definitionKeys: fc.option(fc.constant(['d1'])),
        elementIds: fc.constant(null),
        openedFrom: fc.constant(0),
      }),
      { maxLength: 2 },
    ),
  });

  it('should list and count what a plain walk over all tasks finds, page by page', async function () {
    this.timeout(60_000);
    await fc.assert(
      fc.asyncProperty(
        samples,
        readers,
        fc.constantFrom<TaskView>('mine', 'claimable', 'delegated', 'own'),
        filters,
        fc.constantFrom(...(Object.keys(ORDERS) as TaskListing['sort'][])),
        fc.integer({ min: 1, max: 7 }),
        async (tasks, { id, groups, administers, principals }, view, filter, sort, limit) => {
          await fill(tasks);
          const narrow =
            view === 'mine' ? principals.map((principal) => ({ ...principal, definitionKeys: null })) : principals;
          const who = reader(id, groups, {
            administers,
            mandates: { reader: 'proxy', principals: narrow, inPerson: [] },
          });
          const expected = tasks.filter((task) => inView[view](task, who) && admits(task, filter)).sort(ORDERS[sort]);

          const listed = await everyPage(who, { view, filter, sort }, limit);
          const total = await countTasks(pool, who, { view, filter, now: NOW });

          expect(listed).to.deep.equal(expected.map((task) => task.id));
          expect(total).to.equal(expected.length);
        },
      ),
      { numRuns: 120 },
    );
  });

  it('should count what nobody narrowed without reading it, and not what the reader is barred from', async function () {
    this.timeout(60_000);
    await fc.assert(
      fc.asyncProperty(samples, readers, async (tasks, { id, groups, administers }) => {
        await fill(tasks);
        const who = reader(id, groups, { administers });

        for (const view of ['claimable', 'own'] as const)
          expect(await countTasks(pool, who, { view, filter: {}, now: NOW }), view).to.equal(
            tasks.filter((task) => inView[view](task, who)).length,
          );
      }),
      { numRuns: 100 },
    );
  });

  it('should give the most urgent that may be claimed, without those left out and those of suspended cases', async () => {
    const due = [3, 1, 2, 0].map(
      (hours, index): Sample => ({
        id: `t${index}`,
        assignee: null,
        owner: null,
        users: index === 0 ? ['ann'] : [],
        groups: ['g1', 'g2'],
        barred: [],
        due: NOW + hours * 3_600_000,
        priority: 0,
        definition: 'd1',
        variables: null,
      }),
    );
    await fill(due);
    await pool.query(
      `insert into instance (id, version, definition_id, definition_key, status, state, variables, started_at, updated_at, journal_seq, journal_hash, incident_count)
       values ('c-t1', 1, 'd', 'd', 'suspended', '{}', '{}', now(), now(), 0, '', 0)`,
    );

    const ids = await urgentTasks(pool, reader('ann', ['g1', 'g2']), {
      filter: {},
      now: NOW,
      except: ['t3'],
      exceptStepsOf: [],
      limit: 9,
    });

    expect(ids).to.deep.equal(['t2', 't0']);
    await pool.query("delete from instance where id = 'c-t1'");
  });

  it('should read no further into the ranges than the page needs', async () => {
    await pool.query('truncate task, task_candidate');
    await pool.query(
      `insert into task_candidate select 'group:g' || g, now() + n * interval '1 minute', 't' || lpad(n::text, 6, '0'), 'c' || n
       from generate_series(1, 3) g, generate_series(1, 3000) n`,
    );
    await pool.query('vacuum analyze task_candidate');
    const client = await pool.connect();
    const explained: string[] = [];
    const spy = {
      query: async (text: string, values: unknown[]) => {
        const { rows } = await client.query(`explain (analyze, format json) ${text}`, values);
        explained.push(JSON.stringify(rows[0]));
        return { rows: [], rowCount: 0 };
      },
    };

    await listTasks(spy as never, reader('ann', ['g1', 'g2', 'g3']), {
      view: 'claimable',
      filter: {},
      sort: 'dueAt',
      paging: { limit: 50 },
      now: NOW,
    });

    client.release();
    const rows = [...(explained[0] ?? '').matchAll(/"Relation Name":"task_candidate".*?"Actual Rows":(\d+)/g)].map(
      ([, n]) => Number(n),
    );
    expect(rows.length).to.be.greaterThan(0);
    for (const n of rows) expect(n).to.be.lessThan(80);
  });
});
