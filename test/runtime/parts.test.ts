import { expect } from 'chai';
import { fold } from '../../engine/core/apply.ts';
import type { DomainEvent } from '../../engine/core/events.ts';
import { repair } from '../../engine/runtime/repair.ts';
import { loadParts } from '../../engine/store/load-parts.ts';
import { flows } from '../support/bpmn.ts';
import { useDatabase } from '../support/database.ts';
import { createTestEngine, type TestEngine } from './support/engine.ts';

const ITEMS = 120;
const list = Array.from({ length: ITEMS }, (_, index) => `p${index + 1}`);
const DUE = '<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>';

const review = (loop: string, content = ''): string =>
  `<userTask id="review">${content}<multiInstanceLoopCharacteristics ${loop} tb:collection="items" tb:elementVariable="item" tb:outputCollection="results" tb:outputElement="=opinion"/></userTask>`;

const around = (activity: string, more = ''): string =>
  `<startEvent id="start"/>${activity}<userTask id="after"/><endEvent id="end"/>${flows('start review after end')}${more}`;

const PARALLEL = around(
  review(''),
  `<boundaryEvent id="late" attachedToRef="review">${DUE}</boundaryEvent><endEvent id="gaveUp"/>${flows('late gaveUp')}`,
);

const INNER = around(
  `<subProcess id="review"><multiInstanceLoopCharacteristics tb:collection="items" tb:elementVariable="item"/>
    <userTask id="first"/><serviceTask id="ask" tb:topic="none"/><userTask id="second"/>${flows('first ask second')}</subProcess>`,
);

describe('runtime/parts', () => {
  const database = useDatabase();
  let engine: TestEngine;
  let other: TestEngine;

  before(async () => {
    engine = await createTestEngine(database.url);
    other = await createTestEngine(database.url);
    await engine.deploy(PARALLEL, { key: 'parallel' });
    await engine.deploy(around(review('isSequential="true"')), { key: 'sequential' });
    await engine.deploy(INNER, { key: 'inner' });
    await engine.deploy(around(review('')), { key: 'deep' });
    const call = `<callActivity id="review" calledElement="deep"><multiInstanceLoopCharacteristics tb:collection="[items, items]" tb:elementVariable="unused"/></callActivity>`;
    await engine.deploy(around(call), { key: 'calls' });
    const million =
      '<multiInstanceLoopCharacteristics><loopCardinality>1000000</loopCardinality></multiInstanceLoopCharacteristics>';
    await engine.deploy(around(`<userTask id="review">${million}</userTask>`), { key: 'million' });
  });

  after(() => Promise.all([engine.close(), other.close()]));

  const rowsOf = async <Row>(text: string, id: string): Promise<Row[]> =>
    (await engine.runtime.pool.query(text, [id])).rows as Row[];

  const tasksOf = (id: string, element = 'review'): Promise<{ id: string; part: string | null }[]> =>
    rowsOf(`select id, part from task where instance_id = $1 and element_id = '${element}' order by id`, id);

  const partsOf = async (id: string): Promise<number> =>
    (await rowsOf('select from instance_part where instance_id = $1', id)).length;

  const complete = async (by: TestEngine, taskId: string): Promise<void> => {
    const done = await by.send('complete-task', { taskId }, { taskId, variables: { opinion: taskId } });
    if (!done.ok) throw new Error(`Expected ${taskId} to be completed, but got ${JSON.stringify(done.failure)}.`);
  };

  /** The truth as the database has it is the journal folded, the index rows follow from it, and the chain is whole. */
  async function expectWhole(id: string): Promise<void> {
    const { definitions, pool } = engine.runtime;
    const journal = await rowsOf<{ now: number; events: DomainEvent[] }>(
      'select at as now, events from journal where instance_id = $1 order by seq',
      id,
    );
    const { state } = (await loadParts(pool, new Map([[id, 'all']]))).get(id) ?? {};
    expect(state).to.deep.equal(JSON.parse(JSON.stringify(fold(journal))));
    expect((await repair(pool, definitions, { check: true })).differences).to.deep.equal([]);
  }

  const sizeOfRow = async (id: string): Promise<number> =>
    (await rowsOf<{ size: number }>('select length(state::text) as size from instance where id = $1', id))[0]?.size ??
    0;

  it('should keep each item apart, and a row of the case that does not grow with them', async () => {
    const id = await engine.startCase('parallel', { items: list });
    const few = await engine.startCase('parallel', { items: list.slice(0, 2) });

    expect(await partsOf(id)).to.equal(ITEMS);
    expect(await sizeOfRow(id)).to.be.lessThan((await sizeOfRow(few)) * 2);
    await expectWhole(id);
  });

  it('should take fifty completions of two processes at the same instant', async () => {
    const id = await engine.startCase('parallel', { items: list });
    const tasks = (await tasksOf(id)).slice(0, 50);

    await Promise.all(tasks.map(({ id: taskId }, index) => complete(index % 2 === 0 ? engine : other, taskId)));

    expect(await tasksOf(id)).to.have.length(ITEMS - 50);
    await expectWhole(id);
  }).timeout(20_000);

  it('should collect the results by position, whoever is first, and leave no part behind but the trail', async () => {
    const id = await engine.startCase('parallel', { items: list });
    const tasks = await tasksOf(id);

    await Promise.all([...tasks].reverse().map(({ id: taskId }) => complete(engine, taskId)));

    const { results } = (await engine.read(id))?.variables ?? {};
    expect(results).to.deep.equal(tasks.map((task) => task.id));
    expect(await tasksOf(id, 'after')).to.have.length(1);
    expect(
      await rowsOf("select from instance_part where instance_id = $1 and id not like 'trail:%'", id),
    ).to.deep.equal([]);
    await expectWhole(id);
  }).timeout(20_000);

  it('should end all parts with the case, which keeps its whole trail', async () => {
    const id = await engine.startCase('parallel', { items: list });
    await Promise.all((await tasksOf(id)).map((task) => complete(engine, task.id)));

    for (const task of await tasksOf(id, 'after')) await complete(other, task.id);

    expect((await engine.read(id))?.status).to.equal('completed');
    expect(await partsOf(id)).to.equal(0);
    const [row] = await rowsOf<{ trail: number }>(
      "select json_array_length(state -> 'trail') as trail from instance_history where id = $1",
      id,
    );
    expect(row?.trail).to.equal(ITEMS + 1);
  }).timeout(20_000);

  it('should end all items by a boundary event, and by cancelling', async () => {
    const [late, cancelled] = [
      await engine.startCase('parallel', { items: list }),
      await engine.startCase('parallel', { items: list }),
    ];

    const [timer] = await rowsOf<{ id: string }>("select id from job where instance_id = $1 and kind = 'timer'", late);
    const fired = await engine.send('fire-timer', { jobId: timer?.id ?? '' }, { timerId: timer?.id });
    const ended = await other.send('cancel-instance', { instanceId: cancelled }, { reason: 'wrong' });

    expect([fired.ok, ended.ok]).to.deep.equal([true, true]);
    for (const id of [late, cancelled]) {
      expect(await tasksOf(id)).to.deep.equal([]);
      expect(await partsOf(id)).to.equal(0);
    }
  }).timeout(20_000);

  it('should go through one item after the other, each with its own element', async () => {
    const id = await engine.startCase('sequential', { items: list });
    const seen: unknown[] = [];

    for (let number = 0; number < 60; number++) {
      const by = number % 3 === 0 ? other : engine;
      const [task] = await tasksOf(id);
      const [part] = await rowsOf<{ content: { elements: Record<string, { vars: { item: string } }> } }>(
        `select content from instance_part where instance_id = $1 and id = '${task?.part}'`,
        id,
      );
      seen.push(...Object.values(part?.content.elements ?? {}).map(({ vars }) => vars.item));
      await complete(by, task?.id ?? '');
    }

    expect(seen).to.deep.equal(list.slice(0, 60));
    await expectWhole(id);
  }).timeout(30_000);

  it('should find the tasks, calls and incidents inside items, and suspend them all', async () => {
    const id = await engine.startCase('inner', { items: list });
    for (const task of (await tasksOf(id, 'first')).slice(0, 3)) await complete(other, task.id);

    const [job] = await rowsOf<{ id: string; part: string }>(
      "select id, part from job where instance_id = $1 and kind = 'outbox'",
      id,
    );
    const failed = await engine.send(
      'fail-effect',
      { jobId: job?.id ?? '' },
      { effectId: job?.id, message: 'no', attemptsLeft: 0 },
    );
    const [incident] = await rowsOf<{ id: string; part: string }>(
      'select id, part from incident where instance_id = $1',
      id,
    );
    const suspended = await engine.send('suspend-instance', { instanceId: id }, {});
    const open = await rowsOf("select from job where instance_id = $1 and not suspended and kind = 'outbox'", id);

    expect([failed.ok, suspended.ok]).to.deep.equal([true, true]);
    expect(incident?.part).to.equal(job?.part);
    expect(open).to.deep.equal([]);
    await expectWhole(id);
  }).timeout(20_000);

  it('should keep items of items apart too, in called processes', async () => {
    const id = await engine.startCase('calls', { items: list });

    const tasks = await tasksOf(id);
    for (const task of tasks.slice(0, 4)) await complete(other, task.id);
    for (const task of tasks.slice(-4)) await complete(engine, task.id);

    expect(tasks).to.have.length(2 * ITEMS);
    await expectWhole(id);
  }).timeout(30_000);

  it('should tell the second of two who handled an item, as in any case', async () => {
    const id = await engine.startCase('parallel', { items: list });
    const tasks = await tasksOf(id);
    for (const { id: taskId } of tasks.slice(0, 40)) await complete(engine, taskId);

    const taskId = tasks[0]?.id ?? '';
    const again = await other.send('complete-task', { taskId }, { taskId, variables: {} });

    expect(again.ok ? null : again.failure.code).to.equal('task-already-handled');
  }).timeout(20_000);

  it('should refuse a million items by an incident that says how many are admitted', async () => {
    const id = await engine.startCase('million');

    const incidents = await rowsOf<{ code: string; params: object }>(
      'select code, params from incident where instance_id = $1',
      id,
    );

    expect(incidents).to.deep.equal([
      { code: 'loop-limit-exceeded', params: { elementId: 'review', limit: 20_000, total: 1_000_000 } },
    ]);
  }).timeout(30_000);
});
