import { expect } from 'chai';
import type { Outcome } from '../../engine/runtime/envelope.ts';
import { createTestDatabase, useDatabase, withClient } from '../support/database.ts';
import { createRig, type Rig } from './support/rig.ts';

const idOf = (outcome: Outcome): string => {
  if (!outcome.ok) throw new Error(`Expected an answer, but got ${outcome.failure.code}.`);
  return outcome.instanceId;
};
const answerOf = (outcome: Outcome): unknown => (outcome.ok ? outcome.answer : outcome.failure.code);

describe('runtime/dispatcher', () => {
  const database = useDatabase();
  let rig: Rig;

  beforeEach(async () => {
    rig = await createRig(database.url);
  });

  afterEach(() => rig.close());

  const stored = (id: string) =>
    withClient(
      database.url,
      async (client) =>
        (await client.query('select version, variables, journal_seq from instance where id = $1', [id])).rows[0],
    );

  it('should open a case and answer when it is written', async () => {
    const id = idOf(await rig.send('open', 'new', { count: 5 }));

    expect(await stored(id)).to.deep.equal({ version: 1, variables: { count: 5 }, journal_seq: 1 });
  });

  it('should decide commands for one case in order of arrival, each on the state the one before left', async () => {
    const id = idOf(await rig.send('open', 'new'));

    const answers = await Promise.all([1, 10, 100].map((by) => rig.send('add', { instanceId: id }, { by })));

    expect(answers.map(answerOf)).to.deep.equal([{ count: 1 }, { count: 11 }, { count: 111 }]);
    expect(await stored(id)).to.deep.equal({ version: 2, variables: { count: 111 }, journal_seq: 4 });
  });

  it('should put commands that arrive together into one batch', async () => {
    const before = rig.dispatcher.stats().batches;

    await Promise.all(Array.from({ length: 100 }, () => rig.send('open', 'new')));

    expect(rig.dispatcher.stats().batches - before).to.equal(1);
  });

  it('should refuse what the command refuses, and go on with the next', async () => {
    const id = idOf(await rig.send('open', 'new', { count: 1 }));

    const answers = await Promise.all([-2, -1].map((by) => rig.send('add', { instanceId: id }, { by })));

    expect(answers.map(answerOf)).to.deep.equal(['bad-request', { count: 0 }]);
  });

  it('should not find a case that does not exist', async () => {
    const outcome = await rig.send('add', { instanceId: 'nowhere' });

    expect(outcome).to.deep.equal({
      ok: false,
      failure: { code: 'not-found', params: { kind: 'instance', id: 'nowhere' } },
    });
  });

  it('should say how a case has ended', async () => {
    const id = idOf(await rig.send('open', 'new'));
    await rig.send('end', { instanceId: id });

    const outcome = await rig.send('add', { instanceId: id });

    expect(outcome).to.deep.equal({
      ok: false,
      failure: { code: 'case-not-open', params: { case: id, status: 'completed' } },
    });
  });

  it('should move an ended case to the history in the commit that ends it', async () => {
    const id = idOf(await rig.send('open', 'new', { count: 3 }));

    await rig.send('end', { instanceId: id });

    expect(await stored(id)).to.equal(undefined);
    const { rows } = await rig.pool.query('select status, variables, journal_seq from instance_history where id = $1', [
      id,
    ]);
    expect(rows).to.deep.equal([{ status: 'completed', variables: { count: 3 }, journal_seq: 2 }]);
  });

  it('should open a case of a given id once', async () => {
    const outcomes = await Promise.all([1, 2].map((count) => rig.send('open', { newInstanceId: 'given' }, { count })));

    expect(outcomes.map((outcome) => (outcome.ok ? 'opened' : outcome.failure.code))).to.deep.equal([
      'opened',
      'already-exists',
    ]);
    expect((await stored('given')).variables).to.deep.equal({ count: 1 });
  });

  it('should not open a case again whose id has ended', async () => {
    await rig.send('open', { newInstanceId: 'over' });
    await rig.send('end', { instanceId: 'over' });

    const again = await rig.send('open', { newInstanceId: 'over' });

    expect(answerOf(again)).to.equal('already-exists');
  });

  describe('poison', () => {
    it('should fail a command that throws alone and log it with the id the caller got', async () => {
      const id = idOf(await rig.send('open', 'new'));

      const outcomes = await Promise.all([
        rig.send('add', { instanceId: id }),
        rig.send('crash', { instanceId: id }),
        rig.send('add', { instanceId: id }),
      ]);

      expect(outcomes.map(answerOf)).to.deep.equal([{ count: 1 }, 'internal-error', { count: 2 }]);
      const failure = outcomes[1]?.ok === false ? outcomes[1].failure : undefined;
      expect(rig.logger.lines.find((line) => line.level === 'error')?.fields).to.include({
        errorId: failure?.params.id,
        command: 'crash',
      });
    });

    it('should log a bug once, also where its chain is decided again because something had to be loaded', async () => {
      const id = idOf(await rig.send('open', 'new'));

      const [crashed, looked] = await Promise.all([
        rig.send('crash', { instanceId: id }),
        rig.send('look-into', { instanceId: id }, { store: 'numbers' }),
      ]);

      expect([crashed, looked].map(answerOf)).to.deep.equal(['internal-error', { value: null }]);
      expect(rig.logger.lines.filter(({ level }) => level === 'error')).to.have.length(1);
    });

    it('should fail a command alone that the database refuses, and write the others of its batch', async () => {
      await rig.pool.query(`alter table instance add constraint no_poison check (variables ->> 'poison' is null)`);
      const ids = (await Promise.all(Array.from({ length: 9 }, () => rig.send('open', 'new')))).map(idOf);

      const outcomes = await Promise.all(
        ids.map((id, position) => rig.send('set', { instanceId: id }, position === 4 ? { poison: 1 } : { fine: 1 })),
      );

      await rig.pool.query('alter table instance drop constraint no_poison');
      expect(outcomes.map((outcome) => outcome.ok)).to.deep.equal(ids.map((_, position) => position !== 4));
      expect(answerOf(outcomes[4] as Outcome)).to.equal('internal-error');
    });

    it('should fail only the culprit among commands for one case', async () => {
      await rig.pool.query(`alter table instance add constraint no_poison check (variables ->> 'poison' is null)`);
      const id = idOf(await rig.send('open', 'new'));

      const outcomes = await Promise.all([
        rig.send('add', { instanceId: id }),
        rig.send('set', { instanceId: id }, { poison: 1 }),
        rig.send('add', { instanceId: id }),
      ]);

      await rig.pool.query('alter table instance drop constraint no_poison');
      expect(outcomes.map(answerOf)).to.deep.equal([{ count: 1 }, 'internal-error', { count: 2 }]);
    });

    for (const [name, text] of [
      ['NUL', 'a\u0000b'],
      ['half a surrogate pair', 'a\ud800b'],
    ] as const) {
      it(`should refuse a text with ${name}, which cannot be stored`, async () => {
        const id = idOf(await rig.send('open', 'new'));

        const outcomes = await Promise.all([
          rig.send('set', { instanceId: id }, { text }),
          rig.send('add', { instanceId: id }),
        ]);

        expect(outcomes.map(answerOf)).to.deep.equal(['bad-request', { count: 1 }]);
      });
    }

    it('should store texts that only look like such characters', async () => {
      const id = idOf(await rig.send('open', 'new'));

      await rig.send('set', { instanceId: id }, { text: '\\u0000 \\\\ud800 😀' });

      expect((await stored(id)).variables.text).to.equal('\\u0000 \\\\ud800 😀');
    });
  });

  describe('receipts', () => {
    it('should give a repeat the first answer and write nothing', async () => {
      const id = idOf(await rig.send('open', 'new'));
      const first = await rig.send('add', { instanceId: id }, { by: 7 }, { receipt: 'r1' });
      await rig.send('add', { instanceId: id });

      const repeat = await rig.send('add', { instanceId: id }, { by: 7 }, { receipt: 'r1' });

      expect(repeat).to.deep.equal({ ...first, replayed: true });
      expect((await stored(id)).variables).to.deep.equal({ count: 8 });
    });

    it('should know a repeat within the same batch', async () => {
      const id = idOf(await rig.send('open', 'new'));

      const outcomes = await Promise.all(
        [1, 2, 3].map(() => rig.send('add', { instanceId: id }, {}, { receipt: 'same' })),
      );

      expect(outcomes.map((outcome) => outcome.ok && outcome.replayed)).to.deep.equal([false, true, true]);
      expect((await stored(id)).variables).to.deep.equal({ count: 1 });
    });

    it('should open one case for a repeated request and name it both times', async () => {
      const first = await rig.send('open', 'new', {}, { receipt: 'start' });

      const repeat = await rig.send('open', 'new', {}, { receipt: 'start' });

      expect(idOf(repeat)).to.equal(idOf(first));
    });

    it('should open one case when two processes get the same request at once', async () => {
      const other = await createRig(database.url);

      const outcomes = await Promise.all([rig, other].map((each) => each.send('open', 'new', {}, { receipt: 'both' })));

      await other.close();
      expect(new Set(outcomes.map(idOf)).size).to.equal(1);
      expect(outcomes.filter((outcome) => outcome.ok && outcome.replayed)).to.have.length(1);
    });

    it('should not keep a refusal: the repeat is judged anew', async () => {
      const id = idOf(await rig.send('open', 'new'));
      await rig.send('add', { instanceId: id }, { by: -1 }, { receipt: 'later' });
      await rig.send('add', { instanceId: id }, { by: 1 });

      const repeat = await rig.send('add', { instanceId: id }, { by: -1 }, { receipt: 'later' });

      expect(repeat).to.deep.include({ ok: true, replayed: false, answer: { count: 0 } });
    });
  });

  describe('a cached case', () => {
    it('should not be the ground of a refusal when another process has moved on', async () => {
      const id = idOf(await rig.send('open', 'new'));
      const other = await createRig(database.url);
      await other.send('add', { instanceId: id }, { by: 5 });

      const outcome = await rig.send('add', { instanceId: id }, { by: -3 });

      await other.close();
      expect(answerOf(outcome)).to.deep.equal({ count: 2 });
    });

    it('should not be the ground of an answer without a write either', async () => {
      const id = idOf(await rig.send('open', 'new'));
      const other = await createRig(database.url);
      await other.send('add', { instanceId: id }, { by: 5 });

      const outcome = await rig.send('look', { instanceId: id });

      await other.close();
      expect(answerOf(outcome)).to.deep.equal({ count: 5 });
    });
  });

  function loadsOf({ pool }: Pick<Rig, 'pool'>): readonly unknown[] {
    const loads: unknown[] = [];
    const { query } = pool;
    pool.query = ((statement: { name?: string }, ...rest: never[]) => {
      if (statement.name === 'load') loads.push(statement);
      return (query as (...all: unknown[]) => unknown).call(pool, statement, ...rest);
    }) as typeof query;
    return loads;
  }

  it('should keep in memory also a case whose command was refused: its sender comes again', async () => {
    const id = idOf(await rig.send('open', 'new'));
    const other = await createRig(database.url);
    const loads = loadsOf(other);

    const refused = await other.send('add', { instanceId: id }, { by: -1 });
    const again = await other.send('add', { instanceId: id }, { by: 1 });
    await other.close();

    expect([refused.ok, answerOf(again)]).to.deep.equal([false, { count: 1 }]);
    expect(loads).to.have.length(1);
  });

  it('should keep in memory what somebody works on, and not what is only gone through', async () => {
    const other = await createRig(database.url);
    const ids = await Promise.all([1, 2].map(async () => idOf(await rig.send('open', 'new'))));
    const loads = loadsOf(other);
    const add = async (id: string | undefined, more: object) =>
      answerOf(await other.send('add', { instanceId: id ?? '' }, { by: 1 }, more));

    await add(ids[0], {});
    await add(ids[1], { passing: true });
    const before = loads.length;
    const kept = await add(ids[0], { passing: true });
    const between = loads.length;
    const gone = await add(ids[1], {});
    await other.close();

    expect([kept, gone]).to.deep.equal([{ count: 2 }, { count: 2 }]);
    expect([before, between, loads.length]).to.deep.equal([2, 2, 3]);
  });

  it('should refuse with overloaded when the queue is full, before any work is done', async () => {
    const small = await createRig(database.url, { queueLimit: 10, batchSize: 2, pipeline: 1 });
    const id = idOf(await small.send('open', 'new'));

    const outcomes = await Promise.all(Array.from({ length: 15 }, () => small.send('add', { instanceId: id })));

    await small.close();
    const refused = outcomes.filter((outcome) => !outcome.ok);
    expect(refused.map(answerOf)).to.deep.equal(Array.from({ length: 5 }, () => 'overloaded'));
    expect((await stored(id)).variables).to.deep.equal({ count: 10 });
  });

  it('should decide again when the definitions have changed in between', async () => {
    const id = idOf(await rig.send('open', 'new'));
    await rig.pool.query('update engine_state set deployment_sequence = deployment_sequence + 1');

    const outcome = await rig.send('add', { instanceId: id });

    expect(answerOf(outcome)).to.deep.equal({ count: 1 });
    expect(rig.definitions.sequence).to.equal(
      (await rig.pool.query('select deployment_sequence as n from engine_state')).rows[0].n,
    );
  });

  it('should decide again also where they were read anew between its decision and its commit', async () => {
    const partitions = await rig.pool.connect();
    await partitions.query("select pg_advisory_lock(hashtext('tongban journal partitions'))");
    const later = Date.UTC(2031, 4, 6);
    const opening = rig.send('open', 'new', {}, { at: later });
    const isWaiting = `select from pg_locks where locktype = 'advisory' and not granted`;
    while ((await rig.pool.query(isWaiting)).rowCount === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const before = rig.dispatcher.stats().conflicts;

    await rig.pool.query('update engine_state set deployment_sequence = deployment_sequence + 1');
    await rig.definitions.refresh();
    await partitions.query('select pg_advisory_unlock_all()');
    partitions.release();

    expect((await opening).ok).to.equal(true);
    expect(rig.dispatcher.stats().conflicts).to.equal(before + 1);
  });

  it('should answer what it has taken before it stops', async () => {
    const id = idOf(await rig.send('open', 'new'));
    const sent = Array.from({ length: 50 }, () => rig.send('add', { instanceId: id }));

    await rig.dispatcher.stop();

    expect((await Promise.all(sent)).every((outcome) => outcome.ok)).to.equal(true);
    expect(answerOf(await rig.send('add', { instanceId: id }))).to.equal('overloaded');
  });

  describe('a connection that breaks during a commit', () => {
    /** Breaks the connection of the first commit, before or after the server has done it. */
    function breakFirstCommit(when: 'before' | 'after'): void {
      const query = rig.pool.query.bind(rig.pool) as (
        config: { name?: string },
        values?: unknown[],
      ) => Promise<unknown>;
      let broken = false;
      rig.pool.query = (async (config: { name?: string }, values?: unknown[]) => {
        const breaks = !broken && config.name?.startsWith('commit_');
        if (breaks && when === 'before') {
          broken = true;
          throw new Error('Connection terminated unexpectedly');
        }
        const result = await query(config, values);
        if (!breaks) return result;
        broken = true;
        throw new Error('Connection terminated unexpectedly');
      }) as typeof rig.pool.query;
    }

    for (const when of ['before', 'after'] as const) {
      it(`should not make a command happen twice or not at all: ${when} it was written`, async () => {
        const id = idOf(await rig.send('open', 'new'));
        breakFirstCommit(when);

        const outcomes = await Promise.all([rig.send('add', { instanceId: id }), rig.send('add', { instanceId: id })]);

        expect(outcomes.map(answerOf)).to.deep.equal([{ count: 1 }, { count: 2 }]);
        expect((await stored(id)).variables).to.deep.equal({ count: 2 });
        expect(rig.logger.lines.map(({ message }) => message)).to.include(
          'lost the database during a commit; finding out what was written',
        );
      });
    }

    it('should know it of a case that has ended by it', async () => {
      const id = idOf(await rig.send('open', 'new'));
      breakFirstCommit('after');

      const outcome = await rig.send('end', { instanceId: id });

      expect(answerOf(outcome)).to.deep.equal({});
      expect(await stored(id)).to.equal(undefined);
    });
  });

  it('should say that the database cannot be reached', async () => {
    const gone = await createTestDatabase();
    const lost = await createRig(gone.connectionString);
    await lost.send('open', 'new');
    await gone.drop();

    const outcome = await lost.send('add', { instanceId: 'any' });

    await lost.close();
    expect(answerOf(outcome)).to.equal('database-unavailable');
  });
});
