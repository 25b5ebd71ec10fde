import { expect } from 'chai';
import pg from 'pg';
import { compilersWith } from '../../../engine/boot/compilers.ts';
import { openDemo } from '../../../engine/boot/demo.ts';
import { addDemoCatalogue } from '../../../engine/boot/demo-catalogue.ts';
import { useDemoItems } from '../../../engine/boot/demo-items.ts';
import { addDemoOrganisation } from '../../../engine/boot/demo-organisation.ts';
import { addDemoPeople } from '../../../engine/boot/demo-people.ts';
import { deployFolders } from '../../../engine/boot/deploy-folders.ts';
import { openTown } from '../../../engine/boot/town/open-town.ts';
import { adaptersWith, Scripts } from '../../../engine/boot/town/surroundings.ts';
import { useItems } from '../../../engine/boot/use-items.ts';
import { COMMANDS } from '../../../engine/commands/index.ts';
import { systemClock } from '../../../engine/runtime/clock.ts';
import { createRuntime, type Runtime } from '../../../engine/runtime/engine.ts';
import { repair } from '../../../engine/runtime/repair.ts';
import { anyCase } from '../../../engine/store/cases/any-case.ts';
import { clearTown, isTownCutShort, markTown } from '../../../engine/store/demo/town-mark.ts';
import { verifyJournal } from '../../../engine/store/journal.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { silent } from '../../support/silent.ts';

const NOW = Date.parse('2026-06-10T15:00:00+08:00');
const CASES = 24;

/** What can be said of a case without its ids. */
const CASES_OF = `select business_key as key, status, initiator, started_at as at, null::timestamptz as ended, variables -> 'serviceItem' as item from instance
  union all select business_key, status, initiator, started_at, ended_at, variables -> 'serviceItem' from instance_history order by key, at`;

/** Who did what, case by case. */
const DONE_IN = `select i.key, string_agg(j.command || ' by ' || j.actor, ', ' order by j.seq) as done
  from (select id, business_key as key, started_at from instance union all select id, business_key, started_at from instance_history) i
  join journal j on j.instance_id = i.id group by i.id, i.key, i.started_at order by i.key, i.started_at, 2`;

const RATINGS_OF = `select business_key, contact_point, level, anonymous, verified, comment, rated_at, state, reminded_at, escalated_at, corrected_level
  from rating order by business_key, contact_point`;

/** What each screen shows something of, and how that is found. */
const SHOWN: Readonly<Record<string, string>> = {
  'a task that somebody has taken': 'select 1 from task where assignee is not null',
  'a task that is offered': 'select 1 from task where assignee is null',
  ...Object.fromEntries(
    ['green', 'yellow', 'red'].map((lamp) => [
      `a task with a ${lamp} lamp`,
      `select 1 from task where lamp = '${lamp}'`,
    ]),
  ),
  'a clock that waits for the applicant': "select 1 from clock where lamp = 'blue'",
  'a clock long over': "select 1 from clock where lamp in ('red', 'double-red')",
  'a card of supervision': 'select 1 from card',
  'an applicant who urges': "select 1 from notice where kind = 'urge'",
  'a rating nobody has looked into in time':
    "select 1 from rating where state = 'to-contact' and escalated_at is not null",
  'a good rating': 'select 1 from rating where level <= 2',
  'an objection that is decided': "select 1 from data_objection where state <> 'open'",
  'an objection that is late': `select 1 from data_objection where state = 'open' and due_at < '${new Date(NOW).toISOString()}'`,
  'a department out of order': 'select 1 from incident',
  'a consultation': "select 1 from task_history where name = '答复征求意见'",
  'an item that was applied for': "select 1 from instance where variables -> 'serviceItem' -> 'materials' is not null",
  'a supplement': "select 1 from message where name = 'supplement.requested'",
  'a special procedure': "select 1 from message where name = 'special.notice'",
  'a case that was withdrawn': "select 1 from instance_history where status = 'terminated'",
};

async function townIn(database: TestDatabase, ofCases = CASES) {
  const pool = new pg.Pool({ connectionString: database.connectionString, max: 2 });
  const compilers = compilersWith({ soundness: 'warning', soundnessStates: null });
  const options = { databaseUrl: database.connectionString, clock: systemClock, logger: silent };
  const runtime = await createRuntime({ ...options, commands: COMMANDS, compilers, adapters: [] });
  await addDemoPeople(pool, 'processes/demo/organisation.json', NOW);
  await addDemoOrganisation(pool, NOW);
  await addDemoCatalogue(pool, NOW);
  await deployFolders(runtime, 'processes');
  await useItems(runtime, 'processes', silent);
  await useDemoItems(runtime);
  const count = await openTown({ ...options, processes: 'processes', cases: ofCases, now: NOW, zone: 'Asia/Shanghai' });
  const { differing, strays } = await repair(runtime.pool, runtime.definitions, { check: true });
  const broken: string[] = [];
  for (const { id } of (await pool.query('select id from instance union all select id from instance_history')).rows)
    if (!(await verifyJournal(runtime.pool, id))?.intact) broken.push(id);
  await runtime.stop();
  const cases = (await pool.query(CASES_OF)).rows;
  const tasks = (await pool.query('select business_key, element_id, assignee, due_at, lamp from task order by 1, 2, 4'))
    .rows;
  const { rows: overdue } = await pool.query(
    "select kind from job where state = 'open' and not suspended and due_at < $1",
    [new Date(NOW)],
  );
  const ratings = (await pool.query(RATINGS_OF)).rows;
  const done = (await pool.query(DONE_IN)).rows;
  const { rows: unreachable } = await pool.query(
    "select m.account_id from membership m join account a on a.id = m.account_id where m.group_id like '%-experts' and not a.demo",
  );
  const cards = (await pool.query('select number, colour, addressee, text from card order by number')).rows;
  const missing: string[] = [];
  for (const [what, query] of Object.entries(SHOWN))
    if ((await pool.query(`${query} limit 1`)).rowCount === 0) missing.push(what);
  await pool.end();
  return {
    missing,
    count,
    cases,
    done,
    tasks,
    overdue,
    ratings,
    cards,
    unreachable,
    wrong: { differing, strays, broken },
  };
}

describe('boot/town', function () {
  this.timeout(900_000);
  const databases: TestDatabase[] = [];
  after(async () => {
    for (const database of databases) await database.drop();
  });

  it('should live the same cases each time, up to now, and leave nothing that is due: also after one was taken away', async () => {
    const database = await createTestDatabase();
    databases.push(database);
    const first = await townIn(database);
    const pool = new pg.Pool({ connectionString: database.connectionString, max: 1 });
    const kept = async () => (await pool.query(`select count(*) from subscription where instance_id is null`)).rows;
    const starts = await kept();
    await clearTown(pool);
    expect(await anyCase(pool)).to.equal(false);
    expect(await kept()).to.deep.equal(starts);
    await pool.end();
    const second = await townIn(database);

    expect(first.count).to.be.within(CASES - 2, CASES + 2);
    // Besides those that came, cases begin others: an event that comes again, a question of responsibility.
    expect(new Set(first.cases.map(({ key }) => key)).size).to.be.at.least(first.count);
    expect(first.cases.filter(({ status }) => status === 'completed')).to.not.have.length(0);
    expect(first.tasks).to.not.have.length(0);
    expect(first.overdue).to.deep.equal([]);
    expect(first.wrong).to.deep.equal({ differing: 0, strays: 0, broken: [] });
    expect(first.unreachable, 'whoever may be drawn can be signed in as').to.deep.equal([]);
    expect(first.ratings).to.not.have.length(0);
    expect(first.ratings.every(({ verified }) => verified)).to.equal(true);
    expect(second).to.deep.equal(first);
  });

  it('should have something to show on every screen', async () => {
    const database = await createTestDatabase();
    databases.push(database);

    const { missing, wrong } = await townIn(database, 150);

    expect(missing).to.deep.equal([]);
    expect(wrong).to.deep.equal({ differing: 0, strays: 0, broken: [] });
  });

  it('should be filled anew at a start where one was cut short, and only there', async () => {
    const database = await createTestDatabase();
    databases.push(database);
    const compilers = compilersWith({ soundness: 'warning', soundnessStates: null });
    const options = { databaseUrl: database.connectionString, clock: systemClock, logger: silent };
    const adapters = adaptersWith(new Scripts(), () => runtime);
    const runtime: Runtime = await createRuntime({ ...options, commands: COMMANDS, compilers, adapters });
    const { pool } = runtime;
    const settings = { ...options, processes: 'processes', cases: 0, zone: 'Asia/Shanghai' };
    await deployFolders(runtime, 'processes');
    await useItems(runtime, 'processes', silent);
    const ids = async () =>
      (await pool.query<{ id: string }>('select id from instance order by id')).rows.map(({ id }) => id);
    try {
      await openDemo(runtime, settings);
      const first = await ids();
      await openDemo(runtime, settings);
      expect(await ids())
        .to.deep.equal(first)
        .and.not.have.length(0);

      await markTown(pool, NOW);
      await openDemo(runtime, settings);
      const anew = await ids();

      expect(anew).to.have.length(first.length);
      expect(anew.filter((id) => first.includes(id))).to.deep.equal([]);
      expect(await isTownCutShort(pool)).to.equal(false);
    } finally {
      await runtime.stop();
    }
  });
});
