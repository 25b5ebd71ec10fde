import { expect } from 'chai';
import type { PublishAnswer, PublishInput } from '../../engine/runtime/messages.ts';
import { flows } from '../support/bpmn.ts';
import { useDatabase } from '../support/database.ts';
import { ADMIN, createTestEngine, type TestEngine } from './support/engine.ts';
import { START } from './support/rig.ts';

const MESSAGES = '<message id="paid" name="paid"/><message id="order" name="order"/>';

/** Waits for "paid" with the key in `orderId`. */
const PAYMENT = `<startEvent id="start"/>
  <intermediateCatchEvent id="wait"><messageEventDefinition messageRef="paid" tb:correlationKey="=orderId"/></intermediateCatchEvent>
  <endEvent id="end"/>${flows('start wait end')}`;

/** Begins to wait an hour after the start. */
const LATE = `<startEvent id="start"/>
  <intermediateCatchEvent id="first"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>
  <intermediateCatchEvent id="wait"><messageEventDefinition messageRef="paid" tb:correlationKey="=orderId"/></intermediateCatchEvent>
  <endEvent id="end"/>${flows('start first wait end')}`;

const ORDER = `<startEvent id="start"><messageEventDefinition messageRef="order"/></startEvent><userTask id="work"/><endEvent id="end"/>${flows('start work end')}`;

describe('runtime/messages', () => {
  const database = useDatabase();
  let engine: TestEngine;

  before(async () => {
    engine = await createTestEngine(database.url);
    await engine.deploy(PAYMENT, { key: 'payment', definitions: MESSAGES });
    await engine.deploy(LATE, { key: 'late', definitions: MESSAGES });
    await engine.deploy(ORDER, { key: 'ordering', definitions: MESSAGES });
  });

  beforeEach(async () => {
    engine.clock.set(START);
    await engine.runtime.pool.query(
      `truncate instance, instance_history, message; delete from job; delete from subscription where instance_id is not null`,
    );
  });

  after(() => engine.close());

  const publish = async (input: PublishInput): Promise<PublishAnswer> => {
    const result = await engine.runtime.messages.publish(input, ADMIN);
    if (!result.ok) throw new Error(`Expected the message to be taken, but got ${result.failure.code}.`);
    return result.value;
  };

  it('should reach the case with its key', async () => {
    const [, wanted] = await Promise.all(['a', 'b'].map((orderId) => engine.startCase('payment', { orderId })));

    const answer = await publish({ name: 'paid', correlationKey: 'b', variables: { amount: 3 } });

    expect(answer).to.deep.equal({ outcome: 'correlated', instanceIds: [wanted] });
    expect(await engine.read(wanted ?? '')).to.deep.equal({
      status: 'completed',
      variables: { orderId: 'b', amount: 3 },
    });
  });

  it('should reach exactly one of several that wait: the one that has waited longest', async () => {
    const first = await engine.startCase('payment', { orderId: 'x' });
    engine.clock.set(START + 1);
    const second = await engine.startCase('payment', { orderId: 'x' });

    const answers = [
      await publish({ name: 'paid', correlationKey: 'x' }),
      await publish({ name: 'paid', correlationKey: 'x' }),
    ];

    expect(answers.map((answer) => answer.instanceIds)).to.deep.equal([[first], [second]]);
  });

  it('should reach as many cases as messages when all come at once', async () => {
    const ids = await Promise.all(Array.from({ length: 10 }, () => engine.startCase('payment', { orderId: 'many' })));

    const answers = await Promise.all(
      Array.from({ length: 10 }, () => publish({ name: 'paid', correlationKey: 'many' })),
    );

    expect(answers.flatMap((answer) => answer.instanceIds).sort()).to.deep.equal([...ids].sort());
  });

  it('should be ignored where nobody waits and it does not wait itself', async () => {
    const answer = await publish({ name: 'paid', correlationKey: 'nobody' });
    const later = await engine.startCase('payment', { orderId: 'nobody' });
    await engine.runtime.settle();

    expect(answer).to.deep.equal({ outcome: 'ignored', instanceIds: [] });
    expect((await engine.read(later))?.status).to.equal('active');
  });

  it('should not reach a case by its name alone', async () => {
    await engine.startCase('payment', { orderId: 'x' });

    expect((await publish({ name: 'paid' })).outcome).to.equal('ignored');
  });

  it('should reach a case by its id, whatever its key', async () => {
    const instanceId = await engine.startCase('payment', { orderId: 'x' });

    expect(await publish({ name: 'paid', instanceId })).to.deep.equal({
      outcome: 'correlated',
      instanceIds: [instanceId],
    });
  });

  it('should wait for its time to live and meet a subscription that opens later', async () => {
    const id = await engine.startCase('late', { orderId: 'z' });
    const answer = await publish({ name: 'paid', correlationKey: 'z', timeToLive: 'PT2H' });

    await engine.runtime.moveClock(START + 3_600_000);

    expect(answer).to.deep.equal({ outcome: 'buffered', instanceIds: [] });
    expect((await engine.read(id))?.status).to.equal('completed');
  });

  it('should not meet one that opens after its time', async () => {
    const id = await engine.startCase('late', { orderId: 'z' });
    await publish({ name: 'paid', correlationKey: 'z', timeToLive: 'PT30M' });

    await engine.runtime.moveClock(START + 3_600_000);

    expect((await engine.read(id))?.status).to.equal('active');
  });

  it('should be consumed once when messages and subscriptions appear at the same time', async () => {
    const keys = Array.from({ length: 30 }, (_, n) => `race ${n}`);

    const [ids] = await Promise.all([
      Promise.all(keys.map((orderId) => engine.startCase('payment', { orderId }))),
      Promise.all(keys.map((correlationKey) => publish({ name: 'paid', correlationKey, timeToLive: 'PT1H' }))),
    ]);
    await engine.runtime.settle();

    const states = await Promise.all(ids.map((id) => engine.read(id)));
    expect(states.map((state) => state?.status)).to.deep.equal(ids.map(() => 'completed'));
    const { rows } = await engine.runtime.pool.query('select outcome, count(*) from message group by 1');
    expect(rows).to.deep.equal([{ outcome: 'correlated', count: 30 }]);
  });

  it('should answer a repeated message id with the first outcome', async () => {
    const id = await engine.startCase('payment', { orderId: 'r' });
    const first = await publish({ name: 'paid', correlationKey: 'r', messageId: 'm1' });
    await engine.startCase('payment', { orderId: 'r' });

    const repeat = await publish({ name: 'paid', correlationKey: 'r', messageId: 'm1' });

    expect(first).to.deep.equal({ outcome: 'correlated', instanceIds: [id] });
    expect(repeat).to.deep.equal(first);
  });

  it('should take in one statement what comes at the same time, also what comes twice', async () => {
    const ids = await Promise.all(['a', 'b', 'c'].map((orderId) => engine.startCase('payment', { orderId })));
    const statements: string[] = [];
    const { pool } = engine.runtime;
    const { query } = pool;
    pool.query = ((statement: { name?: string }, ...rest: never[]) => {
      statements.push(statement.name ?? '');
      return (query as (...all: unknown[]) => unknown).call(pool, statement, ...rest);
    }) as typeof query;

    const answers = await Promise.all(
      ['a', 'b', 'c', 'c'].map((key) => publish({ name: 'paid', correlationKey: key, messageId: `of ${key}` })),
    ).finally(() => {
      pool.query = query;
    });

    expect(answers.slice(0, 3).map(({ instanceIds }) => instanceIds)).to.deep.equal(ids.map((id) => [id]));
    expect(statements.filter((name) => name === 'insert_messages')).to.have.length(1);
    const { rows } = await pool.query('select message_id, outcome from message order by message_id');
    expect(rows).to.deep.equal(['a', 'b', 'c'].map((key) => ({ message_id: `of ${key}`, outcome: 'correlated' })));
  });

  it('should open a case at the start event of its name, once for each message id', async () => {
    const answers = await Promise.all(
      [1, 2].map(() =>
        publish({ name: 'order', businessKey: 'o-1', variables: { goods: 'tea' }, messageId: 'order 1' }),
      ),
    );

    const { rows } = await engine.runtime.pool.query('select id, business_key, variables from instance');
    expect(rows).to.have.length(1);
    expect(rows[0]).to.deep.include({ business_key: 'o-1', variables: { goods: 'tea' } });
    expect(answers.map((answer) => answer.outcome)).to.include('started');
  });

  const TWO =
    '<message id="left" name="left" tb:correlationKey="=pair"/><message id="right" name="right" tb:correlationKey="=pair"/>';
  const STARTS = {
    'a start event that waits for all of several': `<startEvent id="start" parallelMultiple="true"><messageEventDefinition messageRef="left"/>
      <messageEventDefinition messageRef="right"/></startEvent><endEvent id="end"/>${flows('start end')}`,
    'a parallel event-based gateway': `<eventBasedGateway id="g" instantiate="true" eventGatewayType="Parallel"/>
      <intermediateCatchEvent id="c1"><messageEventDefinition messageRef="left"/></intermediateCatchEvent>
      <intermediateCatchEvent id="c2"><messageEventDefinition messageRef="right"/></intermediateCatchEvent><endEvent id="end"/>
      ${flows('g c1 end', 'g c2 end')}`,
  };
  for (const [name, body] of Object.entries(STARTS)) {
    it(`should bring messages with the same key together in one case: ${name}`, async () => {
      await engine.deploy(body, { key: 'pairs', definitions: TWO });
      const send = (message: string, pair: string) =>
        publish({ name: message, correlationKey: pair, variables: { pair } });
      const first = await send('right', 'p1');
      const other = await send('right', 'p2');
      expect([first.outcome, other.outcome]).to.deep.equal(['started', 'started']);
      expect(await engine.read(first.instanceIds[0] ?? '')).to.deep.include({ status: 'active' });

      const second = await send('left', 'p1');

      expect(second).to.deep.equal({ outcome: 'correlated', instanceIds: first.instanceIds });
      expect(await engine.read(first.instanceIds[0] ?? '')).to.deep.include({ status: 'completed' });
      expect(await engine.read(other.instanceIds[0] ?? '')).to.deep.include({ status: 'active' });
    });
  }

  it('should go from case to case when one sends and one waits', async () => {
    const sender = `<startEvent id="start"/>
      <intermediateThrowEvent id="tell"><messageEventDefinition messageRef="paid" tb:correlationKey="=orderId"/></intermediateThrowEvent>
      <endEvent id="end"/>${flows('start tell end')}`;
    await engine.deploy(sender, { key: 'sender', definitions: MESSAGES });
    const waiting = await engine.startCase('payment', { orderId: 's' });

    await engine.startCase('sender', { orderId: 's' });
    await engine.runtime.settle();

    expect((await engine.read(waiting))?.status).to.equal('completed');
    expect((await engine.runtime.pool.query('select from job')).rowCount).to.equal(0);
  });

  it('should be delivered by the sweep when its process died before', async () => {
    const id = await engine.startCase('payment', { orderId: 'stranded' });
    await engine.runtime.pool.query(
      `insert into message (id, name, key, variables, published_at, expires_at, outcome)
       values ('left', 'paid', 'stranded', '{}', to_timestamp($1 / 1000.0), to_timestamp($1 / 1000.0), 'buffered')`,
      [START],
    );

    await engine.runtime.messages.sweep();

    expect((await engine.read(id))?.status).to.equal('completed');
  });

  it('should stay in the inbox while the case that waits for it is suspended', async () => {
    const id = await engine.startCase('payment', { orderId: 'rest' });
    await engine.send('suspend-instance', { instanceId: id });
    const answer = await publish({ name: 'paid', correlationKey: 'rest', timeToLive: 'PT1H' });

    await engine.send('resume-instance', { instanceId: id });
    await engine.runtime.settle();

    expect(answer.outcome).to.equal('buffered');
    expect((await engine.read(id))?.status).to.equal('completed');
  });
});
