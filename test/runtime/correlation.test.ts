import { expect } from 'chai';
import { flows } from '../support/bpmn.ts';
import { ORDER_CONVERSATION, subscribed } from '../support/correlation.ts';
import { useDatabase } from '../support/database.ts';
import { ADMIN, createTestEngine, type TestEngine } from './support/engine.ts';

const definitions = ORDER_CONVERSATION;
const waiting = `<startEvent id="start"/><receiveTask id="a" messageRef="mPaid"/><userTask id="done"/>${flows('start a done')}`;
const opened = `<startEvent id="start"><messageEventDefinition messageRef="mOrder"/></startEvent><userTask id="u"/><receiveTask id="a" messageRef="mOrder"/><endEvent id="end"/>${flows('start u a end')}`;

describe('runtime/correlation by properties', () => {
  const database = useDatabase();
  let engine: TestEngine;
  beforeEach(async () => {
    engine = await createTestEngine(database.url);
    await engine.runtime.pool.query(
      'truncate message, message_recipe, message_start_gate, subscription, instance, instance_history, task, task_candidate, job, definition, deployment cascade',
    );
    await engine.runtime.definitions.refresh();
  });
  afterEach(() => engine.close());

  const publish = async (name: string, variables: Record<string, unknown>, more: object = {}) => {
    const published = await engine.runtime.messages.publish({ name, variables, ...more }, ADMIN);
    if (!published.ok) throw new Error(JSON.stringify(published.failure));
    return published.value;
  };
  const tasksOf = async (instanceId: string): Promise<string[]> =>
    (
      await engine.runtime.pool.query('select element_id as id from task where instance_id = $1', [instanceId])
    ).rows.map(({ id }) => id);
  const complete = async (instanceId: string): Promise<void> => {
    const { rows } = await engine.runtime.pool.query('select id from task where instance_id = $1', [instanceId]);
    await engine.send('complete-task', { taskId: rows[0].id }, { taskId: rows[0].id });
    await engine.runtime.settle();
  };

  it('should give a message to the case whose values it bears, all of them, and to no other', async () => {
    await engine.deploy(waiting + subscribed('no', 'who'), { key: 'p', definitions });
    await engine.startCase('p', { no: 1, who: 'li' });
    const second = await engine.startCase('p', { no: 2, who: 'li' });
    const partly = await engine.startCase('p', { no: 2 });

    expect(await publish('paid', { reference: 2, payer: 'wang' })).to.deep.equal({
      outcome: 'ignored',
      instanceIds: [],
    });
    expect(await publish('paid', { reference: 2 })).to.have.property('outcome', 'ignored');
    expect(await publish('paid', { reference: '2', payer: 'li' })).to.deep.equal({
      outcome: 'correlated',
      instanceIds: [second],
    });
    expect(await tasksOf(second)).to.deep.equal(['done']);
    expect(await tasksOf(partly)).to.deep.equal([]);
  });

  it('should keep messages for who waits later, the oldest first, also those that came before the model', async () => {
    await publish('paid', { reference: 5, payer: 'li', n: 1 }, { timeToLive: 'PT1H' });
    await engine.deploy(waiting + subscribed('no', 'who'), { key: 'p', definitions });
    await publish('paid', { reference: 5, payer: 'li', n: 2 }, { timeToLive: 'PT1H' });

    const first = await engine.startCase('p', { no: 5, who: 'li' });
    await engine.runtime.settle();
    const second = await engine.startCase('p', { no: 5, who: 'li' });
    await engine.runtime.settle();

    expect((await engine.read(first))?.variables).to.include({ n: 1 });
    expect((await engine.read(second))?.variables).to.include({ n: 2 });
  });

  it('should open a case with the first message of a conversation, and bring the second to it', async () => {
    await engine.deploy(opened, { key: 'p', definitions });
    const order = { order: { id: 1 }, customer: 'li' };
    const { instanceIds } = await publish('order', order);
    const [id = ''] = instanceIds;

    expect(await publish('order', order)).to.have.property('outcome', 'ignored');
    expect(await publish('order', order, { timeToLive: 'PT1H' })).to.have.property('outcome', 'buffered');
    expect(await publish('order', { ...order, customer: 'wang' })).to.have.property('outcome', 'started');
    await complete(id);

    expect(await engine.read(id)).to.have.property('status', 'completed');
    expect(await publish('order', order)).to.have.property('outcome', 'started');
  });

  it('should open one case where many messages of one conversation come at once, in two processes too', async () => {
    await engine.deploy(opened, { key: 'p', definitions });
    const other = await createTestEngine(database.url);
    const send = (id: number, each: TestEngine) =>
      each.runtime.messages.publish({ name: 'order', variables: { order: { id }, customer: 'li' } }, ADMIN);

    // Two messages of one conversation meet in one batch only now and then.
    for (let id = 1; id <= 60; id++) {
      const outcomes = await Promise.all(Array.from({ length: 12 }, (_, i) => send(id, i % 2 === 0 ? engine : other)));
      const started = outcomes.filter((each) => each.ok && each.value.outcome === 'started');
      expect(started, `conversation ${id}`).to.have.length(1);
      expect(outcomes.filter((each) => each.ok && each.value.outcome === 'ignored')).to.have.length(11);
    }
    await other.close();
  });

  it('should not open a case with a message that is known in part only', async () => {
    await engine.deploy(opened, { key: 'p', definitions });

    expect(await publish('order', { order: { id: 1 } })).to.have.property('outcome', 'ignored');
  });

  it('should prefer who knows whom it waits for to a conversation that has not begun', async () => {
    await engine.deploy(waiting, { key: 'any', definitions });
    await engine.deploy(waiting + subscribed('no', 'who'), { key: 'p', definitions });
    const any = await engine.startCase('any');
    const exact = await engine.startCase('p', { no: 1, who: 'li' });

    expect((await publish('paid', { reference: 1, payer: 'li' })).instanceIds).to.deep.equal([exact]);
    expect((await publish('paid', { reference: 1, payer: 'li' })).instanceIds).to.deep.equal([any]);
  });

  it('should let the pools of one file talk to each other', async () => {
    const shop = `<process id="shop" isExecutable="true"><startEvent id="s1"><messageEventDefinition messageRef="mOrder"/></startEvent><userTask id="pack"/>
      <sendTask id="bill" messageRef="mPaid"><extensionElements><tb:input source="=order.id" target="reference"/><tb:input source="=customer" target="payer"/></extensionElements></sendTask><endEvent id="e1"/>${flows('s1 pack bill e1')}</process>`;
    await engine.deploy(
      `<startEvent id="start"/><sendTask id="ask" messageRef="mOrder"><extensionElements><tb:input source="={id: no}" target="order"/><tb:input source="=who" target="customer"/></extensionElements></sendTask>
       <receiveTask id="wait" messageRef="mPaid"/><userTask id="served"/>${flows('start ask wait served')}`,
      { key: 'customer', definitions: `${definitions}${shop}` },
    );
    const li = await engine.startCase('customer', { no: 1, who: 'li' }, 'A-1');
    const wang = await engine.startCase('customer', { no: 1, who: 'wang' }, 'A-2');
    await engine.runtime.settle();
    const { rows } = await engine.runtime.pool.query(
      `select i.id from instance i where definition_key = 'shop' and variables ->> 'customer' = 'wang'`,
    );

    await complete(rows[0].id);

    expect(await tasksOf(wang)).to.deep.equal(['served']);
    expect(await tasksOf(li)).to.deep.equal([]);
  });

  it('should find the receiver by an index', async () => {
    await engine.deploy(waiting + subscribed('no', 'who'), { key: 'p', definitions });
    await engine.startCase('p', { no: 1, who: 'li' });
    await engine.runtime.pool.query(
      `insert into subscription (id, kind, name, key, instance_id, definition_id, definition_key, element_id, created_at)
       select 'x' || n, 'message', 'paid', '~k:["' || n || '"]', 'case' || n, 'd', 'p', 'a', now() from generate_series(1, 20000) n`,
    );
    await engine.runtime.pool.query('analyze subscription');

    const { rows } = await engine.runtime.pool.query(
      `explain select s.id from message m join subscription s on s.kind = 'message' and s.name = m.name and s.key = any(m.keys) where m.id = 'm'`,
    );
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');

    expect(plan).to.match(/Index (Only )?Scan using subscription_name/);
    expect(await publish('paid', { reference: 1, payer: 'li' })).to.have.property('outcome', 'correlated');
  });
});
