import { expect } from 'chai';
import { repair } from '../../engine/runtime/repair.ts';
import { flows } from '../support/bpmn.ts';
import { useDatabase } from '../support/database.ts';
import { ADMIN, createTestEngine, type TestEngine } from './support/engine.ts';

const DEFINITIONS = '<message id="stop" name="stop"/><signal id="alarm" name="alarm"/>';
const EVERYTHING = `<startEvent id="start"/><parallelGateway id="fork"/>
  <userTask id="offered"><extensionElements><tb:assignment groups="finance,legal" users="ana"/></extensionElements></userTask>
  <userTask id="given"><extensionElements><tb:assignment assignee="bo"/><tb:limit value="3" unit="day"/></extensionElements></userTask>
  <serviceTask id="call" tb:topic="measure"/>
  <scriptTask id="broken" scriptFormat="feel"><script>string length(1, 2, 3)</script></scriptTask>
  <exclusiveGateway id="none"/>
  <intermediateCatchEvent id="timer"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>
  <intermediateCatchEvent id="message"><messageEventDefinition messageRef="stop" tb:correlationKey="=key"/></intermediateCatchEvent>
  <intermediateCatchEvent id="signal"><signalEventDefinition signalRef="alarm"/></intermediateCatchEvent>
  <endEvent id="end"/>
  ${flows('start fork offered end', 'fork given end', 'fork call end', 'fork broken end', 'fork timer end', 'fork message end', 'fork signal end', 'fork none')}
  <sequenceFlow id="none_end" sourceRef="none" targetRef="end"><conditionExpression>false</conditionExpression></sequenceFlow>
  <sequenceFlow id="none_end2" sourceRef="none" targetRef="end"><conditionExpression>false</conditionExpression></sequenceFlow>`;

const TABLES = ['task', 'task_candidate', 'job', 'subscription', 'incident'];

describe('runtime/repair', () => {
  const database = useDatabase();
  let engine: TestEngine;

  before(async () => {
    engine = await createTestEngine(database.url);
    await engine.deploy(EVERYTHING, { key: 'everything', definitions: DEFINITIONS });
  });

  after(() => engine.close());

  const snapshot = async (): Promise<Record<string, string[]>> => {
    const found: Record<string, string[]> = {};
    for (const table of TABLES) {
      const { rows } = await engine.runtime.pool.query(`select row_to_json(t) as row from ${table} t`);
      found[table] = rows.map(({ row }) => JSON.stringify(row)).sort();
    }
    return found;
  };

  it('should find nothing to change where nothing is wrong', async () => {
    await Promise.all(['a', 'b', 'c'].map((key) => engine.startCase('everything', { key }, `case ${key}`)));
    const before = await snapshot();

    const result = await repair(engine.runtime.pool, engine.runtime.definitions);

    expect(result).to.deep.equal({ cases: 3, differing: 0, differences: [], strays: 0 });
    expect(Object.values(before).map((rows) => rows.length > 0)).to.deep.equal(TABLES.map(() => true));
    expect(await snapshot()).to.deep.equal(before);
  });

  it('should build the indexes from the states of the cases alone', async () => {
    const before = await snapshot();
    await engine.runtime.pool.query(`truncate ${TABLES.join(', ')}`);

    await repair(engine.runtime.pool, engine.runtime.definitions);

    expect(await snapshot()).to.deep.equal(before);
  });

  it('should put right what was edited and remove what belongs to no case', async () => {
    const before = await snapshot();
    await engine.runtime.pool.query(
      `update task set name = 'edited', assignee = 'mallory'; update subscription set name = 'edited'`,
    );
    await engine.runtime.pool.query(
      `insert into task_candidate values ('user:mallory', 'infinity', 'no task', 'no case')`,
    );

    const result = await repair(engine.runtime.pool, engine.runtime.definitions);

    expect(result.strays).to.equal(1);
    expect(await snapshot()).to.deep.equal(before);
  });

  it('should only tell what differs when asked to check', async () => {
    const { pool, definitions } = engine.runtime;
    const before = await snapshot();
    await pool.query(`update task set name = 'edited' where element_id = 'given'`);
    await pool.query(`delete from incident where element_id = 'broken'`);
    await pool.query(`update instance set incident_count = 7`);
    const edited = await snapshot();

    const found = await repair(pool, definitions, { check: true });
    const afterCheck = await snapshot();
    const repaired = await repair(pool, definitions);

    const kinds = found.differences.map(({ table, kind, columns }) => [table, kind, ...columns].join(' '));
    expect([...new Set(kinds)].sort()).to.deep.equal([
      'incident missing',
      'instance different incident_count',
      'task different name',
    ]);
    expect(found.differing).to.equal(9);
    expect(afterCheck).to.deep.equal(edited);
    expect(repaired.differences).to.deep.equal(found.differences);
    expect(await snapshot()).to.deep.equal(before);
  });

  it('should leave whoever is at a job of an intact case at it', async () => {
    const { pool, definitions } = engine.runtime;
    await pool.query(`update job set locked_by = 'worker', lease_until = 'infinity' where kind = 'outbox'`);

    await repair(pool, definitions);

    const { rows } = await pool.query(`select distinct locked_by from job where kind = 'outbox'`);
    await pool.query('update job set locked_by = null, lease_until = null');
    expect(rows).to.deep.equal([{ locked_by: 'worker' }]);
  });

  it('should find nothing to change after all kinds of commands', async () => {
    const id = await engine.startCase('everything', { key: 'walk' }, 'case walk');
    const task = async (element: string): Promise<string> =>
      (await engine.runtime.pool.query('select id from task where instance_id = $1 and element_id = $2', [id, element]))
        .rows[0].id;
    const [offered, given] = [await task('offered'), await task('given')];
    const steps: [string, object, object][] = [
      ['claim-task', { taskId: offered }, { taskId: offered }],
      ['release-task', { taskId: offered }, { taskId: offered }],
      ['claim-task', { taskId: offered }, { taskId: offered }],
      ['transfer-task', { taskId: given }, { taskId: given, to: 'cy' }],
      ['suspend-instance', { instanceId: id }, {}],
      ['resume-instance', { instanceId: id }, {}],
      ['complete-task', { taskId: offered }, { taskId: offered, variables: { done: true } }],
      ['write-variables', { instanceId: id }, { variables: { more: 1 } }],
    ];
    for (const [command, target, input] of steps) await engine.send(command, target as never, input);
    await engine.runtime.messages.publish({ name: 'stop', correlationKey: 'walk' }, ADMIN);
    await engine.runtime.moveClock(engine.clock.now() + 3_600_000);
    const before = await snapshot();

    await repair(engine.runtime.pool, engine.runtime.definitions);

    expect(await snapshot()).to.deep.equal(before);
    const { rows } = await engine.runtime.pool.query(
      'select command from journal where instance_id = $1 order by seq',
      [id],
    );
    expect(rows.map((row) => row.command)).to.deep.equal([
      'start-process-instance',
      'claim-task',
      'release-task',
      'claim-task',
      'transfer-task',
      'suspend-instance',
      'resume-instance',
      'complete-task',
      'write-variables',
      'correlate-message',
      'fire-timer',
    ]);
  });

  it('should find nothing to change in a case that has moved to another version, its steps renamed', async () => {
    const id = await engine.startCase('everything', { key: 'moves' }, 'moves');
    const next = EVERYTHING.replaceAll('given', 'handed')
      .replaceAll('"timer"', '"hour"')
      .replaceAll('_timer"', '_hour"');
    const definitionId = await engine.deploy(next, { key: 'everything', definitions: DEFINITIONS });

    const moved = await engine.send(
      'migrate-instance',
      { instanceId: id },
      {
        definitionId,
        renamed: { given: 'handed', timer: 'hour' },
      },
    );
    const before = await snapshot();
    const result = await repair(engine.runtime.pool, engine.runtime.definitions);

    expect(moved.ok).to.equal(true);
    expect(result.differences).to.deep.equal([]);
    expect(await snapshot()).to.deep.equal(before);
    const { rows } = await engine.runtime.pool.query(
      `select element_id from task where instance_id = $1 union all select element_id from job where instance_id = $1 and kind = 'timer'`,
      [id],
    );
    expect(rows.map(({ element_id: element }) => element)).to.include.members(['handed', 'hour']);
  });

  it('should leave messages on their way alone', async () => {
    await engine.runtime.pool.query(
      `insert into job (id, kind, instance_id, payload, created_at, due_at) values ('sent', 'async', 'a case that has ended', '{}', now(), now())`,
    );

    await repair(engine.runtime.pool, engine.runtime.definitions);

    expect((await engine.runtime.pool.query(`delete from job where id = 'sent'`)).rowCount).to.equal(1);
  });
});
