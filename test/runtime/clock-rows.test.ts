import { expect } from 'chai';
import { flows } from '../support/bpmn.ts';
import { useDatabase } from '../support/database.ts';
import { createTestEngine, type TestEngine } from './support/engine.ts';

const limit = (attributes: string): string => `<tb:limit value="5" unit="workingDay" ${attributes}/>`;
const step = (id: string, inside = ''): string =>
  `<userTask id="${id}"><extensionElements><tb:assignment users="admin"/>${inside}</extensionElements></userTask>`;
const process = (ofCase: string): string =>
  `${ofCase && `<extensionElements>${ofCase}</extensionElements>`}<startEvent id="start"/>${step('timed', limit(''))}${step('free')}<endEvent id="end"/>${flows('start timed free end')}`;

describe('runtime/rows of clocks', () => {
  const database = useDatabase();
  let engine: TestEngine;

  beforeEach(async () => {
    engine = await createTestEngine(database.url);
  });
  afterEach(() => engine.close());

  const query = async (text: string, id: string) => (await engine.runtime.pool.query(text, [id])).rows;
  const task = async (id: string) => (await query('select id from task where instance_id = $1', id))[0]?.id as string;
  const finish = async (id: string): Promise<void> => {
    const taskId = await task(id);
    await engine.send('claim-task', { taskId }, { taskId });
    await engine.send('complete-task', { taskId }, { taskId });
  };
  const periodsOf = (id: string) =>
    query('select element_id, person, lamp from clock_period where instance_id = $1 order by from_at, until_at', id);

  it('should not write the job of a lamp again when the task is claimed', async () => {
    await engine.deploy(process(''), { key: 'step-only' });
    const id = await engine.startCase('step-only');
    const job = () =>
      query(`select id, xmin::text, due_at from job where kind = 'escalation' and instance_id = $1`, id);
    const before = await job();

    const taskId = await task(id);
    const claimed = await engine.send('claim-task', { taskId }, { taskId });

    expect(claimed.ok).to.equal(true);
    expect(before).to.have.length(1);
    expect(await job()).to.deep.equal(before);
  });

  it('should say who holds a case without a limit of the step only while a clock of the case runs', async () => {
    await engine.deploy(process(''), { key: 'step-only' });
    await engine.deploy(process(limit('clock="promised"')), { key: 'whole' });
    const [alone, whole] = [await engine.startCase('step-only'), await engine.startCase('whole')];

    for (const id of [alone, whole]) await finish(id);

    const held = async (id: string) => (await periodsOf(id)).filter(({ element_id }) => element_id === 'free').length;
    expect(await held(alone)).to.equal(0);
    expect(await held(whole)).to.be.greaterThan(0);
    expect((await periodsOf(alone)).length).to.be.greaterThan(0);
  });
});
