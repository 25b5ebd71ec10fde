import { expect } from 'chai';
import type pg from 'pg';
import { flows } from '../support/bpmn.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { ADMIN, createTestEngine, type TestEngine } from './support/engine.ts';

const LOOP = 'for (;;);';

const cdata = (script: string): string => `<![CDATA[${script}]]>`;
const script = (text: string, attributes = ''): string =>
  `<startEvent id="start"/><scriptTask id="work" scriptFormat="javascript" ${attributes}><script>${cdata(text)}</script></scriptTask>
   <userTask id="after"/>${flows('start work after')}`;

describe('runtime: scripts', function () {
  this.timeout(20_000);
  let database: TestDatabase;
  let engine: TestEngine;

  before(async () => {
    database = await createTestDatabase();
    engine = await createTestEngine(database.connectionString, { scripts: { limits: { milliseconds: 150 } } });
  });
  after(async () => {
    await engine.close();
    await database.drop();
  });

  let keys = 0;
  const deploy = async (body: string): Promise<string> => {
    const key = `scripted-${++keys}`;
    await engine.deploy(body, { key });
    return key;
  };
  const rows = async <T extends pg.QueryResultRow>(text: string, id: string): Promise<T[]> =>
    (await engine.runtime.pool.query<T>(text, [id])).rows;
  const jobs = (id: string) =>
    rows<{ id: string; kind: string; state: string; payload: unknown }>(
      `select id, kind, state, payload from job where instance_id = $1 and kind = 'script'`,
      id,
    );
  const incidents = (id: string) =>
    rows<{ id: string; code: string; params: Record<string, unknown>; element_id: string }>(
      'select id, code, params, element_id from incident where instance_id = $1',
      id,
    );
  const tasks = async (id: string) =>
    (await rows<{ element_id: string }>('select element_id from task where instance_id = $1', id)).map(
      (row) => row.element_id,
    );
  const variables = async (id: string) => (await engine.read(id))?.variables;

  it('should run after the commit, as a job of its own kind', async () => {
    const key = await deploy(script('({ total: fee * 2, 受理号 })'));

    const id = await engine.startCase(key, { fee: 21, 受理号: 'A-1', secret: 'x' });
    const [job] = await jobs(id);
    const open = await tasks(id);
    await engine.runtime.settle();

    expect(job).to.deep.include({ kind: 'script', state: 'open' });
    expect(job?.payload).to.deep.equal({ variables: { fee: 21, 受理号: 'A-1' } });
    expect(open).to.deep.equal([]);
    expect(await jobs(id)).to.deep.equal([]);
    expect(await tasks(id)).to.deep.equal(['after']);
    expect(await variables(id)).to.deep.equal({ fee: 21, 受理号: 'A-1', secret: 'x', total: 42 });
  });

  it('should write the result variable, and nothing a script only changes', async () => {
    const key = await deploy(
      script('list.push(3); 名 = "other"; variables["a b"] + list.length', 'tb:resultVariable="sum"'),
    );

    const id = await engine.startCase(key, { list: [1, 2], 名: 'mine', 'a b': 40 });
    await engine.runtime.settle();

    expect(await variables(id)).to.deep.equal({ list: [1, 2], 名: 'mine', 'a b': 40, sum: 43 });
  });

  it('should journal what a script was given and what it gave', async () => {
    const key = await deploy(script('fee + 1', 'tb:resultVariable="next"'));
    const id = await engine.startCase(key, { fee: 1 });
    await engine.runtime.settle();

    const entries = await rows<{ command: string; events: { type: string }[] }>(
      'select command, events from journal where instance_id = $1 order by seq',
      id,
    );

    expect(entries.map(({ command }) => command)).to.deep.equal(['start-process-instance', 'complete-script']);
    const requested = entries[0]?.events.find(({ type }) => type === 'scriptRequested');
    expect(requested).to.have.nested.property('run.variables.fee', 1);
    expect(entries[1]?.events[0]).to.include({ type: 'scriptSettled', outcome: 'completed' });
  });

  it('should be the same failure as in FEEL to give no object without a result variable', async () => {
    const key = await deploy(script('1 + 1'));
    const id = await engine.startCase(key);
    await engine.runtime.settle();

    const [incident] = await incidents(id);

    expect(incident?.code).to.equal('expression-failed');
    expect(incident?.params.reason).to.match(/a number, and without a result variable/);
  });

  const hostile: readonly [name: string, text: string, cause: string][] = [
    ['an endless loop', LOOP, 'time'],
    ['a search that never ends', '/(a+)+$/.test("a".repeat(40) + "b")', 'time'],
    ['a getter that never returns', '({ get a() { for (;;); } })', 'time'],
    ['a great array', 'new Array(1e7).fill(1)', 'memory'],
    ['endless calls', '(function f() { f(); })()', 'stack'],
    ['a text too long', '"x".repeat(2 ** 30)', 'error'],
    ['a result too large', '({ a: "x".repeat(2e6) })', 'result'],
    ['a result nested too deep', 'let s = {}; for (let i = 0; i < 300; i++) s = { s }; s', 'result'],
    ['a reserved name', '({ ["__proto__"]: 1 })', 'result'],
    ['characters nobody can store', '({ a: "\\u0000" })', 'result'],
    ['no number', '({ a: undefined * 2 })', 'result'],
    ['a message nobody can store', 'throw new Error("\\ud800\\u0000")', 'error'],
  ];
  for (const [name, text, cause] of hostile) {
    it(`should make an incident of ${name}`, async () => {
      const id = await engine.startCase(await deploy(script(text)));
      await engine.runtime.settle();

      const [incident] = await incidents(id);

      expect(incident).to.deep.include({ code: 'script-failed', element_id: 'work' });
      expect(incident?.params).to.include({ cause });
      expect(await jobs(id)).to.deep.equal([]);
    });
  }

  it('should say in which line a script failed, as the author counts them', async () => {
    const id = await engine.startCase(await deploy(script('\nconst a = null;\na.b')));
    await engine.runtime.settle();

    const [incident] = await incidents(id);

    expect(incident?.params).to.include({ line: 3 });
    expect(incident?.params.reason).to.match(/line 3: TypeError/);
    expect(incident?.params.reasonZh).to.match(/第 3 行/);
  });

  it('should run again when its incident is retried, with the variables as they are then', async () => {
    const id = await engine.startCase(await deploy(script('({ done: place.name })')), { place: null });
    await engine.runtime.settle();
    const [incident] = await incidents(id);
    await engine.send('write-variables', { instanceId: id }, { variables: { place: { name: '窗口' } } });

    const retried = await engine.send(
      'resolve-incident',
      { incidentId: incident?.id ?? '' },
      { incidentId: incident?.id },
    );
    await engine.runtime.settle();

    expect(retried).to.include({ ok: true });
    expect(await incidents(id)).to.deep.equal([]);
    expect(await variables(id)).to.deep.include({ done: '窗口' });
  });

  it('should answer for other cases while a script loops', async () => {
    const other = await deploy(`<startEvent id="start"/><userTask id="a"/>${flows('start a')}`);
    const looping = await engine.startCase(await deploy(script(LOOP)));
    let settled = false;
    const settling = engine.runtime.settle().then(() => {
      settled = true;
    });

    for (let i = 0; i < 5; i++) await engine.startCase(other);
    const before = settled;
    await settling;

    expect(before, 'the loop was still running').to.equal(false);
    expect((await incidents(looping)).map(({ code }) => code)).to.deep.equal(['script-failed']);
  });

  it('should ignore the answer of a script whose element is gone', async () => {
    const id = await engine.startCase(
      await deploy(
        script('({ late: true })')
          .replace(
            '<userTask',
            `<boundaryEvent id="b" attachedToRef="work"><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent><userTask`,
          )
          .replace(
            '<userTask id="after"/>',
            '<userTask id="after"/><userTask id="else"/><sequenceFlow id="be" sourceRef="b" targetRef="else"/>',
          ),
      ),
    );
    const [job] = await jobs(id);
    await engine.send(
      'modify-instance',
      { instanceId: id },
      {
        instructions: [
          { type: 'startBefore', elementId: 'else' },
          { type: 'cancel', elementId: 'work' },
        ],
      },
    );

    const answered = await engine.send(
      'complete-script',
      { instanceId: id },
      { scriptId: job?.id, value: { late: true } },
    );
    await engine.runtime.settle();

    expect(answered).to.deep.include({ ok: false });
    expect(await tasks(id)).to.deep.equal(['else']);
    expect(await variables(id)).to.deep.equal({});
    expect(await jobs(id)).to.deep.equal([]);
  });

  it('should be an incident where no thread can begin it, after five attempts', async () => {
    const program = new URL('./support/no-worker.ts', import.meta.url);
    const lame = await createTestEngine(database.connectionString, { scripts: { program, startLimitMs: 200 } });
    try {
      await lame.deploy(script('({ done: true })'), { key: 'lame' });
      const id = await lame.startCase('lame');
      const [job] = await jobs(id);

      const codes: string[][] = [];
      for (let attempt = 1; attempt <= 5; attempt++) {
        await lame.runtime.pool.query('update job set lease_until = null where id = $1', [job?.id]);
        await lame.runtime.settle();
        codes.push((await incidents(id)).map(({ code }) => code));
      }

      expect(codes).to.deep.equal([[], [], [], [], ['script-failed']]);
      expect((await incidents(id))[0]?.params.reason).to.contain('no thread could begin it');
      expect(await jobs(id)).to.deep.equal([]);
    } finally {
      await lame.close();
    }
  });

  it('should ignore the answer of a script that still runs when a boundary event ends its element', async () => {
    const body = script('for (let i = 0; i < 3e5; i++); ({ late: true })').replace(
      '<userTask',
      `<boundaryEvent id="b" attachedToRef="work"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent><userTask`,
    );
    const id = await engine.startCase(
      await deploy(`${body}<userTask id="else"/><sequenceFlow id="be" sourceRef="b" targetRef="else"/>`),
    );
    const [timer] = await rows<{ id: string }>(`select id from job where instance_id = $1 and kind = 'timer'`, id);
    const [job] = await jobs(id);

    const running = engine.runtime.jobs.execute(job?.id ?? '', ADMIN);
    await engine.send('fire-timer', { instanceId: id }, { timerId: timer?.id });
    await running.catch(() => undefined);
    await engine.runtime.settle();

    expect(await tasks(id)).to.deep.equal(['else']);
    expect(await variables(id)).to.deep.equal({});
    expect([await jobs(id), await incidents(id)]).to.deep.equal([[], []]);
  });

  it('should rest while its case is suspended and run when it is resumed', async () => {
    const id = await engine.startCase(await deploy(script('({ done: 1 })')));
    await engine.send('suspend-instance', { instanceId: id });
    await engine.runtime.settle();
    const suspended = await variables(id);

    await engine.send('resume-instance', { instanceId: id });
    await engine.runtime.settle();

    expect(suspended).to.deep.equal({});
    expect(await variables(id)).to.deep.equal({ done: 1 });
  });

  it('should run at once by hand, and answer when its consequences are there', async () => {
    const id = await engine.startCase(await deploy(script('({ done: 1 })')));
    const [job] = await jobs(id);

    const executed = await engine.runtime.jobs.execute(job?.id ?? '', ADMIN);

    expect(executed).to.include({ ok: true });
    expect(await variables(id)).to.deep.equal({ done: 1 });
  });

  it('should count a repair of its rows as unnecessary', async () => {
    const id = await engine.startCase(await deploy(script('({ done: 1 })')));
    const [before] = await jobs(id);

    const { repair } = await import('../../engine/runtime/repair.ts');
    const result = await repair(engine.runtime.pool, engine.runtime.definitions, { check: true });

    expect(before).to.not.equal(undefined);
    expect(result.differences).to.deep.equal([]);
    await engine.runtime.settle();
  });

  it('should undo nothing and lose nothing when many cases run scripts at once', async () => {
    const key = await deploy(script('({ square: n * n })'));
    const ids = await Promise.all(Array.from({ length: 40 }, (_, n) => engine.startCase(key, { n })));

    await engine.runtime.settle();

    const squares = await Promise.all(ids.map(async (id) => (await variables(id))?.square));
    expect(squares).to.deep.equal(ids.map((_, n) => n * n));
  });
});
