import { expect } from 'chai';
import { repair } from '../../engine/runtime/repair.ts';
import { flows } from '../support/bpmn.ts';
import { useDatabase } from '../support/database.ts';
import { createTestEngine, type TestEngine } from './support/engine.ts';
import { START } from './support/rig.ts';

const HOUR = 3_600_000;
const REVIEW = `<startEvent id="start"/><userTask id="review"><extensionElements><tb:assignment users="wang"/><tb:limit value="10" unit="hour"/>
  <tb:ladder><tb:rung name="tell" after="1" unit="hour" action="call" topic="sms"/><tb:rung name="watch" after="2" unit="hour" action="supervise" process="supervision"/>
  <tb:rung name="silence" after="5" unit="hour" action="pass" basis="rule 12"/></tb:ladder></extensionElements></userTask><endEvent id="end"/>${flows('start review end')}`;
const SUPERVISION = `<startEvent id="start"/><userTask id="look"/><endEvent id="end"/>${flows('start look end')}`;

describe('runtime/ladders', () => {
  const database = useDatabase();
  let engine: TestEngine;

  beforeEach(async () => {
    engine = await createTestEngine(database.url);
    await engine.runtime.pool.query('truncate instance, instance_history, job, subscription, message');
    await engine.deploy(SUPERVISION, { key: 'supervision' });
    await engine.deploy(REVIEW, { key: 'reviewing' });
  });

  afterEach(() => engine.close());

  const rungs = async (id: string) =>
    (
      await engine.runtime.pool.query(
        `select e->>'rung' as rung from journal j, json_array_elements(j.events) e where j.instance_id = $1 and e->>'type' = 'rungClimbed' order by j.seq`,
        [id],
      )
    ).rows.map(({ rung }) => rung);

  const jobs = async () =>
    (await engine.runtime.pool.query("select id, due_at from job where kind = 'escalation' and id like 'ladder:%'"))
      .rows;

  it('should climb rung by rung as time passes, each once, and leave no job behind', async () => {
    const id = await engine.startCase('reviewing');
    await engine.runtime.moveClock(START + 11 * HOUR);
    expect(await rungs(id)).to.deep.equal([]);

    await engine.runtime.moveClock(START + 40 * HOUR);

    expect(await rungs(id)).to.deep.equal(['tell', 'watch', 'silence']);
    expect((await engine.read(id))?.status).to.equal('completed');
    expect(await jobs()).to.deep.equal([]);
    const { rows } = await engine.runtime.pool.query(
      "select variables from instance where definition_key = 'supervision'",
    );
    expect(rows.map(({ variables }) => variables.about.instanceId)).to.deep.equal([id]);
  });

  it('should go on where it was after a restart, for all that came due meanwhile', async () => {
    const id = await engine.startCase('reviewing');
    await engine.runtime.moveClock(START + 11 * HOUR + 1000);
    await engine.close();

    engine = await createTestEngine(database.url);
    engine.clock.set(START + 13 * HOUR);
    await engine.runtime.settle();

    expect(await rungs(id)).to.deep.equal(['tell', 'watch']);
    expect((await engine.read(id))?.status).to.equal('active');
    expect(await jobs()).to.have.length(1);
  });

  it('should do whatever a rung does once, though the engine was away when it came due, and nothing again after the next restart', async () => {
    const kinds = [
      ...[
        'action="remind"',
        'action="remind" daily="true"',
        'action="raise" to="li"',
        'action="transfer" to="group:reserve"',
      ],
      ...[
        'action="pass" basis="b"',
        'action="return" basis="b"',
        'action="refuse" basis="b"',
        'action="call" topic="sms"',
      ],
      ...['action="supervise" process="supervision"', 'action="start" process="supervision"'],
    ];
    const ids: string[] = [];
    for (const [index, kind] of kinds.entries()) {
      const task = (id: string, inside = '') =>
        `<userTask id="${id}"><extensionElements><tb:assignment users="wang"/>${inside}</extensionElements></userTask>`;
      const rung = `<tb:limit value="10" unit="hour"/><tb:ladder><tb:rung name="r" after="1" unit="hour" ${kind}/></tb:ladder>`;
      const body = `<startEvent id="start"/>${task('first')}${task('review', rung)}<endEvent id="end"/>${flows('start first review end')}`;
      await engine.deploy(body, { key: `kind-${index}` });
      const id = await engine.startCase(`kind-${index}`);
      ids.push(id);
      const { rows } = await engine.runtime.pool.query('select id from task where instance_id = $1', [id]);
      const taskId = rows[0]?.id;
      const wang = { id: 'wang', roles: ['clerk'] as const, groups: [], department: null };
      for (const command of ['claim-task', 'complete-task'])
        expect((await engine.send(command, { taskId }, { taskId }, { actor: wang })).ok).to.equal(true);
    }
    const opened = async (): Promise<number> =>
      (await engine.runtime.pool.query("select count(*)::int as n from instance where definition_key = 'supervision'"))
        .rows[0]?.n;

    for (const hours of [48, 49]) {
      await engine.close();
      engine = await createTestEngine(database.url);
      engine.clock.set(START + hours * HOUR);
      await engine.runtime.settle();
      await engine.runtime.settle();

      for (const [index, id] of ids.entries()) expect(await rungs(id), kinds[index]).to.deep.equal(['r']);
      expect(await opened()).to.equal(2);
    }
  });

  it('should have a ladder for each of many items that are kept as parts', async () => {
    const many = `<startEvent id="start"/><userTask id="each"><extensionElements><tb:assignment users="wang"/><tb:limit value="10" unit="hour"/>
      <tb:ladder><tb:rung name="tell" used="50%" action="call" topic="sms"/><tb:rung name="silence" after="0" unit="hour" action="pass" basis="r"/></tb:ladder></extensionElements>
      <multiInstanceLoopCharacteristics><loopCardinality>60</loopCardinality></multiInstanceLoopCharacteristics></userTask><endEvent id="end"/>${flows('start each end')}`;
    await engine.deploy(many, { key: 'many' });
    const id = await engine.startCase('many');
    expect(await jobs()).to.have.length(60);

    await engine.runtime.moveClock(START + 3 * 24 * HOUR);

    const climbed = await rungs(id);
    expect(climbed.filter((rung) => rung === 'silence')).to.have.length(60);
    expect(climbed.filter((rung) => rung === 'tell')).to.have.length(60);
    expect((await engine.read(id))?.status).to.equal('completed');
    expect(await jobs()).to.deep.equal([]);
  });

  it('should be found again by a repair', async () => {
    await engine.startCase('reviewing');
    const before = await jobs();
    await engine.runtime.pool.query("delete from job where kind = 'escalation'");

    await repair(engine.runtime.pool, engine.runtime.definitions);

    expect(await jobs()).to.deep.equal(before);
  });
});
