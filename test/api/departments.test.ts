import { expect } from 'chai';
import type { Adapter, AdapterAnswer, AdapterState } from '../../engine/port.ts';
import { bpmn, flows } from '../support/bpmn.ts';
import { deploy, OUTSIDE } from './support/models.ts';
import { useServer } from './support/server.ts';

const LICENCE = bpmn(
  `<startEvent id="start"/><serviceTask id="ask" name="查证照" tb:topic="licence" tb:retry="R1/PT1S" tb:purpose="核验"/><endEvent id="end"/>${flows('start ask end')}`,
  { key: 'licence' },
);
const TWO = bpmn(
  `<startEvent id="start"/><serviceTask id="low" tb:topic="tax" tb:priority="1"/><serviceTask id="high" tb:topic="tax" tb:priority="=10 * 5"/>
   <endEvent id="end"/>${flows('start low end', 'start high end')}`,
  { key: 'two' },
);

let answer: () => Promise<AdapterAnswer>;
let state: () => Promise<AdapterState>;
let calls = 0;
const office: Adapter = {
  name: 'licence-office',
  topics: ['licence'],
  timeoutMs: 100,
  limits: { failuresToOpen: 1_000 },
  call: () => {
    calls += 1;
    return answer();
  },
  query: () => state(),
};

describe('api/departments', () => {
  const server = useServer({ runtime: { adapters: [office] } });
  const root = () => server.as('root');
  before(async () => {
    await deploy(server, LICENCE, OUTSIDE, TWO);
  });
  beforeEach(() => {
    calls = 0;
    answer = async () => ({ kind: 'completed', variables: {} });
    state = async () => ({ kind: 'absent' });
  });

  const start = async (definitionKey = 'licence'): Promise<string> =>
    (await root().post('/process-instances', { definitionKey, businessKey: 'b-1' })).body.id;
  const effectOf = async (instanceId: string) => (await root().get(`/effects?instanceId=${instanceId}`)).body.items[0];
  const status = async (id: string): Promise<string> => (await root().get(`/process-instances/${id}`)).body.status;
  /** A case whose department was called and never said what it did. */
  const unclear = async () => {
    answer = () => new Promise(() => undefined);
    const id = await start();
    await server.runtime.settle();
    return { id, effect: await effectOf(id) };
  };

  it('should list what was asked of departments, by what it is and by what is unclear', async () => {
    const done = await start();
    await server.runtime.settle();
    const { id } = await unclear();

    const all = await root().get('/effects?topic=licence&adapter=licence-office&definitionKey=licence');
    const open = await root().get('/effects?unclear=true');
    const confirmed = await effectOf(done);

    expect(all.body.items.map(({ instanceId }: { instanceId: string }) => instanceId)).to.include.members([done, id]);
    expect(open.body.items.map(({ instanceId }: { instanceId: string }) => instanceId)).to.deep.equal([id]);
    expect(confirmed).to.include({
      state: 'confirmed',
      outcome: 'completed',
      elementName: '查证照',
      purpose: '核验',
      requestedBy: 'root',
      businessKey: 'b-1',
      waits: false,
    });
    await root().post(`/effects/${(await effectOf(id)).id}/settle`, { outcome: 'done', reason: 'tidy' });
  });

  it('should ask the department again, and take what it did to the case', async () => {
    const { id, effect } = await unclear();
    state = async () => ({ kind: 'completed', variables: { number: 'L-1' } });

    const asked = await root().post(`/effects/${effect.id}/ask`);
    const again = await root().post(`/effects/${effect.id}/ask`);

    expect(asked.body).to.deep.include({ found: 'completed' });
    expect(asked.body.effect).to.include({ state: 'confirmed', waits: false });
    expect(await status(id)).to.equal('completed');
    expect([calls, again.status, again.body.code]).to.deep.equal([1, 409, 'effect-not-open']);
  });

  it('should make the next try a first one where the department has no trace of it', async () => {
    const { id, effect } = await unclear();

    const asked = await root().post(`/effects/${effect.id}/ask`);
    answer = async () => ({ kind: 'completed', variables: {} });
    await root().post(`/jobs/${effect.id}/retry`);
    await server.runtime.settle();

    expect(asked.body.found).to.equal('absent');
    expect(asked.body.effect).to.include({ state: 'failed', waits: true });
    expect([calls, await status(id)]).to.deep.equal([2, 'completed']);
  });

  it('should leave it open while the department is at it or does not know', async () => {
    const { effect } = await unclear();
    state = async () => ({ kind: 'pending' });
    const pending = await root().post(`/effects/${effect.id}/ask`);
    state = async () => ({ kind: 'unknown', message: 'no idea' });
    const unknown = await root().post(`/effects/${effect.id}/ask`);

    expect([pending.body.found, unknown.body.found]).to.deep.equal(['pending', 'unknown']);
    expect(unknown.body.effect).to.include({ state: 'unknown', lastError: 'no idea' });
    await root().post(`/effects/${effect.id}/settle`, { outcome: 'done', reason: 'tidy' });
  });

  it('should let an administrator say what was done, with the reason, and only once', async () => {
    const { id, effect } = await unclear();
    const path = `/effects/${effect.id}/settle`;

    const noReason = await root().post(path, { outcome: 'done', reason: '' });
    const clerk = await server.as('wang').post(path, { outcome: 'done', reason: 'x' });
    const settled = await root().post(path, { outcome: 'done', reason: '电话核实', variables: { number: 'L-2' } });
    const twice = await root().post(path, { outcome: 'not-done', reason: 'changed my mind' });

    expect([noReason.status, clerk.status, twice.body.code]).to.deep.equal([400, 403, 'effect-not-open']);
    expect(settled.body).to.include({ state: 'confirmed', settledBy: 'root', reason: '电话核实' });
    expect(await status(id)).to.equal('completed');
    const { variables } = (await root().get(`/process-instances/${id}`)).body;
    expect(variables).to.include({ number: 'L-2' });
  });

  it('should settle what belongs to a case that has ended', async () => {
    const { id, effect } = await unclear();
    await root().post(`/process-instances/${id}/cancel`, { reason: 'withdrawn' });
    const before = await effectOf(id);
    state = async () => ({ kind: 'completed', variables: {} });

    const asked = await root().post(`/effects/${effect.id}/ask`);

    expect(before).to.include({ state: 'unknown', outcome: 'cancelled', waits: false });
    expect(asked.body.effect).to.include({ state: 'confirmed', outcome: 'cancelled' });
  });

  it('should show how adapters are, and stop them', async () => {
    const off = await root().post('/adapters/licence-office/switch', { off: true, reason: '证书更换' });
    const id = await start();
    await server.runtime.settle();
    const { body } = await root().get('/adapters');
    const waiting = await effectOf(id);
    await root().post('/adapters/licence-office/switch', { off: false, reason: '恢复' });
    await server.runtime.settle();
    const unknown = await root().post('/adapters/nobody/switch', { off: true, reason: 'x' });
    const clerk = await server.as('wang').post('/adapters/licence-office/switch', { off: true, reason: 'x' });

    expect(off.status).to.equal(204);
    expect(body.items[0]).to.deep.include({ name: 'licence-office', breaker: 'closed', canBeAsked: true });
    expect(body.items[0].p95Ms).to.be.a('number');
    expect(body.items[0].answered).to.be.within(0, 1);
    expect(body.items[0].switch).to.include({ off: true, reason: '证书更换', by: 'root' });
    expect(waiting).to.include({ state: 'requested', attempts: 0 });
    expect(await status(id)).to.equal('completed');
    expect([unknown.status, clerk.status]).to.deep.equal([404, 403]);
  });

  describe('external workers', () => {
    const fetchWork = (as: 'robot' | 'root', more: object = {}) =>
      server.as(as).post('/external-tasks/fetch-and-lock', {
        workerId: 'w1',
        topics: [{ topic: 'tax', lockDuration: 60_000 }],
        ...more,
      });
    afterEach(async () => {
      await root().put('/topic-grants/tax', { principals: ['user:robot'] });
      const { items } = (await fetchWork('root')).body;
      for (const { id } of items) await root().post(`/external-tasks/${id}/complete`, { workerId: 'w1' });
    });

    it('should get every topic until it is granted to somebody', async () => {
      await root().put('/topic-grants/tax', { principals: [] });
      await start('outside');

      const { status, body } = await fetchWork('robot');

      expect(status).to.equal(200);
      expect(body.items).to.have.length(1);
    });

    it('should get no topic that was granted to others only', async () => {
      await start('outside');
      await root().put('/topic-grants/tax', { principals: ['department:land', 'group:land', 'user:other'] });

      const refused = await fetchWork('robot');
      const one = await fetchWork('robot', {
        topics: ['tax', 'licence-books'].map((topic) => ({ topic, lockDuration: 1_000 })),
      });
      const admin = await fetchWork('root');
      const answered = await server
        .as('robot')
        .post(`/external-tasks/${admin.body.items[0].id}/complete`, { workerId: 'w1' });
      const grants = await root().get('/topic-grants');

      expect([refused.status, refused.body.code, one.body.code]).to.deep.equal([
        403,
        'topic-not-granted',
        'topic-not-granted',
      ]);
      expect(answered.body.code, "another's lock does not open a topic").to.equal('topic-not-granted');
      expect(grants.body.items).to.deep.include({
        topic: 'tax',
        principals: ['department:land', 'group:land', 'user:other'],
      });
    });

    it('should get what is urgent first, unless they ask for the order of time', async () => {
      await start('two');

      const urgent = await fetchWork('robot', { maxTasks: 1 });
      await server.as('robot').post(`/external-tasks/${urgent.body.items[0].id}/unlock`, { workerId: 'w1' });
      const all = await fetchWork('robot');
      for (const { id } of all.body.items)
        await server.as('robot').post(`/external-tasks/${id}/unlock`, { workerId: 'w1' });
      const inTime = await fetchWork('robot', { usePriority: false });

      expect(urgent.body.items[0]).to.include({ elementId: 'high', priority: 50 });
      expect(all.body.items.map(({ elementId }: { elementId: string }) => elementId)).to.deep.equal(['high', 'low']);
      expect(inTime.body.items.map(({ elementId }: { elementId: string }) => elementId)).to.deep.equal(['low', 'high']);
    });

    it('should be in the ledger by account and worker, and confirmed by their answer', async () => {
      const id = await start('outside');
      const { body } = await fetchWork('robot');
      const sent = await effectOf(id);
      await server.as('robot').post(`/external-tasks/${body.items[0].id}/complete`, { workerId: 'w1' });

      expect(sent).to.include({ state: 'sent', worker: 'robot/w1', adapter: null, attempts: 1 });
      expect(await effectOf(id)).to.include({ state: 'confirmed', outcome: 'completed' });
    });

    it('should do nothing by an answer that comes again, late, or after the case has gone on (attack A16)', async () => {
      const id = await start('outside');
      const { body } = await fetchWork('robot', { topics: [{ topic: 'tax', lockDuration: 1_000 }] });
      const path = `/external-tasks/${body.items[0].id}`;
      server.clock.set(server.clock.now() + 1_001);
      const stale = await server.as('robot').post(`${path}/complete`, { workerId: 'w1' });
      await fetchWork('robot', { workerId: 'w2' });
      const stolen = await server.as('robot').post(`${path}/complete`, { workerId: 'w1' });
      const first = await server.as('robot').post(`${path}/complete`, { workerId: 'w2' });
      const again = await server.as('robot').post(`${path}/complete`, { workerId: 'w2' });
      const other = await server.as('robot').post(`${path}/bpmn-error`, { workerId: 'w2', errorCode: 'NO' });

      expect([stale, stolen, first, again, other].map(({ status: each }) => each)).to.deep.equal([
        409, 409, 204, 404, 404,
      ]);
      const { body: journal } = await root().get(`/process-instances/${id}/journal`);
      const settled = journal.items.filter(({ command }: { command: string }) => command === 'complete-effect');
      expect(settled).to.have.length(1);
    });

    it('should do nothing by a lock that a worker of the same name has taken over (attack A16)', async () => {
      const id = await start('outside');
      const lock = { topics: [{ topic: 'tax', lockDuration: 1_000 }] };
      const old = (await fetchWork('robot', lock)).body.items[0];
      server.clock.set(server.clock.now() + 1_001);
      const young = (await fetchWork('robot', lock)).body.items[0];
      const path = `/external-tasks/${old.id}`;
      const held = { workerId: 'w1', lockToken: old.lockToken };

      const overtaken = [
        await server.as('robot').post(`${path}/complete`, { ...held, variables: { stolen: true } }),
        await server.as('robot').post(`${path}/failure`, { ...held, message: 'no', retries: 0 }),
        await server.as('robot').post(`${path}/bpmn-error`, { ...held, errorCode: 'NO' }),
        await server.as('robot').post(`${path}/extend-lock`, { ...held, lockDuration: 60_000 }),
        await server.as('robot').post(`${path}/unlock`, held),
      ];
      const mad = await server.as('robot').post(`${path}/complete`, { workerId: 'w1', lockToken: 1e300 });
      const done = await server.as('robot').post(`${path}/complete`, { ...held, lockToken: young.lockToken });

      expect(overtaken.map(({ body }) => body.code)).to.deep.equal(Array(5).fill('external-task-not-locked'));
      expect([mad.status, done.status]).to.deep.equal([400, 204]);
      const { body } = await root().get(`/process-instances/${id}`);
      expect(body.variables).to.not.have.property('stolen');
    });

    it('should not be able to answer for the work of adapters, or of others by guessing ids (attack A17)', async () => {
      const { effect } = await unclear();

      const answers = await Promise.all(
        ['complete', 'unlock'].map((verb) =>
          server.as('robot').post(`/external-tasks/${effect.id}/${verb}`, { workerId: '' }),
        ),
      );
      const named = await server.as('robot').post(`/external-tasks/${effect.id}/complete`, { workerId: 'w1' });
      const message = await server.as('li').post('/messages', { name: 'paid', correlationKey: '1' });
      const signal = await server.as('wang').post('/signals', { name: 'storm' });

      expect(answers.map(({ status: each }) => each)).to.deep.equal([400, 400]);
      expect(named.body.code).to.equal('external-task-not-locked');
      expect([message.status, signal.status]).to.deep.equal([400, 403]);
      await root().post(`/effects/${effect.id}/settle`, { outcome: 'done', reason: 'tidy' });
    });
  });
});
