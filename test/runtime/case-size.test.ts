import { expect } from 'chai';
import type { Outcome } from '../../engine/runtime/envelope.ts';
import { flows } from '../support/bpmn.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createTestEngine, type TestEngine } from './support/engine.ts';

const LIMIT = 20_000;
const ONE_TASK = `<startEvent id="start"/><userTask id="a"/>${flows('start a')}`;

describe('runtime: the size of a case', () => {
  let database: TestDatabase;
  let engine: TestEngine;

  before(async () => {
    database = await createTestDatabase();
    engine = await createTestEngine(database.connectionString, { dispatcher: { maxCaseLength: LIMIT } });
    await engine.deploy(ONE_TASK, { key: 'one' });
  });
  after(async () => {
    await engine.close();
    await database.drop();
  });

  const write = (instanceId: string, variables: object): Promise<Outcome> =>
    engine.send('write-variables', { instanceId }, { variables });
  const paramsOf = (outcome: Outcome): unknown =>
    outcome.ok ? undefined : [outcome.failure.code, outcome.failure.params];

  it('should refuse what makes variables too large, and say how large', async () => {
    const id = await engine.startCase('one', { a: 'x'.repeat(12_000) });

    const refused = await write(id, { b: 'x'.repeat(12_000) });

    const found = JSON.stringify({ a: 'x'.repeat(12_000), b: 'x'.repeat(12_000) }).length;
    expect(paramsOf(refused)).to.deep.equal([
      'case-too-large',
      { what: 'variables', whatZh: '变量', limit: LIMIT, found },
    ]);
    expect(Object.keys((await engine.read(id))?.variables ?? {})).to.deep.equal(['a']);
    expect((await write(id, { a: '', b: 'x'.repeat(12_000) })).ok).to.equal(true);
  });

  it('should refuse a start that is too large, and leave nothing of it', async () => {
    const outcome = await engine.send('start-process-instance', 'new', {
      definitionKey: 'one',
      variables: { a: 'x'.repeat(LIMIT) },
      businessKey: 'large',
    });

    expect(paramsOf(outcome)).to.have.property('0', 'case-too-large');
    const { rowCount } = await engine.runtime.pool.query(`select from instance where business_key = 'large'`);
    expect(rowCount).to.equal(0);
  });

  it('should refuse the step alone that grows too far, and do the others of its batch', async () => {
    const id = await engine.startCase('one');

    const outcomes = await Promise.all([write(id, { a: 'x'.repeat(LIMIT) }), write(id, { b: 1 })]);

    expect(outcomes.map(({ ok }) => ok)).to.deep.equal([false, true]);
    expect((await engine.read(id))?.variables).to.deep.equal({ b: 1 });
  });

  it('should hold what is not variables of the process to the same size', async () => {
    const copies = [1, 2, 3].map((n) => `<tb:input source="=text" target="copy${n}"/>`).join('');
    const inside = `<startEvent id="in"/><userTask id="b"/>${flows('in b')}`;
    await engine.deploy(
      `<startEvent id="start"/><subProcess id="sub"><extensionElements>${copies}</extensionElements>${inside}</subProcess>${flows('start sub')}`,
      { key: 'local' },
    );

    const outcome = await engine.send('start-process-instance', 'new', {
      definitionKey: 'local',
      variables: { text: 'x'.repeat(9_000) },
      businessKey: null,
    });

    expect(paramsOf(outcome)).to.have.nested.property('1.what', 'state');
  });

  it('should let a case end at any size', async () => {
    const id = await engine.startCase('one', { a: 'x'.repeat(LIMIT - 20) });

    expect((await engine.send('cancel-instance', { instanceId: id }, { reason: 'x'.repeat(500) })).ok).to.equal(true);
    expect((await engine.read(id))?.status).to.not.equal('active');
  });
});
