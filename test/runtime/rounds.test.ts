import { expect } from 'chai';
import { flows } from '../support/bpmn.ts';
import { useDatabase } from '../support/database.ts';
import { createTestEngine, type TestEngine } from './support/engine.ts';

const VOTERS = Array.from({ length: 50 }, (_, n) => `voter-${n}`);

describe('runtime/rounds', () => {
  const database = useDatabase();
  let engine: TestEngine;

  before(async () => {
    engine = await createTestEngine(database.url);
    await engine.deploy(
      `<startEvent id="start"/><userTask id="sign"><extensionElements><tb:assignment users="${VOTERS.join(',')}"/><tb:approval rule="all"/></extensionElements></userTask>
       <endEvent id="end"/>${flows('start sign end')}`,
      { key: 'countersign' },
    );
  });

  after(() => engine.close());

  it('should record fifty answers given at the same instant, and refuse none for another', async () => {
    const id = await engine.startCase('countersign');
    const { rows } = await engine.runtime.pool.query('select id, assignee from task where instance_id = $1', [id]);
    expect(rows).to.have.lengthOf(50);

    const outcomes = await Promise.all(
      rows.map(({ id: taskId, assignee }) => {
        const actor = { id: assignee as string, roles: ['clerk'] as const, groups: [], department: null };
        return engine.send('complete-task', { taskId }, { taskId }, { actor });
      }),
    );

    expect(outcomes.filter(({ ok }) => !ok)).to.deep.equal([]);
    expect(await engine.read(id)).to.deep.include({ status: 'completed' });
    const ended = await engine.runtime.pool.query(
      `select count(distinct ended_by)::int as people, count(*)::int as tasks from task_history where instance_id = $1 and outcome = 'approved'`,
      [id],
    );
    expect(ended.rows).to.deep.equal([{ people: 50, tasks: 50 }]);
  });
});
