import { expect } from 'chai';
import { flows } from '../support/bpmn.ts';
import { useDatabase } from '../support/database.ts';
import { createTestEngine, type TestEngine } from './support/engine.ts';

const STORES = '<dataStore id="s1" name="count"/><dataStore id="s2" name="limit"/>';
const REFERENCE = '<dataStoreReference id="count_ref" dataStoreRef="s1"/>';
const COUNTER = `<startEvent id="start"/>${REFERENCE}
  <scriptTask id="add" scriptFormat="feel" tb:resultVariable="y"><ioSpecification id="io"><dataInput id="x"/><dataOutput id="y"/>
    <inputSet><dataInputRefs>x</dataInputRefs></inputSet><outputSet><dataOutputRefs>y</dataOutputRefs></outputSet></ioSpecification>
    <dataInputAssociation id="in"><sourceRef>count_ref</sourceRef><targetRef>x</targetRef></dataInputAssociation>
    <dataOutputAssociation id="out"><sourceRef>y</sourceRef><targetRef>count_ref</targetRef></dataOutputAssociation>
    <script>(if x = null then 0 else x) + 1</script></scriptTask>
  <endEvent id="end"/>${flows('start add end')}`;
const watching = (condition: string) =>
  `<startEvent id="start"><conditionalEventDefinition><condition xsi:type="tFormalExpression">${condition}</condition></conditionalEventDefinition></startEvent>
  <userTask id="a"/>${flows('start a')}`;

describe('runtime/data stores', () => {
  const database = useDatabase();
  let engine: TestEngine;
  beforeEach(async () => {
    engine = await createTestEngine(database.url);
    await engine.runtime.pool.query(
      'truncate data_store, data_store_edit, start_condition, instance, instance_history, definition, deployment cascade',
    );
    await engine.runtime.definitions.refresh();
  });
  afterEach(() => engine.close());

  const stored = async (name: string): Promise<unknown> =>
    (await engine.runtime.pool.query('select value from data_store where name = $1', [name])).rows[0]?.value;
  const put = (name: string, value: unknown, version?: number) =>
    engine.runtime.dataStores.put({ name, value, version, by: 'admin' });
  const cases = async (key: string): Promise<number> =>
    (await engine.runtime.pool.query('select count(*) from instance where definition_key = $1', [key])).rows[0].count;

  it('should lose no write of many cases at once, in one process and in two', async () => {
    await engine.deploy(COUNTER, { key: 'counter', definitions: STORES });
    const other = await createTestEngine(database.url);
    const start = (each: TestEngine) => each.startCase('counter');

    await Promise.all(Array.from({ length: 60 }, (_, i) => start(i % 3 === 0 ? other : engine)));
    await other.close();

    expect(await stored('count')).to.equal(60);
  });

  it('should keep what a person writes, and refuse it where somebody was faster', async () => {
    expect(await put('count', 5, 0)).to.deep.equal({ ok: true, value: undefined });
    expect(await put('count', 6, 0)).to.have.nested.property('failure.code', 'data-store-changed');

    const { rows } = await engine.runtime.pool.query('select value, version, by from data_store_edit');
    expect(rows).to.deep.equal([{ value: 5, version: 1, by: 'admin' }]);
    expect(await stored('count')).to.equal(5);
  });

  it('should open one case each time a condition turns true, and none while it stays true', async () => {
    await engine.deploy(watching('count &gt; 2'), { key: 'watch', definitions: STORES });

    for (const value of [1, 3, 4, 2, 5]) await put('count', value);
    await engine.runtime.settle();

    expect(await cases('watch')).to.equal(2);
  });

  it('should judge conditions in the commit of a case that writes', async () => {
    await engine.deploy(COUNTER, { key: 'counter', definitions: STORES });
    await engine.deploy(watching('count = 10'), { key: 'watch', definitions: STORES });

    await Promise.all(Array.from({ length: 30 }, () => engine.startCase('counter')));
    await engine.runtime.settle();

    expect(await cases('watch')).to.equal(1);
  });

  it('should judge over several stores, each written by itself', async () => {
    await engine.deploy(watching('count &gt; limit'), { key: 'watch', definitions: STORES });

    await put('limit', 10);
    await put('count', 11);
    await put('limit', 20);
    await put('limit', 5);
    await engine.runtime.settle();

    expect(await cases('watch')).to.equal(2);
  });

  it('should not take for turned what was true at the deployment, and move with the versions', async () => {
    await put('count', 9);
    await engine.deploy(watching('count &gt; 2'), { key: 'watch', definitions: STORES });
    await put('count', 10);
    await engine.deploy(watching('count &gt; 20'), { key: 'watch', definitions: STORES });
    await put('count', 1);
    await put('count', 10);
    await engine.runtime.settle();
    expect(await cases('watch')).to.equal(0);

    await put('count', 21);
    await engine.runtime.settle();

    expect(await cases('watch')).to.equal(1);
  });

  it('should rest while the definition is suspended', async () => {
    const id = await engine.deploy(watching('count &gt; 2'), { key: 'watch', definitions: STORES });
    await engine.runtime.deployments.suspend(id, true);
    await put('count', 3);
    await engine.runtime.deployments.suspend(id, false);
    await put('count', 4);
    await engine.runtime.settle();

    expect(await cases('watch')).to.equal(0);
  });
});
