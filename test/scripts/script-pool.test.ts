import { expect } from 'chai';
import { parseScript } from '../../engine/scripts/parse-script.ts';
import type { ScriptOutcome } from '../../engine/scripts/script.ts';
import { ScriptPool } from '../../engine/scripts/script-pool.ts';

describe('scripts: the sandbox', function () {
  this.timeout(20_000);
  const pool = new ScriptPool({ limits: { milliseconds: 150 } });
  after(() => pool.stop());

  const run = (source: string, variables: object = {}): Promise<ScriptOutcome> =>
    pool.run({ source, variables: JSON.stringify(variables) });
  const resultOf = async (source: string, variables?: object): Promise<unknown> => {
    const outcome = await run(source, variables);
    if (!outcome.ok) throw new Error(`Expected a value, but got ${JSON.stringify(outcome)}.`);
    return JSON.parse(outcome.json);
  };

  it('should give the value of the last expression', async () => {
    expect(await resultOf('const half = fee / 2; ({ half, 名: "x" })', { fee: 3 })).to.deep.equal({
      half: 1.5,
      名: 'x',
    });
    expect(await resultOf('')).to.equal(null);
  });

  it('should let no variable hide what belongs to the language', async () => {
    const seen = await resultOf('[Math.max(1, 2), variables.Math, variables["a b"], typeof missing]', {
      Math: 7,
      'a b': 8,
    });

    expect(seen).to.deep.equal([2, 7, 8, 'undefined']);
  });

  for (const clock of [
    'new Date()',
    'Date()',
    'Date.now()',
    'Math.random()',
    'new (new Date(0).constructor)()',
    'new (class extends Date {})()',
    'Reflect.construct(Date, [])',
  ]) {
    it(`should have no clock and no chance: ${clock}`, async () => {
      const outcome = await run(clock);

      expect(outcome).to.include({ ok: false, cause: 'error' });
      expect(outcome)
        .to.have.property('message')
        .that.matches(/without clock or chance/);
    });
  }

  it('should have no clock and no chance', async () => {
    const names = ['performance', 'Atomics', 'SharedArrayBuffer', 'WeakRef', 'setTimeout', 'queueMicrotask', 'crypto'];

    expect(await resultOf(`[${names.map((name) => `typeof ${name}`).join()}]`)).to.deep.equal(
      names.map(() => 'undefined'),
    );
    expect(await resultOf('new Date("2026-01-01T00:00:00").toISOString()')).to.equal('2025-12-31T16:00:00.000Z');
  });

  for (const reach of [
    'constructor.constructor("return typeof process + typeof require")()',
    'typeof std + typeof os',
    '(async () => 1).constructor("return typeof fetch + typeof WebAssembly")()',
  ]) {
    it(`should reach nothing of its host by ${reach}`, async () => {
      expect(await resultOf(reach)).to.equal('undefinedundefined');
    });
  }

  it('should reach no module', async () => {
    expect(await run('import("node:fs")')).to.include({ ok: false, cause: 'error' });
  });

  it('should follow a promise that settles without waiting', async () => {
    expect(await resultOf('(async () => { await null; return 5 })()')).to.equal(5);
    expect(await run('Promise.reject(new Error("no"))')).to.include({
      ok: false,
      cause: 'error',
      message: 'Error: no',
    });
    expect(await run('new Promise(() => undefined)')).to.include({ ok: false, cause: 'result' });
  });

  for (const thrown of [
    '"text"',
    'null',
    '{ bpmnError: "code" }',
    'new Proxy({}, { get() { throw 1 } })',
    'Symbol("s")',
  ]) {
    it(`should be an error whatever is thrown: ${thrown}`, async () => {
      expect(await run(`throw ${thrown}`)).to.include({ ok: false, cause: 'error' });
    });
  }

  it('should be an error whatever is thrown', async () => {
    expect(await run('\n\nnull.x')).to.deep.include({ ok: false, cause: 'error', line: 3 });
  });

  for (const [source, cause] of [
    ['while (true) { try { for (;;); } catch {} }', 'time'],
    ['({ toJSON() { for (;;); } })', 'time'],
    ['new Proxy({}, { ownKeys() { for (;;); } })', 'time'],
    ['throw { get message() { for (;;); } }', 'time'],
    ['new Array(3e5).fill(1).sort(() => { for (;;); })', 'time'],
    ['JSON.parse("[".repeat(1e5))', 'stack'],
    ['new Uint8Array(2 ** 30)', 'memory'],
    ['const o = {}; o.o = o; o', 'result'],
    ['new Map([[1, 2]])', 'result'],
    ['10n', 'result'],
    ['() => 1', 'result'],
  ] as const) {
    it(`should stop ${source} by its ${cause}`, async () => {
      expect(await run(source)).to.include({ ok: false, cause });
    });
  }

  it('should end a thread that does not stop by itself, and serve the next script', async () => {
    const outcome = await run(
      'let n = 3n ** (2n ** 18n); let m = n; for (let i = 0; i < 4; i++) m = n.toString().length + m.toString().length; m',
    );

    expect(outcome.ok || outcome.cause === 'time', JSON.stringify(outcome)).to.equal(true);
    expect(await resultOf('1 + 1')).to.equal(2);
  });

  it('should end a thread whose program never looks at the clock', async () => {
    const program = new URL('./support/deaf-worker.ts', import.meta.url);
    const deaf = new ScriptPool({ threads: 1, limits: { milliseconds: 50 }, program });

    try {
      const outcome = await deaf.run({ source: 'loop', variables: '{}' });

      expect(outcome).to.deep.equal({ ok: false, cause: 'time', message: '', limit: 50 });
      expect(await deaf.run({ source: 'answer', variables: '{}' })).to.deep.equal({ ok: true, json: '1' });
    } finally {
      await deaf.stop();
    }
  });

  it('should stop promises without end, by their time or their memory', async () => {
    const outcome = await run('const f = () => Promise.resolve().then(f); f()');

    expect(outcome).to.have.property('cause').that.is.oneOf(['time', 'memory']);
    expect(await resultOf('1 + 1')).to.equal(2);
  });

  it('should leave nothing behind for the next script', async () => {
    await run('globalThis.left = 1; Object.prototype.left = 2; Array.prototype.map = null');

    expect(await resultOf('[typeof left, [1].map((x) => x)[0]]')).to.deep.equal(['undefined', 1]);
  });
});

describe('scripts: syntax', () => {
  it('should say where a script is not well-formed, and run nothing', async () => {
    expect(await parseScript('for (;;);')).to.equal(null);
    expect(await parseScript('\nlet {')).to.include({ line: 2 });
    expect(await parseScript('return 1')).to.deep.equal({ line: 1, message: 'return not in a function' });
    expect(await parseScript('('.repeat(100_000))).to.have.property('line');
    expect(await parseScript('1')).to.equal(null);
  });
});
