import { expect } from 'chai';
import type { Actor } from '../../engine/commands/command.ts';
import { NO_MANDATES } from '../../engine/store/read/mandates.ts';
import type { Reader } from '../../engine/store/read/reader.ts';
import { flows } from '../support/bpmn.ts';
import { useDatabase } from '../support/database.ts';
import { createTestEngine, type TestEngine } from './support/engine.ts';

const PROCESS = `<startEvent id="start"/><userTask id="work"><extensionElements><tb:assignment groups="g1,g2"/><tb:limit value="=hours" unit="hour"/></extensionElements></userTask>
  <endEvent id="end"/>${flows('start work end')}`;

const clerk = (id: string): Actor => ({ id, roles: ['clerk'], groups: ['g1', 'g2'], department: null });
const readerFor = ({ id, groups }: Actor): Reader => ({
  id,
  groups,
  seesAllCases: false,
  seesAllTasks: false,
  administers: false,
  ownedDefinitions: [],
  mandates: NO_MANDATES,
});

describe('runtime/take-next', () => {
  const database = useDatabase();
  let engine: TestEngine;
  const engines: TestEngine[] = [];
  const newEngine = async (): Promise<TestEngine> => {
    const made = await createTestEngine(database.url);
    engines.push(made);
    return made;
  };
  beforeEach(async () => {
    engine = await newEngine();
    await engine.deploy(PROCESS, { key: 'works' });
  });
  afterEach(async () => {
    await engine.runtime.pool.query('truncate instance, task, task_candidate');
    for (const each of engines.splice(0)) await each.close();
  });

  const take = async (from: TestEngine, id: string): Promise<string | null> => {
    const taken = await from.runtime.taker.take({ actor: clerk(id), reader: readerFor(clerk(id)), filter: {} });
    if (!taken.ok) throw new Error(`Expected a task or none, but got ${taken.failure.code}.`);
    return taken.value;
  };
  const assignees = async (): Promise<Map<string, string>> => {
    const { rows } = await engine.runtime.pool.query<{ id: string; assignee: string }>(
      'select id, assignee from task where assignee is not null',
    );
    return new Map(rows.map((row) => [row.id, row.assignee]));
  };

  it('should give the most urgent first', async () => {
    for (const hours of [30, 10, 20]) await engine.startCase('works', { hours }, `due-${hours}`);

    const taken = [
      await take(engine, 'ann'),
      await take(engine, 'bob'),
      await take(engine, 'ann'),
      await take(engine, 'bob'),
    ];

    const { rows } = await engine.runtime.pool.query('select business_key from task order by array_position($1, id)', [
      taken,
    ]);
    expect(rows.map((row) => row.business_key)).to.deep.equal(['due-10', 'due-20', 'due-30']);
    expect(taken[3]).to.equal(null);
  });

  it('should give 50 clerks at once 40 tasks without giving one twice, and ten of them none', async () => {
    for (let n = 0; n < 40; n++) await engine.startCase('works', { hours: n % 7 });

    const taken = await Promise.all(Array.from({ length: 50 }, (_, n) => take(engine, `clerk-${n}`)));

    const had = taken.filter((id) => id !== null);
    expect(had.length).to.equal(40);
    expect(new Set(had).size).to.equal(40);
    const byTask = await assignees();
    for (const [n, id] of taken.entries()) if (id !== null) expect(byTask.get(id)).to.equal(`clerk-${n}`);
  });

  it('should do so for clerks of two engine processes', async () => {
    const other = await newEngine();
    for (let n = 0; n < 40; n++) await engine.startCase('works', { hours: 1 });

    const taken = await Promise.all(
      Array.from({ length: 50 }, (_, n) => take(n % 2 === 0 ? engine : other, `clerk-${n}`)),
    );

    const had = taken.filter((id) => id !== null);
    expect(new Set(had).size).to.equal(40);
    expect(had.length).to.equal(40);
    expect((await assignees()).size).to.equal(40);
  });

  it('should not say that there is none while the last one may yet come back', async () => {
    await engine.startCase('works', { hours: 1 });
    const stranger: Actor = { ...clerk('eve'), groups: [] };

    const [refused, taken] = await Promise.all([
      engine.runtime.taker.take({ actor: stranger, reader: readerFor(clerk('eve')), filter: {} }),
      take(engine, 'bob'),
    ]);

    expect(refused).to.deep.include({ ok: true, value: null });
    expect(taken).to.be.a('string');
  });

  it('should pass over what the model does not let be claimed', async () => {
    await engine.deploy(PROCESS.replace('id="work"', 'id="work" tb:operations="complete"'), { key: 'closed' });
    await engine.startCase('closed', { hours: 1 });
    await engine.startCase('works', { hours: 2 }, 'open');

    const taken = await take(engine, 'ann');

    const { rows } = await engine.runtime.pool.query('select business_key from task where id = $1', [taken]);
    expect(rows).to.deep.equal([{ business_key: 'open' }]);
    expect(await take(engine, 'ann')).to.equal(null);
  });
});
