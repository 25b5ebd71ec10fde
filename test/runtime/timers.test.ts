import { expect } from 'chai';
import { MAX_START_TIMERS } from '../../engine/store/deployments/write-deployment.ts';
import { bpmn, flows } from '../support/bpmn.ts';
import { useDatabase } from '../support/database.ts';
import { createTestEngine, type TestEngine } from './support/engine.ts';
import { START } from './support/rig.ts';

const HOUR = 3_600_000;

const WAIT = `<startEvent id="start"/>
  <intermediateCatchEvent id="wait"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>
  <endEvent id="end"/>${flows('start wait end')}`;

describe('runtime/timers', () => {
  const database = useDatabase();
  let engine: TestEngine;

  beforeEach(async () => {
    engine = await createTestEngine(database.url);
    await engine.runtime.pool.query('truncate instance, instance_history, job, subscription, message');
  });

  afterEach(() => engine.close());

  const jobs = async () =>
    (await engine.runtime.pool.query('select kind, due_at, state, suspended, instance_id from job order by due_at, id'))
      .rows;

  it('should fire when its time has come, and not before', async () => {
    await engine.deploy(WAIT, { key: 'waiting' });
    const id = await engine.startCase('waiting');

    await engine.runtime.moveClock(START + HOUR - 1);
    const before = await engine.read(id);
    await engine.runtime.moveClock(START + HOUR);

    expect(before?.status).to.equal('active');
    expect((await engine.read(id))?.status).to.equal('completed');
    expect(await jobs()).to.deep.equal([]);
  });

  it('should settle for everybody who waits for it at the same time', async () => {
    await engine.deploy(WAIT, { key: 'waiting' });
    const ids = await Promise.all(Array.from({ length: 10 }, () => engine.startCase('waiting')));
    engine.clock.set(START + HOUR);

    await Promise.all(Array.from({ length: 40 }, () => engine.runtime.settle()));

    const statuses = await Promise.all(ids.map(async (id) => (await engine.read(id))?.status));
    expect(new Set(statuses)).to.deep.equal(new Set(['completed']));
  });

  it('should not fire while the case is suspended, and have the time that was left when it is resumed', async () => {
    await engine.deploy(WAIT, { key: 'waiting' });
    const id = await engine.startCase('waiting');
    await engine.send('suspend-instance', { instanceId: id });

    await engine.runtime.moveClock(START + 2 * HOUR);
    const suspended = await engine.read(id);
    await engine.send('resume-instance', { instanceId: id });
    await engine.runtime.settle();

    expect(suspended?.status).to.equal('suspended');
    expect((await engine.read(id))?.status).to.equal('active');
    await engine.runtime.moveClock(START + 3 * HOUR);
    expect((await engine.read(id))?.status).to.equal('completed');
  });

  it('should stop at every due time on the way when the clock is moved', async () => {
    const twice = `<startEvent id="start"/>
      <intermediateCatchEvent id="a"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>
      <intermediateCatchEvent id="b"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>
      <endEvent id="end"/>${flows('start a b end')}`;
    await engine.deploy(twice, { key: 'twice' });
    const id = await engine.startCase('twice');

    await engine.runtime.moveClock(START + 5 * HOUR);

    expect((await engine.read(id))?.status).to.equal('completed');
    const { rows } = await engine.runtime.pool.query('select ended_at from instance_history where id = $1', [id]);
    expect(rows[0].ended_at).to.equal(START + 2 * HOUR);
  });

  it('should fire each timer once when two processes look for due ones', async () => {
    await engine.deploy(WAIT, { key: 'waiting' });
    const ids = await Promise.all(Array.from({ length: 60 }, () => engine.startCase('waiting')));
    const other = await createTestEngine(database.url);
    for (const { clock } of [engine, other]) clock.set(START + HOUR);

    await Promise.all([engine.runtime.settle(), other.runtime.settle()]);

    await other.close();
    const { rows } = await engine.runtime.pool.query(
      `select instance_id, count(*) from journal where command = 'fire-timer' and instance_id = any($1) group by 1`,
      [ids],
    );
    expect(rows).to.have.length(60);
    expect(rows.every((row) => row.count === 1)).to.equal(true);
  });

  it('should fire what a killed process had taken, once its lease has run out', async () => {
    await engine.deploy(WAIT, { key: 'waiting' });
    const id = await engine.startCase('waiting');
    engine.clock.set(START + HOUR);
    await engine.runtime.pool.query(`update job set lease_until = clock_timestamp() + interval '1 hour'`);
    let isSettled = false;
    const settled = engine.runtime.settle().then(() => {
      isSettled = true;
    });
    await engine.startCase('waiting');
    const whileLeased = await engine.read(id);
    expect(isSettled).to.equal(false);

    await engine.runtime.pool.query(`update job set lease_until = clock_timestamp() - interval '1 second'`);
    await settled;

    expect(whileLeased?.status).to.equal('active');
    expect((await engine.read(id))?.status).to.equal('completed');
  });

  it('should fire by itself on a running loop', async () => {
    await engine.close();
    engine = await createTestEngine(database.url, { loops: true });
    await engine.deploy(WAIT.replace('PT1H', 'PT0S'), { key: 'soon' });

    const id = await engine.startCase('soon');
    while ((await engine.read(id))?.status === 'active') await new Promise((resolve) => setTimeout(resolve, 5));

    expect((await engine.read(id))?.status).to.equal('completed');
  });

  it('should be fired early by hand', async () => {
    await engine.deploy(WAIT, { key: 'waiting' });
    const id = await engine.startCase('waiting');
    const { rows } = await engine.runtime.pool.query('select id from job where instance_id = $1', [id]);

    const outcome = await engine.runtime.jobs.execute(rows[0].id, {
      id: 'admin',
      roles: ['admin'],
      groups: [],
      department: null,
    });

    expect(outcome.ok).to.equal(true);
    expect((await engine.read(id))?.status).to.equal('completed');
  });

  it('should leave a job that keeps being refused among the failed ones, not try it for ever', async () => {
    await engine.runtime.pool.query(
      `insert into job (id, kind, instance_id, payload, created_at, due_at, attempts) values ('orphan', 'timer', 'no such case', '{}', to_timestamp(0), to_timestamp(0), 4)`,
    );

    await engine.runtime.settle();

    expect(await jobs()).to.deep.equal([
      { kind: 'timer', due_at: 0, state: 'failed', suspended: false, instance_id: 'no such case' },
    ]);
  });

  it('should stop as an incident where a cycle turns out to come more often than once a second', async () => {
    const body = `<startEvent id="start"/><userTask id="work"/><endEvent id="end"/>
      <boundaryEvent id="tick" attachedToRef="work" cancelActivity="false">
        <timerEventDefinition><timeCycle>="R/PT" + pause + "S"</timeCycle></timerEventDefinition></boundaryEvent>
      <endEvent id="ticked"/>${flows('start work end', 'tick ticked')}`;
    await engine.deploy(body, { key: 'bomb' });

    const id = await engine.startCase('bomb', { pause: '0.001' });

    const { rows } = await engine.runtime.pool.query('select code, params from incident where instance_id = $1', [id]);
    expect(rows[0]?.code).to.equal('timer-invalid');
    expect(rows[0]?.params.reason).to.contain('more often than once a second');
    expect(await jobs()).to.deep.equal([]);
  });

  describe('at a start event', () => {
    const cycle = (
      text: string,
    ) => `<startEvent id="start"><timerEventDefinition><timeCycle>${text}</timeCycle></timerEventDefinition></startEvent>
      <endEvent id="end"/>${flows('start end')}`;
    const cases = async (definitionId: string) =>
      (
        await engine.runtime.pool.query<{ started_at: number }>(
          'select started_at from instance_history where definition_id = $1 order by 1',
          [definitionId],
        )
      ).rows.map((row) => (row.started_at - START) / HOUR);

    it('should start a case each time, as often as said', async () => {
      const definition = await engine.deploy(cycle('R3/PT1H'), { key: 'cycle' });

      await engine.runtime.moveClock(START + 10 * HOUR);

      expect(await cases(definition)).to.deep.equal([1, 2, 3]);
      expect(await jobs()).to.deep.equal([]);
    });

    it('should start one case each time when two processes look', async () => {
      const definition = await engine.deploy(cycle('R/PT1H'), { key: 'cycle-two' });
      const other = await createTestEngine(database.url);
      for (const { clock } of [engine, other]) clock.set(START + HOUR);

      await Promise.all([engine.runtime.settle(), other.runtime.settle()]);

      await other.close();
      expect(await cases(definition)).to.deep.equal([1]);
    });

    it('should be replaced by the one of the next version', async () => {
      const first = await engine.deploy(cycle('R/PT1H'), { key: 'versions' });
      const second = await engine.deploy(cycle('R/PT2H'), { key: 'versions' });

      await engine.runtime.moveClock(START + 4 * HOUR);

      expect(await cases(first)).to.deep.equal([]);
      expect(await cases(second)).to.deep.equal([2, 4]);
    });

    it('should be refused where there are too many in all, those for later included', async () => {
      const all = (keys: number) =>
        Array.from({ length: keys }, (_, n) => ({
          name: `t${n}.bpmn`,
          content: bpmn(cycle('R/P1D'), { key: `many-${n}` }),
        }));
      const { pool, deployments } = engine.runtime;
      await pool.query(
        `insert into job (id, kind, definition_key, payload, created_at, due_at)
         select 'filler-' || n, 'timer', 'filler', '{}', now(), 'infinity' from generate_series(1, $1) n`,
        [MAX_START_TIMERS - 3],
      );
      const later = { activateAt: START + HOUR };
      const fits = await deployments.deploy({ name: 'later', resources: all(2), by: 'admin', ...later });

      const tooMany = await deployments.deploy({ name: 'more', resources: all(4).slice(2), by: 'admin' });

      await pool.query("delete from job where definition_key = 'filler'");
      const { rowCount } = await pool.query("select from definition where key in ('many-2', 'many-3')");
      expect(fits.ok).to.equal(true);
      expect(tooMany.ok ? [] : tooMany.problems.map(({ rule }) => rule)).to.deep.equal(['start-timers-too-many']);
      expect(rowCount).to.equal(0);
    });

    it('should rest while the definition is suspended', async () => {
      const definition = await engine.deploy(cycle('R/PT1H'), { key: 'rest' });
      await engine.runtime.deployments.suspend(definition, true);

      await engine.runtime.moveClock(START + 2 * HOUR);

      expect(await cases(definition)).to.deep.equal([]);
    });
  });
});
