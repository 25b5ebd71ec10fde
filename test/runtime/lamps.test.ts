import { expect } from 'chai';
import { flows } from '../support/bpmn.ts';
import { useDatabase } from '../support/database.ts';
import { createTestEngine, type TestEngine } from './support/engine.ts';
import { START } from './support/rig.ts';

const HOUR = 3_600_000;
const LIMITED = `<extensionElements><tb:limit value="10" unit="hour" clock="statutory" basis="b"/></extensionElements><startEvent id="start"/>
  <userTask id="review"><extensionElements><tb:assignment users="wang"/></extensionElements></userTask><endEvent id="end"/>${flows('start review end')}`;
const MANY = `<startEvent id="start"/><userTask id="each"><extensionElements><tb:assignment users="wang"/><tb:limit value="72" unit="hour" yellowFrom="0.3"/></extensionElements>
  <multiInstanceLoopCharacteristics><loopCardinality>60</loopCardinality></multiInstanceLoopCharacteristics></userTask><endEvent id="end"/>${flows('start each end')}`;

describe('runtime/lamps', () => {
  const database = useDatabase();
  let engine: TestEngine;

  beforeEach(async () => {
    engine = await createTestEngine(database.url);
    await engine.runtime.pool.query('truncate instance, instance_history, job, subscription, message, card');
  });

  afterEach(() => engine.close());

  const told = async (id: string): Promise<string[]> =>
    (
      await engine.runtime.pool.query(
        "select content ->> 'lamp' as lamp from notice where instance_id = $1 and kind = 'urge' order by at, id",
        [id],
      )
    ).rows.map(({ lamp }) => lamp);

  it('should tell and issue a card once, though the engine was away when the limit passed and is started again and again', async () => {
    await engine.deploy(LIMITED, { key: 'limited' });
    const id = await engine.startCase('limited');
    const { rows } = await engine.runtime.pool.query('select id from task where instance_id = $1', [id]);
    const taskId = rows[0]?.id;
    const wang = { id: 'wang', roles: ['clerk'] as const, groups: [], department: null };
    expect((await engine.send('claim-task', { taskId }, { taskId }, { actor: wang })).ok).to.equal(true);

    for (const hours of [48, 49]) {
      await engine.close();
      engine = await createTestEngine(database.url);
      engine.clock.set(START + hours * HOUR);
      await engine.runtime.settle();
      await engine.runtime.settle();

      const cards = await engine.runtime.pool.query(
        'select colour, addressee, reason, clock_id as clock, issued_by as by from card where instance_id = $1',
        [id],
      );
      expect(cards.rows).to.deep.equal([
        { colour: 'red', addressee: 'wang', reason: 'overdue', clock: 'statutory', by: 'system' },
      ]);
      expect(await told(id)).to.deep.equal(['double-red']);
    }
  });

  it('should tell of each of many items that are kept as parts, and ring no more when they are done', async () => {
    await engine.deploy(MANY, { key: 'many' });
    const id = await engine.startCase('many');
    const alarms = async () =>
      (
        await engine.runtime.pool.query(
          "select id from job where instance_id = $1 and kind = 'escalation' and payload ->> 'purpose' = 'lamp'",
          [id],
        )
      ).rows.length;

    await engine.runtime.moveClock(START + 23 * HOUR);
    expect([(await told(id)).length, await alarms()]).to.deep.equal([60, 60]);
    await engine.runtime.moveClock(START + 49 * HOUR);
    expect((await told(id)).length).to.be.greaterThan(60);
    await engine.runtime.moveClock(START + 73 * HOUR);

    expect((await told(id)).filter((lamp) => lamp === 'red')).to.have.length(60);
    expect(await alarms()).to.equal(0);
  });

  it('should tell of the limit of a case that is kept in parts whoever has the work in any of them', async () => {
    const limit =
      '<extensionElements><tb:limit value="30" unit="hour" clock="promised" yellowFrom="1"/></extensionElements>';
    const step = MANY.replace('<tb:limit value="72" unit="hour" yellowFrom="0.3"/>', '');
    await engine.deploy(limit + step.replace('users="wang"', 'users="wang,li"'), { key: 'parted' });
    const id = await engine.startCase('parted');

    await engine.runtime.moveClock(START + 31 * HOUR);

    const { rows } = await engine.runtime.pool.query(
      "select recipient, content ->> 'clock' as clock from notice where instance_id = $1 and content ->> 'lamp' = 'red' order by 1",
      [id],
    );
    expect(rows).to.deep.equal(['user:li', 'user:wang'].map((recipient) => ({ recipient, clock: 'promised' })));
  });
});
