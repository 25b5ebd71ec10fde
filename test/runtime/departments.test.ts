import { expect } from 'chai';
import type { Adapter, AdapterAnswer, AdapterRequest, AdapterState } from '../../engine/port.ts';
import { pruneEffects } from '../../engine/store/effects/prune-effects.ts';
import { flows } from '../support/bpmn.ts';
import { useDatabase } from '../support/database.ts';
import { ADMIN, createTestEngine, type TestEngine } from './support/engine.ts';
import { START } from './support/rig.ts';

const task = (more: string) =>
  `<startEvent id="start"/><serviceTask id="ask" ${more}/><endEvent id="end"/>${flows('start ask end')}`;
const MANUAL = `<startEvent id="start"/><serviceTask id="ask" tb:topic="tax" tb:retry="R3/PT10S" tb:manualPath="by-hand"/>
  <boundaryEvent id="hand" attachedToRef="ask"><errorEventDefinition errorRef="byHand"/></boundaryEvent>
  <endEvent id="end"/><userTask id="person"/><endEvent id="other"/>${flows('start ask end', 'hand person other')}`;
const BY_HAND = '<error id="byHand" errorCode="by-hand"/>';

interface Office extends Adapter {
  readonly calls: AdapterRequest[];
  readonly queries: AdapterRequest[];
  answer: (request: AdapterRequest) => Promise<AdapterAnswer>;
  state: ((request: AdapterRequest) => Promise<AdapterState>) | null;
}

/** A department that counts what it does. */
function office(name: string, more: Partial<Adapter> & { asks?: boolean } = {}): Office {
  const { asks = false, ...rest } = more;
  const it: Office = {
    name,
    topics: [name],
    timeoutMs: 150,
    calls: [],
    queries: [],
    answer: async () => ({ kind: 'completed', variables: { [name]: 'done' } }),
    state: null,
    call: (request) => {
      it.calls.push(request);
      return it.answer(request);
    },
    ...(asks && {
      query: async (request: AdapterRequest): Promise<AdapterState> => {
        it.queries.push(request);
        return it.state ? it.state(request) : { kind: 'absent' };
      },
    }),
    ...rest,
  };
  return it;
}

const hang = (): Promise<never> => new Promise(() => undefined);

describe('runtime/departments', () => {
  const database = useDatabase();
  const engines: TestEngine[] = [];

  const open = async (adapters: readonly Adapter[], loops = false): Promise<TestEngine> => {
    const engine = await createTestEngine(database.url, { adapters, loops, pollMs: 20 });
    engines.push(engine);
    await engine.deploy(task('tb:topic="tax" tb:retry="R3/PT10S" tb:purpose="核验欠税"'), { key: 'tax' });
    await engine.deploy(task('tb:topic="land" tb:retry="R3/PT10S"'), { key: 'land' });
    await engine.deploy(MANUAL, { key: 'manual', definitions: BY_HAND });
    return engine;
  };

  afterEach(async () => {
    for (const engine of engines)
      await engine.runtime.pool.query('delete from job; delete from effect; delete from adapter_switch');
    await Promise.all(engines.splice(0).map((engine) => engine.close()));
  });

  const effects = async ({ runtime }: TestEngine, id: string) =>
    (await runtime.pool.query('select * from effect where instance_id = $1', [id])).rows;
  const effect = async (engine: TestEngine, id: string) => (await effects(engine, id))[0];
  const incidents = async ({ runtime }: TestEngine, id: string) =>
    (await runtime.pool.query('select code from incident where instance_id = $1', [id])).rows.map(({ code }) => code);
  const openTasks = async ({ runtime }: TestEngine, id: string) =>
    (await runtime.pool.query('select element_id from task where instance_id = $1', [id])).rows.map(
      ({ element_id }) => element_id,
    );

  describe('ledger', () => {
    it('should say who asked, what for, with what, and how it was answered', async () => {
      const tax = office('tax');
      const engine = await open([tax]);

      const id = await engine.startCase('tax', { company: 'A' }, 'b-7');
      const asked = await effect(engine, id);
      await engine.runtime.settle();
      const answered = await effect(engine, id);

      expect(asked).to.include({ state: 'requested', attempts: 0, adapter: null, sent_at: null, answer_hash: null });
      expect(answered).to.include({
        state: 'confirmed',
        outcome: 'completed',
        attempts: 1,
        adapter: 'tax',
        topic: 'tax',
        business_key: 'b-7',
        element_id: 'ask',
        purpose: '核验欠税',
        requested_by: 'admin',
      });
      expect(answered.request_hash).to.match(/^[0-9a-f]{64}$/);
      expect(answered.answer_hash)
        .to.match(/^[0-9a-f]{64}$/)
        .and.not.equal(answered.request_hash);
      expect(tax.calls[0]).to.include({ idempotencyKey: answered.id, requestedBy: 'admin', purpose: '核验欠税' });
    });

    it('should go on with what is good of an answer, and keep what was set aside masked, with the share of its source', async () => {
      const bad = '110105194912310021';
      const tax = office('tax');
      const at = { field: 'rows.idNumber', rule: 'resident-id' };
      tax.answer = async () => ({
        kind: 'completed',
        variables: { rows: [] },
        quality: {
          source: 'tax',
          checked: [
            { ...at, checked: 3, failed: 1 },
            { ...at, checked: 1, failed: 0 },
          ],
          setAside: [{ ...at, place: '/rows/2/idNumber', value: bad }],
        },
      });
      const engine = await open([tax]);
      const id = await engine.startCase('tax', { company: 'A' });
      await engine.runtime.settle();

      const { pool } = engine.runtime;
      const tallies = await pool.query('select source, field, rule, checked, failed from data_check');
      const aside = await pool.query('select source, row_key, field, shown, hash from data_quarantine');
      const everything = await pool.query('select json_agg(q) as text from data_quarantine q');
      const { id: asked } = await effect(engine, id);
      await pool.query('delete from data_check; delete from data_quarantine');
      expect(await engine.read(id)).to.deep.include({ status: 'completed' });
      expect(tallies.rows).to.deep.equal([{ source: 'tax', ...at, checked: 4, failed: 1 }]);
      expect(aside.rows).to.have.length(1);
      expect(aside.rows[0]).to.deep.include({ source: 'tax', row_key: `${asked}/rows/2/idNumber`, field: at.field });
      expect(JSON.stringify(everything.rows)).to.not.contain(bad);
    });

    it('should take what claims to be a tally and is none for no answer', async () => {
      const tax = office('tax');
      tax.answer = async () =>
        ({ kind: 'completed', variables: {}, quality: { source: 'tax', checked: [{}], setAside: [] } }) as never;
      const engine = await open([tax]);

      const id = await engine.startCase('tax', { company: 'A' });
      await engine.runtime.settle();

      expect(await effect(engine, id)).to.include({ state: 'unknown' });
    });

    it('should have the same hash for the same request, whatever the order of its names', async () => {
      const engine = await open([]);

      const ids = [
        await engine.startCase('tax', { a: 1, b: { c: 2, d: 3 } }),
        await engine.startCase('tax', { b: { d: 3, c: 2 }, a: 1 }),
        await engine.startCase('tax', { a: 2, b: { c: 2, d: 3 } }),
      ];

      const [one, same, other] = await Promise.all(ids.map(async (id) => (await effect(engine, id)).request_hash));
      expect(one).to.equal(same).and.not.equal(other);
    });

    it('should lose what is settled and old when its case has ended, and nothing else', async () => {
      const tax = office('tax');
      const engine = await open([tax]);
      const { pool, clock } = engine.runtime;
      const ended = await engine.startCase('tax');
      await engine.runtime.settle();
      tax.answer = async () => ({ kind: 'unknown', message: 'lost' });
      const unclear = await engine.startCase('tax');
      await engine.runtime.settle();
      await pool.query(
        `insert into effect (id, instance_id, definition_key, element_id, element_instance_id, topic, state, requested_at, requested_by)
        select 'open-' || id, $1, definition_key, element_id, element_instance_id, topic, 'confirmed', requested_at, 'x' from effect where instance_id = $2`,
        [unclear, ended],
      );

      const tooEarly = await pruneEffects(pool, clock.now() - 1);
      const pruned = await pruneEffects(pool, clock.now() + 1);

      expect([tooEarly, pruned]).to.deep.equal([0, 1]);
      expect(await effects(engine, ended)).to.have.length(0);
      expect(await effects(engine, unclear)).to.have.length(2);
    });

    it('should be sent before the call is made', async () => {
      const tax = office('tax');
      const engine = await open([tax]);
      const seen: string[] = [];
      tax.answer = async ({ instanceId }) => {
        seen.push((await effect(engine, instanceId)).state);
        return { kind: 'completed', variables: {} };
      };

      await engine.startCase('tax');
      await engine.runtime.settle();

      expect(seen).to.deep.equal(['sent']);
    });

    it('should keep a business "no" as an answer, and a failure as one', async () => {
      const tax = office('tax');
      const engine = await open([tax]);
      tax.answer = async () => ({ kind: 'error', code: 'debt' });
      const no = await engine.startCase('tax');
      await engine.runtime.settle();
      tax.answer = async () => ({ kind: 'failed', message: 'closed' });
      const closed = await engine.startCase('tax');
      await engine.runtime.settle();

      expect(await effect(engine, no)).to.include({ state: 'confirmed', outcome: 'error' });
      expect(await effect(engine, closed)).to.include({ state: 'failed', outcome: null, last_error: 'closed' });
    });

    it('should know what was done for a case that did not wait any more', async () => {
      const tax = office('tax', { timeoutMs: 2_000 });
      const engine = await open([tax]);
      tax.answer = async ({ instanceId }) => {
        await engine.send('cancel-instance', { instanceId }, { reason: 'withdrawn' });
        return { kind: 'completed', variables: {} };
      };

      const id = await engine.startCase('tax');
      await engine.runtime.settle();

      expect((await engine.read(id))?.status).to.equal('terminated');
      expect(await effect(engine, id)).to.include({ state: 'confirmed', outcome: 'cancelled' });
      expect((await effect(engine, id)).answer_hash).to.be.a('string');
    });

    it('should have one row for each effect of a batch, and none for what was refused', async () => {
      const engine = await open([office('tax'), office('land')]);

      await Promise.all(Array.from({ length: 30 }, (_, n) => engine.startCase(n % 2 ? 'tax' : 'land')));
      await engine.runtime.settle();

      const { rows } = await engine.runtime.pool.query('select state, count(*)::integer from effect group by 1');
      expect(rows).to.deep.equal([{ state: 'confirmed', count: 30 }]);
    });
  });

  describe('an effect that may have been done', () => {
    it('should be asked for, and not repeated where the department has done it', async () => {
      const tax = office('tax', { asks: true });
      const engine = await open([tax]);
      tax.answer = hang;
      tax.state = async () => ({ kind: 'completed', variables: { debt: 0 } });

      const id = await engine.startCase('tax');
      await engine.runtime.settle();
      const meanwhile = await effect(engine, id);
      await engine.runtime.moveClock(START + 60_000);

      expect(meanwhile).to.include({ state: 'unknown', last_error: 'no answer within 150 ms' });
      expect([tax.calls.length, tax.queries.length]).to.deep.equal([1, 1]);
      expect(tax.queries[0]?.idempotencyKey).to.equal(tax.calls[0]?.idempotencyKey);
      expect(await engine.read(id)).to.deep.equal({ status: 'completed', variables: { debt: 0 } });
      expect(await effect(engine, id)).to.include({ state: 'confirmed', outcome: 'completed' });
    });

    it('should be repeated only where the department has no trace of it', async () => {
      const tax = office('tax', { asks: true });
      const engine = await open([tax]);
      tax.answer = async ({ attempt }) => (attempt === 1 ? hang() : { kind: 'completed', variables: {} });

      const id = await engine.startCase('tax');
      await engine.runtime.moveClock(START + 60_000);

      expect([tax.calls.length, tax.queries.length]).to.deep.equal([2, 1]);
      expect(new Set(tax.calls.map(({ idempotencyKey }) => idempotencyKey)).size).to.equal(1);
      expect((await engine.read(id))?.status).to.equal('completed');
    });

    it('should be waited for, without using up attempts, while the department is at it', async () => {
      const tax = office('tax', { asks: true });
      const engine = await open([tax]);
      tax.answer = hang;
      tax.state = async () => (tax.queries.length < 6 ? { kind: 'pending' } : { kind: 'error', code: 'debt' });

      const id = await engine.startCase('tax');
      await engine.runtime.moveClock(START + 6 * 3_600_000);

      expect([tax.calls.length, tax.queries.length]).to.deep.equal([1, 6]);
      expect(await effect(engine, id)).to.include({ state: 'confirmed', outcome: 'error' });
    });

    it('should be an incident of its own where the department can never tell', async () => {
      const tax = office('tax', { asks: true });
      const engine = await open([tax]);
      tax.answer = hang;
      tax.state = async () => ({ kind: 'unknown', message: 'no idea' });

      const id = await engine.startCase('tax');
      await engine.runtime.moveClock(START + 3_600_000);

      expect(tax.calls).to.have.length(1);
      expect(await incidents(engine, id)).to.deep.equal(['effect-unknown']);
      expect(await effect(engine, id)).to.include({ state: 'unknown', last_error: 'no idea', outcome: null });
    });

    it('should never be repeated where a repeat counts twice and nobody can be asked', async () => {
      const tax = office('tax', { repeats: 'doubled' });
      const engine = await open([tax]);
      tax.answer = hang;

      const id = await engine.startCase('tax');
      await engine.runtime.moveClock(START + 3_600_000);
      const first = tax.calls.length;
      const [job] = (await engine.runtime.pool.query('select id from job where instance_id = $1', [id])).rows;
      await engine.runtime.jobs.retry(job.id, ADMIN);
      await engine.runtime.settle();

      expect([first, tax.calls.length]).to.deep.equal([1, 1]);
      expect(await incidents(engine, id)).to.deep.equal(['effect-unknown']);
    });

    it('should be asked for by another process when the one that sent it is gone', async () => {
      const tax = office('tax', { asks: true, timeoutMs: 60_000 });
      const dead = await open([tax]);
      let arrived = (): void => undefined;
      const calling = new Promise<void>((resolve) => {
        arrived = resolve;
      });
      tax.answer = () => {
        arrived();
        return hang();
      };
      const id = await dead.startCase('tax');
      const settling = dead.runtime.settle().catch(() => undefined);
      await calling;
      await dead.runtime.pool.query('update job set lease_until = null where instance_id = $1', [id]);
      const sent = await effect(dead, id);

      const heir = office('tax', { asks: true });
      heir.state = async () => ({ kind: 'completed', variables: {} });
      const engine = await open([heir]);
      await engine.runtime.settle();
      await dead.runtime.stop();
      engines.splice(engines.indexOf(dead), 1);
      await settling;

      expect(sent.state).to.equal('sent');
      expect([heir.calls.length, heir.queries.length]).to.deep.equal([0, 1]);
      expect((await engine.read(id))?.status).to.equal('completed');
    });

    for (const odd of [
      undefined,
      null,
      'yes',
      {},
      { kind: 'completed' },
      { kind: 'done', variables: {} },
      { kind: 'error', code: '' },
    ]) {
      it(`should be what an answer like ${JSON.stringify(odd)} leaves behind`, async () => {
        const tax = office('tax');
        const engine = await open([tax]);
        tax.answer = async () => odd as unknown as AdapterAnswer;

        const id = await engine.startCase('tax');
        await engine.runtime.settle();

        expect(await effect(engine, id)).to.include({ state: 'unknown' });
      });
    }

    it('should be left to a person where the case cannot take the answer', async () => {
      const tax = office('tax');
      const engine = await open([tax]);
      tax.answer = async () => ({ kind: 'completed', variables: { text: 'a\u0000b' } });

      const id = await engine.startCase('tax');
      await engine.runtime.moveClock(START + 3_600_000);

      expect(tax.calls).to.have.length(1);
      expect(await incidents(engine, id)).to.deep.equal(['effect-unknown']);
    });
  });

  describe('a department that hangs', () => {
    it("should fill its own room and nobody else's", async () => {
      const tax = office('tax', { limits: { concurrent: 2 }, timeoutMs: 60_000 });
      const land = office('land');
      const engine = await open([tax, land], true);
      tax.answer = hang;

      for (let n = 0; n < 10; n++) await engine.startCase('tax');
      const others = await Promise.all(Array.from({ length: 40 }, () => engine.startCase('land')));
      await waitUntil(async () => (await completed(engine, others)) === 40);

      expect(land.calls).to.have.length(40);
      expect(tax.calls).to.have.length(2);
    });

    it('should not be called more often at once than it may be, nor lose what waits', async () => {
      let now = 0;
      let most = 0;
      const tax = office('tax', { limits: { concurrent: 3 } });
      tax.answer = async () => {
        now += 1;
        most = Math.max(most, now);
        await new Promise((resolve) => setTimeout(resolve, 5));
        now -= 1;
        return { kind: 'completed', variables: {} };
      };
      const engine = await open([tax], true);

      const ids = await Promise.all(Array.from({ length: 25 }, () => engine.startCase('tax')));
      await waitUntil(async () => (await completed(engine, ids)) === 25);

      expect(most).to.be.within(1, 3);
      expect(tax.calls).to.have.length(25);
    });
  });

  describe('circuit breaker', () => {
    it('should stop calls after failures in a row, and let one try later', async () => {
      const tax = office('tax', { limits: { failuresToOpen: 3, openMs: 60_000 } });
      const engine = await open([tax]);
      tax.answer = async () => ({ kind: 'failed', message: 'down', retryAfterMs: 1 });
      for (let n = 0; n < 6; n++) await engine.startCase('tax');

      await engine.runtime.settle();
      const opened = await engine.runtime.departments.health();
      const calls = tax.calls.length;
      await engine.runtime.moveClock(START + 30_000);
      const waiting = tax.calls.length;
      await engine.runtime.moveClock(START + 61_000);
      const tried = tax.calls.length;
      tax.answer = async () => ({ kind: 'completed', variables: {} });
      await engine.runtime.moveClock(START + 3 * 61_000);

      expect(opened[0]).to.include({ name: 'tax', breaker: 'open', lastFailure: 'down', triesAt: START + 60_000 });
      expect(calls, 'calls that were under way together are not taken back').to.be.within(3, 6);
      expect(waiting).to.equal(calls);
      expect(tried).to.equal(calls + 1);
      const { rows } = await engine.runtime.pool.query(`select state, count(*)::integer from effect group by 1`);
      expect(rows).to.deep.equal([{ state: 'confirmed', count: 6 }]);
    });

    it('should count a business "no" as an answer', async () => {
      const tax = office('tax', { limits: { failuresToOpen: 2 } });
      const engine = await open([tax]);
      tax.answer = async () => ({ kind: 'error', code: 'debt' });

      for (let n = 0; n < 5; n++) await engine.startCase('tax');
      await engine.runtime.settle();

      expect(tax.calls).to.have.length(5);
      expect((await engine.runtime.departments.health())[0]?.breaker).to.equal('closed');
    });
  });

  describe('manual path', () => {
    it('should be a task for a person when the attempts are used up, with what is known', async () => {
      const tax = office('tax');
      const engine = await open([tax]);
      tax.answer = async () => ({ kind: 'failed', message: 'down' });

      const id = await engine.startCase('manual');
      await engine.runtime.moveClock(START + 3_600_000);

      expect(tax.calls).to.have.length(3);
      expect(await openTasks(engine, id)).to.deep.equal(['person']);
      expect(await incidents(engine, id)).to.deep.equal([]);
      expect((await engine.read(id))?.variables).to.deep.equal({
        departmentProblem: { topic: 'tax', reason: 'down', mayBeDone: false },
      });
      expect(await effect(engine, id)).to.include({ state: 'failed', outcome: 'given-up' });
    });

    it('should say that the department may have done it already', async () => {
      const tax = office('tax');
      const engine = await open([tax]);
      tax.answer = hang;

      const id = await engine.startCase('manual');
      await engine.runtime.moveClock(START + 3_600_000);

      expect((await engine.read(id))?.variables).to.have.nested.property('departmentProblem.mayBeDone', true);
      expect(await effect(engine, id)).to.include({ state: 'unknown', outcome: 'given-up' });
    });

    it('should be taken at once while the department is known to be out of order', async () => {
      const tax = office('tax', { limits: { failuresToOpen: 2, openMs: 3_600_000 } });
      const engine = await open([tax]);
      tax.answer = async () => ({ kind: 'failed', message: 'down' });
      await engine.startCase('tax');
      await engine.startCase('tax');
      await engine.runtime.settle();
      const before = tax.calls.length;

      const [manual, waits] = [await engine.startCase('manual'), await engine.startCase('tax')];
      await drain(engine);

      expect(tax.calls.length).to.equal(before);
      expect(await openTasks(engine, manual)).to.deep.equal(['person']);
      expect(await effect(engine, manual)).to.include({ state: 'failed', outcome: 'given-up', attempts: 0 });
      expect(await effect(engine, waits)).to.include({ state: 'requested', attempts: 0 });
    });
  });

  describe('kill switch', () => {
    const turn = (engine: TestEngine, off: boolean) =>
      engine.runtime.departments.throwSwitch({ adapter: 'tax', off, reason: 'maintenance', by: 'admin', at: START });

    it('should stop calls in every process, and let them go on when it is on again', async () => {
      const tax = office('tax');
      const one = await open([tax]);
      const other = await open([tax]);
      expect((await turn(one, true)).ok).to.equal(true);

      const id = await one.startCase('tax');
      await Promise.all([drain(one), drain(other)]);
      const while_off = tax.calls.length;
      await turn(other, false);
      await drain(other);

      expect(while_off).to.equal(0);
      expect((await one.read(id))?.status).to.equal('completed');
    });

    it('should hold for calls by hand too', async () => {
      const tax = office('tax');
      const engine = await open([tax]);
      await turn(engine, true);
      const id = await engine.startCase('tax');
      const [job] = (await engine.runtime.pool.query('select id from job where instance_id = $1', [id])).rows;

      const outcome = await engine.runtime.jobs.execute(job.id, ADMIN);

      expect(!outcome.ok && outcome.failure.code).to.equal('adapter-not-callable');
      expect(tax.calls).to.deep.equal([]);
    });

    it('should refuse an adapter that is not there', async () => {
      const engine = await open([]);

      const outcome = await turn(engine, true);

      expect(!outcome.ok && outcome.failure.code).to.equal('not-found');
    });
  });
});

/** What is due now, as far as it may be called. */
const drain = (engine: TestEngine): Promise<void> => engine.runtime.settle();

async function completed(engine: TestEngine, ids: readonly string[]): Promise<number> {
  const { rows } = await engine.runtime.pool.query(
    `select count(*)::integer as count from instance_history where id = any($1) and status = 'completed'`,
    [ids],
  );
  return rows[0].count;
}

async function waitUntil(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 10));
}
