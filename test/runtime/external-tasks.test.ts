import { expect } from 'chai';
import type { ExternalTask, WorkerCall } from '../../engine/runtime/external-tasks.ts';
import { flows } from '../support/bpmn.ts';
import { useDatabase } from '../support/database.ts';
import { ADMIN, createTestEngine, type TestEngine } from './support/engine.ts';
import { START } from './support/rig.ts';

const ERRORS = '<error id="refused" errorCode="refused"/>';
const CALL = `<startEvent id="start"/><serviceTask id="ask" tb:topic="measure" tb:retry="R3/PT10S"/>
  <boundaryEvent id="no" attachedToRef="ask"><errorEventDefinition errorRef="refused"/></boundaryEvent>
  <endEvent id="end"/><userTask id="look"/><endEvent id="other"/>${flows('start ask end', 'no look other')}`;
const LOCK_MS = 60_000;

describe('runtime/external-tasks', () => {
  const database = useDatabase();
  let engine: TestEngine;

  before(async () => {
    engine = await createTestEngine(database.url);
    await engine.deploy(CALL, { key: 'call', definitions: ERRORS });
  });

  beforeEach(async () => {
    engine.clock.set(START);
    await engine.runtime.pool.query('truncate instance, job, incident');
  });

  after(() => engine.close());

  const fetch = async (
    workerId: string,
    more: { maxTasks?: number; asyncResponseTimeout?: number; variables?: string[] } = {},
  ) => {
    const { variables, maxTasks = 10, asyncResponseTimeout = 0 } = more;
    const fetched = await engine.runtime.externalTasks.fetchAndLock({
      workerId,
      actor: ADMIN,
      topics: [{ topic: 'measure', lockDuration: LOCK_MS, variables }],
      maxTasks,
      asyncResponseTimeout,
    });
    if (!fetched.ok) throw new Error(`Expected work, but got ${fetched.failure.code}.`);
    return fetched.value;
  };
  const call = (task: ExternalTask | undefined, workerId: string): WorkerCall => ({
    id: task?.id ?? '',
    workerId,
    actor: ADMIN,
  });
  const codeOf = (outcome: { ok: boolean; failure?: { code: string } }) => outcome.failure?.code ?? 'ok';

  it('should give work to one worker until its lock runs out', async () => {
    const id = await engine.startCase('call', { size: 3 });

    const [task] = await fetch('ana');
    const others = await fetch('bo');
    engine.clock.set(START + LOCK_MS);
    const later = await fetch('bo');

    expect(task).to.deep.include({
      topic: 'measure',
      instanceId: id,
      elementId: 'ask',
      variables: { size: 3 },
      lockExpiresAt: START + LOCK_MS,
      retries: 3,
    });
    expect(others).to.deep.equal([]);
    expect(later.map((found) => found.id)).to.deep.equal([task?.id]);
  });

  it('should share work between workers without overlap', async () => {
    await Promise.all(Array.from({ length: 20 }, () => engine.startCase('call')));

    const parts = await Promise.all(['a', 'b', 'c', 'd'].map((worker) => fetch(worker, { maxTasks: 5 })));

    expect(new Set(parts.flat().map((task) => task.id)).size).to.equal(20);
  });

  it('should give only the variables asked for', async () => {
    await engine.startCase('call', { size: 3, secret: 4 });

    const [task] = await fetch('ana', { variables: ['size'] });

    expect(task?.variables).to.deep.equal({ size: 3 });
  });

  it('should wait for work that comes', async () => {
    const waiting = fetch('ana', { asyncResponseTimeout: 10_000 });

    await engine.startCase('call');

    expect(await waiting).to.have.length(1);
  });

  it('should complete with variables', async () => {
    const id = await engine.startCase('call');
    const [task] = await fetch('ana');

    const outcome = await engine.runtime.externalTasks.complete(call(task, 'ana'), { height: 12 });

    expect(codeOf(outcome)).to.equal('ok');
    expect(await engine.read(id)).to.deep.equal({ status: 'completed', variables: { height: 12 } });
  });

  it('should refuse a worker without the lock', async () => {
    await engine.startCase('call');
    const [task] = await fetch('ana');

    const outcome = await engine.runtime.externalTasks.complete(call(task, 'bo'));

    expect(codeOf(outcome)).to.equal('external-task-not-locked');
  });

  it('should refuse a worker whose lock has run out, also when another has the work by now', async () => {
    const id = await engine.startCase('call');
    const [task] = await fetch('ana');
    engine.clock.set(START + LOCK_MS);
    const expired = await engine.runtime.externalTasks.complete(call(task, 'ana'));
    await fetch('bo');

    const stale = await engine.runtime.externalTasks.complete(call(task, 'ana'));
    const current = await engine.runtime.externalTasks.complete(call(task, 'bo'));
    const again = await engine.runtime.externalTasks.complete(call(task, 'bo'));

    expect([expired, stale, current, again].map(codeOf)).to.deep.equal([
      'external-task-not-locked',
      'external-task-not-locked',
      'ok',
      'not-found',
    ]);
    expect((await engine.read(id))?.status).to.equal('completed');
  });

  it('should refuse the answer of an overtaken lock also where a worker of the same name has taken the next', async () => {
    const id = await engine.startCase('call');
    const { externalTasks } = engine.runtime;
    const [old] = await fetch('ana');
    engine.clock.set(START + LOCK_MS);
    const [young] = await fetch('ana');
    const by = (task: typeof old) => ({ ...call(task, 'ana'), lockToken: task?.lockToken });

    const overtaken = [
      await externalTasks.complete(by(old), { height: 1 }),
      await externalTasks.failure(by(old), { message: 'rain', retries: 0 }),
      await externalTasks.bpmnError(by(old), { errorCode: 'refused' }),
      await externalTasks.extendLock(by(old), LOCK_MS),
      await externalTasks.unlock(by(old)),
      await externalTasks.lock(by(old), LOCK_MS),
    ];
    const extended = await externalTasks.extendLock(by(young), LOCK_MS);
    const current = await externalTasks.complete(by(young), { height: 12 });

    expect(young?.lockToken).to.be.greaterThan(old?.lockToken ?? 0);
    expect(overtaken.map(codeOf)).to.deep.equal(Array(6).fill('external-task-not-locked'));
    expect([extended.ok, codeOf(current)]).to.deep.equal([true, 'ok']);
    expect((await engine.read(id))?.variables).to.deep.equal({ height: 12 });
  });

  it('should refuse a lock that is overtaken while its answer is on the way', async () => {
    const id = await engine.startCase('call');
    const { externalTasks, pool } = engine.runtime;
    const [old] = await fetch('ana');
    const connection = await pool.connect();
    await connection.query('begin');
    await connection.query(`update job set lock_token = nextval('external_lock') where id = $1`, [old?.id]);

    const answered = externalTasks.complete({ ...call(old, 'ana'), lockToken: old?.lockToken }, { height: 1 });
    await new Promise((resolve) => setTimeout(resolve, 50));
    await connection.query('commit');
    connection.release();

    expect(codeOf(await answered)).to.equal('external-task-not-locked');
    expect((await engine.read(id))?.status).to.equal('active');
  });

  it('should keep one lock one lock while its worker locks it again, and free work of its name', async () => {
    await engine.startCase('call');
    const { externalTasks } = engine.runtime;
    const [task] = await fetch('ana');
    const held = { ...call(task, 'ana'), lockToken: task?.lockToken };

    const again = await externalTasks.lock(held, LOCK_MS);
    engine.clock.set(START + LOCK_MS);
    const late = await externalTasks.lock(held, LOCK_MS);
    engine.clock.set(START + 2 * LOCK_MS);
    const bare = await externalTasks.lock(call(task, 'ana'), LOCK_MS);

    expect([again.ok, late.ok, bare.ok]).to.deep.equal([true, true, true]);
    expect(codeOf(await externalTasks.complete(held))).to.equal('external-task-not-locked');
    expect(codeOf(await externalTasks.complete(call(task, 'ana')))).to.equal('ok');
  });

  it('should try again when and as often as the worker says, then raise an incident', async () => {
    await engine.startCase('call');
    const [task] = await fetch('ana');

    await engine.runtime.externalTasks.failure(call(task, 'ana'), { message: 'rain', retries: 1, retryTimeout: 5_000 });
    const tooEarly = await fetch('ana');
    engine.clock.set(START + 5_000);
    const [again] = await fetch('ana');
    await engine.runtime.externalTasks.failure(call(again, 'ana'), { message: 'rain', retries: 0 });

    expect(tooEarly).to.deep.equal([]);
    expect(again?.retries).to.equal(1);
    expect((await engine.runtime.pool.query('select code from incident')).rows).to.deep.equal([
      { code: 'effect-failed' },
    ]);
    engine.clock.set(START + 50_000);
    expect(await fetch('ana')).to.deep.equal([]);
  });

  it('should raise the error the model foresees', async () => {
    const id = await engine.startCase('call');
    const [task] = await fetch('ana');

    await engine.runtime.externalTasks.bpmnError(call(task, 'ana'), { errorCode: 'refused' });

    const { rows } = await engine.runtime.pool.query('select element_id from task where instance_id = $1', [id]);
    expect(rows).to.deep.equal([{ element_id: 'look' }]);
  });

  it('should extend a lock that holds, and give work back', async () => {
    await engine.startCase('call');
    const [task] = await fetch('ana');
    engine.clock.set(START + LOCK_MS - 1);

    const extended = await engine.runtime.externalTasks.extendLock(call(task, 'ana'), LOCK_MS);
    engine.clock.set(START + LOCK_MS + 1_000);
    const still = await fetch('bo');
    const unlocked = await engine.runtime.externalTasks.unlock(call(task, 'ana'));
    const freed = await fetch('bo');

    expect(extended).to.deep.equal({ ok: true, value: START + 2 * LOCK_MS - 1 });
    expect([still.length, unlocked.ok, freed.length]).to.deep.equal([0, true, 1]);
  });

  it('should not take a worker of another account for the one that holds the lock, whatever it calls itself', async () => {
    const id = await engine.startCase('call');
    const [task] = await fetch('ana');
    const mine = call(task, 'ana');
    const foreign = { ...mine, actor: { ...ADMIN, id: 'other' } };
    const { externalTasks } = engine.runtime;

    const outcomes = [
      await externalTasks.complete(foreign, { height: 1 }),
      await externalTasks.failure(foreign, { message: 'rain', retries: 0 }),
      await externalTasks.bpmnError(foreign, { errorCode: 'refused' }),
      await externalTasks.extendLock(foreign, LOCK_MS),
      await externalTasks.unlock(foreign),
      await externalTasks.lock(foreign, LOCK_MS),
    ];

    expect(outcomes.map(codeOf)).to.deep.equal(Array(6).fill('external-task-not-locked'));
    expect(codeOf(await externalTasks.complete(mine, { height: 12 }))).to.equal('ok');
    expect((await engine.read(id))?.variables).to.deep.equal({ height: 12 });
  });

  it('should give the most urgent work first, in the order it fell due among equals, and in that order alone if asked', async () => {
    await engine.deploy(
      `<startEvent id="start"/><serviceTask id="ask" tb:topic="measure" tb:priority="=urgency"/><endEvent id="end"/>${flows('start ask end')}`,
      { key: 'urgent' },
    );
    for (const [n, urgency] of [0, 5, -1, 5].entries()) {
      engine.clock.set(START + n);
      await engine.startCase('urgent', { urgency, n });
    }
    const take = async (usePriority?: boolean) => {
      const request = { workerId: 'ana', actor: ADMIN, topics: [{ topic: 'measure', lockDuration: 1 }] };
      const fetched = await engine.runtime.externalTasks.fetchAndLock({ ...request, maxTasks: 2, usePriority });
      engine.clock.set(engine.clock.now() + 10);
      return fetched.ok ? fetched.value.map(({ variables: { n }, priority }) => [n, priority]) : fetched.failure.code;
    };

    expect(await take()).to.deep.equal([
      [1, 5],
      [3, 5],
    ]);
    expect(await take(false)).to.deep.equal([
      [0, 0],
      [1, 5],
    ]);
  });
});
