import { expect } from 'chai';
import type { AdapterAnswer, AdapterRequest } from '../../engine/port.ts';
import { flows } from '../support/bpmn.ts';
import { useDatabase } from '../support/database.ts';
import { ADMIN, createTestEngine, type TestEngine } from './support/engine.ts';
import { START } from './support/rig.ts';

const ERRORS = '<error id="refused" errorCode="refused"/>';
const CALL = `<startEvent id="start"/><serviceTask id="ask" tb:topic="stamp" tb:retry="R3/PT10S"/>
  <boundaryEvent id="no" attachedToRef="ask"><errorEventDefinition errorRef="refused"/></boundaryEvent>
  <endEvent id="end"/><userTask id="look"/><endEvent id="other"/>${flows('start ask end', 'no look other')}`;

describe('runtime/outbox', () => {
  const database = useDatabase();
  let engine: TestEngine;
  let calls: AdapterRequest[];
  let answer: (request: AdapterRequest) => Promise<AdapterAnswer>;

  before(async () => {
    const adapter = {
      name: 'stamper',
      topics: ['stamp'],
      timeoutMs: 300,
      // The tests of this file make it fail often; what breaks is tested elsewhere.
      limits: { failuresToOpen: 1_000 },
      call: (request: AdapterRequest) => {
        calls.push(request);
        return answer(request);
      },
    };
    engine = await createTestEngine(database.url, { adapters: [adapter] });
    await engine.deploy(CALL, { key: 'call', definitions: ERRORS });
  });

  beforeEach(() => {
    calls = [];
    engine.clock.set(START);
  });

  after(() => engine.close());

  const job = async (id: string) =>
    (await engine.runtime.pool.query('select * from job where instance_id = $1', [id])).rows[0];
  const incidents = async (id: string) =>
    (await engine.runtime.pool.query('select code from incident where instance_id = $1', [id])).rows;

  it('should call the adapter after the commit and bring its answer back', async () => {
    answer = async () => ({ kind: 'completed', variables: { stamped: true } });

    const id = await engine.startCase('call', { paper: 7 }, 'b-1');
    await engine.runtime.settle();

    expect(await engine.read(id)).to.deep.equal({ status: 'completed', variables: { paper: 7, stamped: true } });
    expect(calls).to.have.length(1);
    expect(calls[0]).to.deep.include({
      topic: 'stamp',
      instanceId: id,
      businessKey: 'b-1',
      elementId: 'ask',
      attempt: 1,
      variables: { paper: 7 },
    });
  });

  it('should not ask again for a case whose time was up meanwhile, though others are asked at the same time', async () => {
    const late = `<boundaryEvent id="late" attachedToRef="ask"><timerEventDefinition><timeDuration>PT5M</timeDuration></timerEventDefinition></boundaryEvent>`;
    const body = CALL.replace('<endEvent id="end"/>', `${late}<endEvent id="end"/>`).replace(
      '<userTask id="look"/>',
      `<userTask id="look"/>${flows('late look')}`,
    );
    await engine.deploy(body, { key: 'timed', definitions: ERRORS });
    answer = async () => ({ kind: 'failed', message: 'out of ink' });
    const [over, going] = [await engine.startCase('timed'), await engine.startCase('call')];
    await engine.runtime.settle();

    engine.clock.set(START + 600_000);
    await engine.runtime.settle();

    expect(calls.map(({ instanceId }) => instanceId)).to.deep.equal([over, going, going]);
  });

  it('should try again with the same idempotency key after a pause that doubles, then raise an incident', async () => {
    answer = async () => ({ kind: 'failed', message: 'out of ink' });

    const id = await engine.startCase('call');
    await engine.runtime.settle();
    const first = await job(id);
    await engine.runtime.moveClock(START + 120_000);

    expect(first.due_at).to.be.within(START + 10_000, START + 12_000);
    expect(first.last_error).to.equal('out of ink');
    expect(calls.map(({ attempt }) => attempt)).to.deep.equal([1, 2, 3]);
    expect(new Set(calls.map(({ idempotencyKey }) => idempotencyKey)).size).to.equal(1);
    expect(await incidents(id)).to.deep.equal([{ code: 'effect-failed' }]);
    expect((await job(id)).state).to.equal('failed');
  });

  it('should go on after a retry by hand', async () => {
    answer = async () => ({ kind: 'failed', message: 'out of ink' });
    const id = await engine.startCase('call');
    await engine.runtime.moveClock(START + 120_000);
    answer = async () => ({ kind: 'completed', variables: {} });

    const outcome = await engine.runtime.jobs.retry((await job(id)).id, ADMIN);
    await engine.runtime.settle();

    expect(outcome.ok).to.equal(true);
    expect((await engine.read(id))?.status).to.equal('completed');
  });

  it('should take what an adapter throws for a failure', async () => {
    answer = async () => {
      throw new Error('no route to the stamp');
    };

    const id = await engine.startCase('call');
    await engine.runtime.settle();

    expect((await job(id)).last_error).to.equal('no route to the stamp');
  });

  it('should not wait for an adapter longer than it may take', async () => {
    let aborted = false;
    answer = (request) =>
      new Promise(() => {
        request.signal.addEventListener('abort', () => {
          aborted = true;
        });
      });

    const id = await engine.startCase('call');
    await engine.runtime.settle();

    expect(aborted).to.equal(true);
    expect((await job(id)).last_error).to.equal('no answer within 300 ms');
  });

  it('should raise the error the model foresees when the department says no', async () => {
    answer = async () => ({ kind: 'error', code: 'refused' });

    const id = await engine.startCase('call');
    await engine.runtime.settle();

    const { rows } = await engine.runtime.pool.query('select element_id from task where instance_id = $1', [id]);
    expect(rows).to.deep.equal([{ element_id: 'look' }]);
  });

  it('should not call for a suspended case until it is resumed', async () => {
    answer = async () => ({ kind: 'completed', variables: {} });
    const id = await engine.startCase('call');
    await engine.send('suspend-instance', { instanceId: id });

    await engine.runtime.settle();
    const whileSuspended = calls.length;
    await engine.send('resume-instance', { instanceId: id });
    await engine.runtime.settle();

    expect(whileSuspended).to.equal(0);
    expect((await engine.read(id))?.status).to.equal('completed');
  });
});
