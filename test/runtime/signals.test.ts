import { expect } from 'chai';
import { flows } from '../support/bpmn.ts';
import { useDatabase } from '../support/database.ts';
import { createTestEngine, type TestEngine } from './support/engine.ts';

const SIGNALS = '<signal id="alarm" name="alarm"/>';
const LISTENS = `<startEvent id="start"/><intermediateCatchEvent id="wait"><signalEventDefinition signalRef="alarm"/></intermediateCatchEvent>
  <endEvent id="end"/>${flows('start wait end')}`;
const STARTS = `<startEvent id="start"><signalEventDefinition signalRef="alarm"/></startEvent><endEvent id="end"/>${flows('start end')}`;
const THROWS = `<startEvent id="start"/><endEvent id="end"><signalEventDefinition signalRef="alarm"/></endEvent>${flows('start end')}`;

describe('runtime/signals', () => {
  const database = useDatabase();
  let engine: TestEngine;

  before(async () => {
    engine = await createTestEngine(database.url);
    await engine.deploy(LISTENS, { key: 'listens', definitions: SIGNALS });
    await engine.deploy(THROWS, { key: 'throws', definitions: SIGNALS });
  });

  after(() => engine.close());

  const statuses = async (ids: readonly string[]) =>
    (await Promise.all(ids.map((id) => engine.read(id)))).map((found) => found?.status);

  it('should reach everybody who listens before it answers', async () => {
    const ids = await Promise.all(Array.from({ length: 5 }, () => engine.startCase('listens')));

    const answer = await engine.runtime.signals.throw({ name: 'alarm', variables: { level: 2 } });

    expect(answer).to.deep.equal({ receivers: 5 });
    expect(await statuses(ids)).to.deep.equal(ids.map(() => 'completed'));
    expect((await engine.read(ids[0] ?? ''))?.variables).to.deep.equal({ level: 2 });
  });

  it('should reach only the case it is addressed to', async () => {
    const ids = [await engine.startCase('listens'), await engine.startCase('listens')];

    await engine.runtime.signals.throw({ name: 'alarm', instanceId: ids[1] });

    expect(await statuses(ids)).to.deep.equal(['active', 'completed']);
    await engine.runtime.signals.throw({ name: 'alarm' });
  });

  it('should go from a case that throws to those that listen', async () => {
    const id = await engine.startCase('listens');

    await engine.startCase('throws');
    await engine.runtime.settle();

    expect(await statuses([id])).to.deep.equal(['completed']);
    expect((await engine.runtime.pool.query('select from job')).rowCount).to.equal(0);
  });

  it('should start a case at a start event that listens', async () => {
    const definition = await engine.deploy(STARTS, { key: 'starts', definitions: SIGNALS });

    const answer = await engine.runtime.signals.throw({ name: 'alarm', variables: { level: 1 } });

    const { rows } = await engine.runtime.pool.query(
      'select variables from instance_history where definition_id = $1',
      [definition],
    );
    expect(answer.receivers).to.equal(1);
    expect(rows).to.deep.equal([{ variables: { level: 1 } }]);
  });
});
