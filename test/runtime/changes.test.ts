import { expect } from 'chai';
import type { ChangeEvent } from '../../engine/runtime/changes.ts';
import { flows } from '../support/bpmn.ts';
import { useDatabase } from '../support/database.ts';
import { ADMIN, createTestEngine, type TestEngine } from './support/engine.ts';

const TASK = `<startEvent id="start"/><userTask id="work"><extensionElements><tb:assignment groups="finance" users="ana"/></extensionElements></userTask>
  <endEvent id="end"/>${flows('start work end')}`;
const CALL = `<startEvent id="start"/><serviceTask id="ask" tb:topic="measure"/><endEvent id="end"/>${flows('start ask end')}`;

describe('runtime/changes', function () {
  this.timeout(30_000);
  const database = useDatabase();
  let here: TestEngine;
  let there: TestEngine;

  before(async () => {
    [here, there] = [
      await createTestEngine(database.url, { loops: true, pollMs: 600_000 }),
      await createTestEngine(database.url, { loops: true, pollMs: 600_000 }),
    ];
    await here.deploy(TASK, { key: 'task' });
    await here.deploy(CALL, { key: 'call' });
    const listening = `select count(*) from pg_stat_activity where application_name = 'tongban listen' and query like 'listen%' and datname = current_database()`;
    while ((await here.runtime.pool.query(listening)).rows[0].count < 2)
      await new Promise((resolve) => setTimeout(resolve, 10));
  });

  after(async () => {
    await here.close();
    await there.close();
  });

  const next = (engine: TestEngine): Promise<ChangeEvent> =>
    new Promise((resolve) => {
      const stop = engine.runtime.changes.listen((event) => {
        stop();
        resolve(event);
      });
    });

  it('should tell which tasks of which case have changed, and whom it concerns', async () => {
    const heard = next(here);

    const id = await here.startCase('task');

    const { change } = await heard;
    const { rows } = await here.runtime.pool.query('select id from task where instance_id = $1', [id]);
    expect(change).to.deep.equal({
      instanceId: id,
      definitionKey: 'task',
      ended: false,
      tasks: rows.map((row) => row.id),
      tasksRemoved: [],
      notices: [],
      principals: ['user:admin', 'user:ana', 'group:finance'],
    });
  });

  it('should tell other processes', async () => {
    const heard: (string | undefined)[] = [];
    const stop = there.runtime.changes.listen(({ change }) => heard.push(change?.instanceId));

    const id = await here.startCase('task');
    while (!heard.includes(id)) await new Promise((resolve) => setTimeout(resolve, 5));

    stop();
    expect(heard.filter((each) => each === id)).to.have.length(1);
  });

  it('should wake a worker that waits at another process', async () => {
    const waiting = there.runtime.externalTasks.fetchAndLock({
      workerId: 'w',
      actor: ADMIN,
      topics: [{ topic: 'measure', lockDuration: 1_000 }],
      maxTasks: 1,
      asyncResponseTimeout: 20_000,
    });

    const id = await here.startCase('call');

    const fetched = await waiting;
    expect(fetched.ok && fetched.value.map((task) => task.instanceId)).to.deep.equal([id]);
  });

  it('should give what was missed since an event, and say when it no longer knows', async () => {
    const from = here.runtime.changes.lastId;

    const ids = [await here.startCase('task'), await here.startCase('task')];

    expect(here.runtime.changes.since(from)?.map(({ change }) => change?.instanceId)).to.deep.equal(ids);
    expect(here.runtime.changes.since(here.runtime.changes.lastId)).to.deep.equal([]);
    expect(here.runtime.changes.since(there.runtime.changes.lastId)).to.equal(undefined);
    expect(here.runtime.changes.since('nonsense')).to.equal(undefined);
  });

  it('should say that something has changed where too much has changed to tell', async () => {
    const told: (string | undefined)[] = [];
    const stop = there.runtime.changes.listen(({ change }) => told.push(change?.instanceId));

    const ids = await Promise.all(Array.from({ length: 400 }, () => here.startCase('task')));
    while (!told.includes(undefined) && !ids.every((id) => told.includes(id)))
      await new Promise((resolve) => setTimeout(resolve, 5));

    stop();
    const missed = ids.filter((id) => !told.includes(id));
    expect(missed.length === 0 || told.includes(undefined)).to.equal(true);
  });
});
