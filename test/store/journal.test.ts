import { expect } from 'chai';
import { applyAll } from '../../engine/core/apply.ts';
import type { DomainEvent } from '../../engine/core/events.ts';
import type { InstanceState } from '../../engine/core/state.ts';
import { decodeState } from '../../engine/store/codec.ts';
import { verifyJournal } from '../../engine/store/journal.ts';
import { createTestEngine, type TestEngine } from '../runtime/support/engine.ts';
import { flows } from '../support/bpmn.ts';
import { useDatabase } from '../support/database.ts';

const PROCESS = `<startEvent id="start"/><userTask id="a"/><userTask id="b"/><userTask id="c"/><endEvent id="end"/>${flows('start a b c end')}`;

describe('store/journal', () => {
  const database = useDatabase();
  let engine: TestEngine;

  before(async () => {
    engine = await createTestEngine(database.url);
    await engine.deploy(PROCESS, { key: 'journalled' });
  });

  after(() => engine.close());

  const openTask = async (id: string): Promise<string> =>
    (await engine.runtime.pool.query('select id from task where instance_id = $1', [id])).rows[0].id;

  /** A case with a journal of `rows` rows. */
  async function caseWith(rows: number): Promise<string> {
    const id = await engine.startCase('journalled', {
      名称: '申请',
      deep: { b: [1, null, 2.5e-7], a: '行\n"引"' },
      2: 'two',
      1: 'one',
    });
    for (let row = 1; row < rows; row++) {
      const taskId = await openTask(id);
      const outcome = await engine.send('complete-task', { taskId }, { taskId, variables: { [`step${row}`]: row } });
      if (!outcome.ok) throw new Error(`Expected to complete ${taskId}, but got ${outcome.failure.code}.`);
    }
    return id;
  }

  const verify = (id: string) => verifyJournal(engine.runtime.pool, id);
  const edit = (id: string, statement: string) => engine.runtime.pool.query(statement, [id]);

  it('should have one row for each command, each with its events, actor and time', async () => {
    const id = await caseWith(2);

    const { rows } = await engine.runtime.pool.query(
      'select seq, actor, command, events from journal where instance_id = $1 order by seq',
      [id],
    );

    expect(rows.map(({ seq, actor, command }) => [seq, actor, command])).to.deep.equal([
      [1, 'admin', 'start-process-instance'],
      [2, 'admin', 'complete-task'],
    ]);
    expect(rows[1].events.map((event: DomainEvent) => event.type)).to.include('taskEnded');
  });

  it('should verify while the case is open and after it has ended', async () => {
    const [open, ended] = [await caseWith(3), await caseWith(4)];

    expect(await verify(open)).to.deep.equal({ intact: true, rows: 3 });
    expect(await verify(ended)).to.deep.equal({ intact: true, rows: 4 });
    expect((await engine.read(ended))?.status).to.equal('completed');
  });

  const TAMPERINGS: readonly [name: string, statement: string, expected: object][] = [
    [
      'an event',
      `update journal set events = replace(events::text, 'step1', 'step9')::json where instance_id = $1 and seq = 2`,
      { seq: 2, reason: 'changed' },
    ],
    [
      'the white space of an event',
      `update journal set events = (events::text || ' ')::json where instance_id = $1 and seq = 2`,
      { seq: 2, reason: 'changed' },
    ],
    [
      'an actor',
      `update journal set actor = 'mallory' where instance_id = $1 and seq = 3`,
      { seq: 3, reason: 'changed' },
    ],
    [
      'a time',
      `update journal set at = at - interval '1 day' where instance_id = $1 and seq = 1`,
      { seq: 1, reason: 'changed' },
    ],
    [
      'the key of a request',
      `update journal set request = 'another' where instance_id = $1 and seq = 2`,
      { seq: 2, reason: 'changed' },
    ],
    ['a hash', `update journal set hash = '\\x00' where instance_id = $1 and seq = 2`, { seq: 2, reason: 'changed' }],
    ['a missing row', 'delete from journal where instance_id = $1 and seq = 2', { seq: 2, reason: 'missing' }],
    ['a missing first row', 'delete from journal where instance_id = $1 and seq = 1', { seq: 1, reason: 'missing' }],
    ['a missing tail', 'delete from journal where instance_id = $1 and seq = 3', { seq: 3, reason: 'tail' }],
    ['a journal that is gone', 'delete from journal where instance_id = $1', { seq: 1, reason: 'tail' }],
  ];

  for (const [name, statement, expected] of TAMPERINGS) {
    it(`should name the first broken row: ${name}`, async () => {
      const id = await caseWith(3);

      await edit(id, statement);

      expect(await verify(id)).to.deep.equal({ intact: false, ...expected });
    });
  }

  it('should know no case that never was', async () => {
    expect(await verify('nowhere')).to.equal(undefined);
  });

  it('should give the state of the case when its events are folded', async () => {
    for (const rows of [1, 2, 3, 4]) {
      const id = await caseWith(rows);

      const journal = await engine.runtime.pool.query<{ at: number; events: DomainEvent[] }>(
        'select at, events from journal where instance_id = $1 order by seq',
        [id],
      );
      const folded = journal.rows.reduce<InstanceState | null>(
        (state, { at, events }) => applyAll(state, events, at),
        null,
      );

      const { rows: found } = await engine.runtime.pool.query(
        'select state, variables from instance where id = $1 union all select state::json, variables from instance_history where id = $1',
        [id],
      );
      expect(JSON.parse(JSON.stringify(folded))).to.deep.equal(decodeState(found[0].state, found[0].variables));
    }
  });

  it('should lie in the partition of its month, whatever the year of the clock', async () => {
    const at = Date.UTC(2010, 1, 28, 23, 59);
    const outcome = await engine.send('start-process-instance', 'new', { definitionKey: 'journalled' }, { at });

    const { rows } = await engine.runtime.pool.query(
      'select tableoid::regclass::text as partition, at from journal where instance_id = $1',
      [outcome.ok && outcome.instanceId],
    );

    expect(rows).to.deep.equal([{ partition: 'journal_2010_02', at }]);
  });
});
