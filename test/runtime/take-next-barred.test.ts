/** 领取下一件 where some clerks may not do some tasks, many at the same moment: they are looked after together. */
import { expect } from 'chai';
import fc from 'fast-check';
import type { Actor } from '../../engine/commands/command.ts';
import { NO_MANDATES } from '../../engine/store/read/mandates.ts';
import { flows } from '../support/bpmn.ts';
import { useDatabase } from '../support/database.ts';
import { createTestEngine, type TestEngine } from './support/engine.ts';

const work = (id: string, more: string, groups = 'g1,g2'): string =>
  `<userTask id="${id}" ${more}><extensionElements><tb:assignment groups="${groups}"/><tb:limit value="=hours" unit="hour"/></extensionElements></userTask>`;
const PLAIN = `<startEvent id="start"/>${work('work', '')}<endEvent id="end"/>${flows('start work end')}`;
const DECIDED = `<startEvent id="start"/>${work('work', 'tb:decides="case"')}<endEvent id="end"/>${flows('start work end')}`;
/** Both are open at once; who has done one may not do the other. */
const SEPARATE = `<startEvent id="start"/><parallelGateway id="split"/>${work('check', '', 'g1')}${work('work', 'tb:separateFrom="check"')}
  <parallelGateway id="join"/><endEvent id="end"/>${flows('start split check join end', 'split work join')}`;
/** A seat for each group; nobody has two. */
const FOUR_EYES = `<startEvent id="start"/><userTask id="work" tb:fourEyes="true"><extensionElements><tb:assignment groups="g1,g2"/>
  <tb:limit value="=hours" unit="hour"/><tb:approval rule="all"/></extensionElements></userTask><endEvent id="end"/>${flows('start work end')}`;
const CLOSED = PLAIN.replace('id="work"', 'id="work" tb:operations="complete"');

const clerk = (id: string, groups: readonly string[] = ['g1', 'g2']): Actor => ({
  id,
  roles: ['clerk'],
  groups: [...groups],
  department: null,
});

describe('runtime/take-next where some are barred', () => {
  const database = useDatabase();
  let engine: TestEngine;
  before(async () => {
    engine = await createTestEngine(database.url);
    for (const [key, body] of Object.entries({
      plain: PLAIN,
      decided: DECIDED,
      separate: SEPARATE,
      eyes: FOUR_EYES,
      closed: CLOSED,
    }))
      await engine.deploy(body, { key });
  });
  after(() => engine.close());
  afterEach(() => engine.runtime.pool.query('truncate instance, task, task_candidate'));

  const take = async (actor: Actor): Promise<string | null> => {
    const { id, groups } = actor;
    const nothing = { seesAllCases: false, seesAllTasks: false, administers: false, ownedDefinitions: [] };
    const reader = { id, groups, ...nothing, mandates: NO_MANDATES };
    const taken = await engine.runtime.taker.take({ actor, reader, filter: {} });
    if (!taken.ok) throw new Error(`Expected a task or none, but got ${taken.failure.code}.`);
    return taken.value;
  };
  const keysOf = async (ids: readonly (string | null)[]): Promise<(string | null)[]> => {
    const { rows } = await engine.runtime.pool.query<{ id: string; key: string }>(
      'select id, business_key as key from task where id = any($1)',
      [ids.filter((id) => id !== null)],
    );
    const keys = new Map(rows.map(({ id, key }) => [id, key]));
    return ids.map((id) => (id === null ? null : (keys.get(id) ?? null)));
  };
  const startFor = async (key: string, initiator: string, hours: number, name: string): Promise<string> => {
    const started = await engine.send(
      'start-process-instance',
      'new',
      { definitionKey: key, variables: { hours }, businessKey: name },
      { actor: clerk(initiator) },
    );
    if (!started.ok) throw new Error(`Expected a case, but got ${JSON.stringify(started.failure)}.`);
    return started.instanceId;
  };
  const openTask = async (instanceId: string, element: string): Promise<string> => {
    const { rows } = await engine.runtime.pool.query('select id from task where instance_id = $1 and element_id = $2', [
      instanceId,
      element,
    ]);
    return rows[0]?.id;
  };

  it('should give everybody at once what is not their own case', async () => {
    for (let n = 0; n < 12; n++) await startFor('decided', `clerk-${n}`, 1, `clerk-${n}`);

    const taken = await Promise.all(Array.from({ length: 24 }, (_, n) => take(clerk(`clerk-${n}`))));

    const keys = await keysOf(taken);
    const had = keys.filter((key) => key !== null);
    expect(new Set(had).size).to.equal(had.length);
    keys.forEach((key, n) => {
      if (key !== null) expect(key).to.not.equal(`clerk-${n}`);
    });
    expect(had.length).to.equal(12);
  });

  it('should leave to the others what one may not do, though nothing else is there', async () => {
    await startFor('decided', 'ann', 1, 'of ann');

    const [ann, bob] = await Promise.all([take(clerk('ann')), take(clerk('bob'))]);

    expect(await keysOf([ann, bob])).to.deep.equal([null, 'of ann']);
  });

  it('should give nobody the second of two steps that are to be done by two', async () => {
    const clerks = Array.from({ length: 8 }, (_, n) => clerk(`clerk-${n}`));
    for (const actor of clerks) {
      const instanceId = await startFor('separate', 'root', 1, `checked by ${actor.id}`);
      const taskId = await openTask(instanceId, 'check');
      for (const command of ['claim-task', 'complete-task'])
        expect(await engine.send(command, { taskId }, { taskId }, { actor })).to.include({ ok: true });
    }

    const taken = await Promise.all(clerks.map(take));

    const keys = await keysOf(taken);
    expect(new Set(keys).size).to.equal(8);
    clerks.forEach(({ id }, n) => {
      expect(keys[n])
        .to.match(/^checked by/)
        .and.not.equal(`checked by ${id}`);
    });
  });

  it('should pass over the second seat of a decision of which one has the first', async () => {
    await startFor('eyes', 'root', 1, 'eyes');
    await startFor('plain', 'root', 9, 'plain');

    const ann = [await take(clerk('ann')), await take(clerk('ann')), await take(clerk('ann'))];
    const bob = await take(clerk('bob'));

    expect(await keysOf([...ann, bob])).to.deep.equal(['eyes', 'plain', null, 'eyes']);
  });

  it('should find what is free behind many cases that are suspended', async () => {
    for (let n = 0; n < 30; n++) {
      const instanceId = await startFor('plain', 'root', 1, `held ${n}`);
      expect(await engine.send('suspend-instance', { instanceId }, { instanceId, reason: 'waiting' })).to.include({
        ok: true,
      });
    }
    for (let n = 0; n < 6; n++) await startFor('plain', 'root', 2, `free ${n}`);

    const taken = await Promise.all(Array.from({ length: 8 }, (_, n) => take(clerk(`clerk-${n}`))));

    const had = (await keysOf(taken)).filter((key) => key !== null);
    expect(had.sort()).to.deep.equal(Array.from({ length: 6 }, (_, n) => `free ${n}`));
  });

  it('should find what is free behind any number of tasks that the model lets nobody claim', async () => {
    for (let n = 0; n < 210; n += 30)
      await Promise.all(Array.from({ length: 30 }, (_, m) => startFor('closed', 'root', 1, `closed ${n + m}`)));
    await startFor('plain', 'root', 2, 'free');

    const taken = await Promise.all([take(clerk('ann')), take(clerk('bob'))]);

    expect(await keysOf(taken)).to.have.members(['free', null]);
  });

  it('should leave nobody without a task while one is free that they may do, whoever else asks', async () => {
    const property = fc.asyncProperty(
      fc.array(fc.record({ by: fc.nat(5), hours: fc.integer({ min: 1, max: 3 }), own: fc.boolean() }), {
        maxLength: 12,
      }),
      fc.array(fc.record({ who: fc.nat(5), both: fc.boolean() }), { minLength: 1, maxLength: 12 }),
      async (cases, asking) => {
        await engine.runtime.pool.query('truncate instance, task, task_candidate');
        for (const [n, { by, hours, own }] of cases.entries())
          await startFor(own ? 'decided' : 'plain', `clerk-${by}`, hours, `${own ? `clerk-${by}` : ''}#${n}`);
        const actors = asking.map(({ who, both }) => clerk(`clerk-${who}`, both ? ['g1', 'g2'] : ['g2']));

        const keys = await keysOf(await Promise.all(actors.map(take)));

        const had = keys.filter((key) => key !== null);
        expect(new Set(had).size).to.equal(had.length);
        const { rows } = await engine.runtime.pool.query<{ key: string }>(
          'select business_key as key from task where assignee is null',
        );
        keys.forEach((key, n) => {
          const { id = '' } = actors[n] ?? {};
          if (key !== null) expect(key.startsWith(`${id}#`)).to.equal(false);
          else expect(rows.filter((row) => !row.key.startsWith(`${id}#`))).to.deep.equal([]);
        });
      },
    );
    await fc.assert(property, { numRuns: 15 });
  });
});
