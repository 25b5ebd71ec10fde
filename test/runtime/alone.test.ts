import { expect } from 'chai';
import type pg from 'pg';
import { SYSTEM } from '../../engine/commands/command.ts';
import type { Adapter } from '../../engine/port.ts';
import { repair } from '../../engine/runtime/repair.ts';
import { verifyJournal } from '../../engine/store/journal.ts';
import { flows } from '../support/bpmn.ts';
import { useDatabase } from '../support/database.ts';
import { createTestEngine, type TestEngine } from './support/engine.ts';
import { START } from './support/rig.ts';

const HOUR = 3_600_000;

const extend = (inner: string): string => `<extensionElements>${inner}</extensionElements>`;

/** Limits with lamps, a department that fails first, a timer beside a task, messages to and from it, and a signal. */
const MODEL = `${extend('<tb:limit value="20" unit="hour" clock="statutory" basis="b"/>')}
  <startEvent id="start"/>
  <serviceTask id="ask" tb:topic="register.read">${extend('<tb:output source="=found" target="found"/>')}</serviceTask>
  <userTask id="review">${extend('<tb:assignment groups="clerks"/><tb:limit value="10" unit="hour"/>')}</userTask>
  <boundaryEvent id="late" attachedToRef="review" cancelActivity="false"><timerEventDefinition><timeDuration>PT30H</timeDuration></timerEventDefinition></boundaryEvent>
  <userTask id="chase">${extend('<tb:assignment users="li"/>')}</userTask><endEvent id="chased"/>
  <boundaryEvent id="stop" attachedToRef="review"><messageEventDefinition messageRef="m_stop"/></boundaryEvent><endEvent id="stopped"/>
  <sendTask id="tell" messageRef="m_nobody"/>
  <sendTask id="ask_other" messageRef="m_begin"/>
  <intermediateCatchEvent id="wait"><messageEventDefinition messageRef="m_go"/></intermediateCatchEvent>
  <intermediateCatchEvent id="storm"><signalEventDefinition signalRef="s_storm"/></intermediateCatchEvent>
  <endEvent id="end"/>
  ${flows('start ask review tell ask_other wait storm end', 'late chase chased', 'stop stopped')}`;
const DEFINITIONS = `<message id="m_stop" name="stop"/><message id="m_nobody" name="nobody"/><message id="m_go" name="go"/><message id="m_begin" name="begin"/><signal id="s_storm" name="storm"/>`;

/** Begun by a message of the first, or from outside; both then wait for one of the same name. */
const OTHER = `<startEvent id="begun"><messageEventDefinition messageRef="m_begin"/></startEvent>
  <intermediateCatchEvent id="go"><messageEventDefinition messageRef="m_go"/></intermediateCatchEvent><endEvent id="end"/>
  ${flows('begun go end')}`;

/** What is the same however it came about; ids and hashes are others each time, versions and leases tell how it was written. */
const TABLES: Readonly<Record<string, string>> = {
  instance: 'to_jsonb(t) - array[$s$version$s$, $s$journal_hash$s$]',
  instance_history: 'to_jsonb(t) - array[$s$journal_hash$s$]',
  journal: 'to_jsonb(t) - array[$s$hash$s$]',
  job: 'to_jsonb(t) - array[$s$lease_until$s$, $s$attempts$s$]',
  effect: 'to_jsonb(t) - array[$s$request_hash$s$]',
  ...Object.fromEntries(
    [
      ...['task', 'task_history', 'task_candidate', 'subscription', 'message', 'incident', 'notice'],
      ...['clock', 'clock_history', 'clock_period', 'lamp_change'],
    ].map((table) => [table, 'to_jsonb(t)']),
  ),
};

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g;

async function contentOf(pool: pg.Pool): Promise<Readonly<Record<string, readonly string[]>>> {
  const content: Record<string, readonly string[]> = {};
  for (const [table, columns] of Object.entries(TABLES)) {
    const { rows } = await pool.query<{ row: unknown }>(`select ${columns} as row from ${table} t`);
    content[table] = rows.map(({ row }) => JSON.stringify(row).replaceAll(ID, 'id')).sort();
  }
  const tally = await pool.query(
    `select element_id, lamp, person, sum(n)::int as n from board_tally group by 1, 2, 3 having sum(n) <> 0 order by 1, 2, 3`,
  );
  content.board = tally.rows.map((row) => JSON.stringify(row));
  return content;
}

const wang = { id: 'wang', roles: ['clerk'] as const, groups: ['clerks'], department: null };
const li = { ...wang, id: 'li', groups: [] };

describe('runtime/alone', () => {
  const databases = { alone: useDatabase(), shared: useDatabase() };
  const engines: TestEngine[] = [];

  after(async () => {
    for (const engine of engines) await engine.close();
  });

  async function engineOn(url: string, alone: boolean): Promise<TestEngine> {
    const register: Adapter = {
      name: 'register',
      topics: ['register.read'],
      call: async ({ attempt }) =>
        attempt === 1
          ? { kind: 'failed', message: 'out of order', retryAfterMs: 0 }
          : { kind: 'completed', variables: { found: true } },
    };
    const engine = await createTestEngine(url, { adapters: [register], alone });
    engines.push(engine);
    await engine.deploy(MODEL, { key: 'work', definitions: DEFINITIONS });
    await engine.deploy(OTHER, { key: 'other', definitions: DEFINITIONS });
    return engine;
  }

  /** Six cases that go different ways, hour by hour, as people, departments and time will. */
  async function live(engine: TestEngine): Promise<void> {
    const { runtime } = engine;
    const ids: string[] = [];
    const open = (id: string, element: string): string => {
      const state = runtime.dispatcher.decided(id);
      const task = Object.values(state?.tasks ?? {}).find(
        ({ element: at }) => state?.elements[at]?.node === nodeOf(runtime, state?.definitions[0] ?? '', element),
      );
      if (!task) throw new Error(`Expected ${element} to be open, but it is not.`);
      return task.id;
    };
    const act = async (verb: string, taskId: string, actor: typeof wang | typeof li, more = {}) => {
      const outcome = await engine.send(`${verb}-task`, { taskId }, { taskId, ...more }, { actor });
      expect(outcome, verb).to.include({ ok: true });
    };
    const hours = (n: number) => runtime.moveClock(START + n * HOUR);
    const publish = (name: string, businessKey: string) => runtime.messages.publish({ name, businessKey }, SYSTEM);

    for (let n = 0; n < 6; n++) ids.push(await engine.startCase('work', { n }, `K-${n}`));
    const [a = '', b = '', c = '', d = '', e = ''] = ids;
    await hours(2);
    for (const id of [a, b, c]) await act('claim', open(id, 'review'), wang);
    await hours(9);
    await act('release', open(a, 'review'), wang);
    await act('claim', open(a, 'review'), wang);
    await hours(21);
    await act('complete', open(b, 'review'), wang);
    await publish('stop', 'K-3');
    await hours(31);
    await act('complete', open(a, 'chase'), li);
    await act('complete', open(a, 'review'), wang);
    await act('complete', open(c, 'review'), wang);
    await runtime.settle();
    await publish('begin', 'K-7');
    // The one of the two that has waited longest has it first.
    for (const key of ['K-0', 'K-0', 'K-1', 'K-7', 'K-9']) await publish('go', key);
    expect(['completed', undefined], 'stopped').to.include(runtime.dispatcher.decided(d)?.status);
    await hours(45);
    await runtime.signals.throw({ name: 'storm' });
    await act('claim', open(e, 'review'), wang);
    await hours(60);
  }

  it('should leave everything as an engine does that shares its database', async () => {
    const shared = await engineOn(databases.shared.url, false);
    const alone = await engineOn(databases.alone.url, true);

    await live(shared);
    await live(alone);
    await alone.runtime.flush();

    const expected = await contentOf(shared.runtime.pool);
    expect(Object.entries(expected).filter(([, rows]) => rows.length === 0)).to.deep.equal([['incident', []]]);
    expect(await contentOf(alone.runtime.pool)).to.deep.equal(expected);
    expect(await repair(alone.runtime.pool, alone.runtime.definitions, { check: true })).to.include({
      differing: 0,
      strays: 0,
    });
    const { rows } = await alone.runtime.pool.query(
      'select id from instance union all select id from instance_history',
    );
    for (const { id } of rows) expect(await verifyJournal(alone.runtime.pool, id)).to.include({ intact: true });
  });

  it('should write less than it decides, and all of it when it is asked', async () => {
    const { runtime, startCase, send } = await engineOn(databases.alone.url, true);
    const id = await startCase('work', {}, 'later');
    await runtime.settle();
    await runtime.flush();
    const versions = async () =>
      (
        await runtime.pool.query<{ version: number; seq: number }>(
          'select version, journal_seq as seq from instance where id = $1',
          [id],
        )
      ).rows[0];
    const before = await versions();
    const [taskId = ''] = Object.keys(runtime.dispatcher.decided(id)?.tasks ?? {});

    for (const verb of ['claim', 'release', 'claim'])
      expect(await send(`${verb}-task`, { taskId }, { taskId }, { actor: wang })).to.include({ ok: true });
    expect(await versions()).to.deep.equal(before);
    await runtime.flush();

    expect(await versions()).to.deep.equal({ version: (before?.version ?? 0) + 1, seq: (before?.seq ?? 0) + 3 });
  });
});

const nodeOf = (runtime: TestEngine['runtime'], definitionId: string, element: string): number =>
  runtime.definitions.byId(definitionId).graph.nodes.findIndex(({ id }) => id === element);
