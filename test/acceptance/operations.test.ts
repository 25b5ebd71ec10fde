import { expect } from 'chai';
import { bpmn, flows } from '../support/bpmn.ts';
import { useEngine } from './support/engine.ts';
import { catching, cycle, duration, end, extended, gateway, message, scope, start, user } from './support/shapes.ts';

const parallel = [
  start(),
  gateway('parallel', 'f'),
  catching('t', duration('PT1H')),
  catching('m', message('M')),
  user('u'),
  user('after-t'),
  user('after-m'),
  end(),
  flows('start f t after-t end', 'f m after-m end', 'f u end'),
].join('');
const named = (name: string) => ({ definitions: `<message id="M" name="${name}"/>` });

describe('acceptance/operations', () => {
  const engine = useEngine();

  it('should freeze a suspended case, and catch up when it is resumed', async () => {
    const id = await engine.run(parallel, {}, named('frozen'));
    const { id: task } = await engine.task(id, 'u');
    expect((await engine.admin.post(`/process-instances/${id}/suspend`)).body.status).to.equal('suspended');
    await engine.advance('PT2H');

    for (const [method, path, body] of [
      ['POST', `/tasks/${task}/complete`, {}],
      ['PATCH', `/process-instances/${id}/variables`, { variables: { a: 1 } }],
      ['POST', `/process-instances/${id}/modify`, { instructions: [{ type: 'startBefore', elementId: 'u' }] }],
      ['POST', `/process-instances/${id}/suspend`, {}],
    ] as const) {
      const reply = await engine.admin.send(method, path, body);
      expect([reply.status, reply.body.code], path).to.deep.equal([409, 'case-not-active']);
    }
    expect((await engine.publish('frozen', { instanceId: id })).outcome).to.equal('ignored');
    expect((await engine.publish('frozen', { instanceId: id, timeToLive: 'PT1H' })).outcome).to.equal('buffered');
    await engine.admin.post(`/process-instances/${id}/resume`);
    await engine.settle();

    // What fell due meanwhile does not fire: it goes on with the time that was left.
    expect(await engine.open(id)).to.deep.equal(['after-m', 't', 'u']);
    await engine.advance('PT1H');
    expect(await engine.open(id)).to.deep.equal(['after-m', 'after-t', 'u']);
  });

  it('should move tokens by hand, all instructions or none', async () => {
    const id = await engine.run(parallel, {}, named('moved'));
    const modify = (...instructions: object[]) =>
      engine.admin.post(`/process-instances/${id}/modify`, { instructions });

    const refused = await modify({ type: 'cancel', elementId: 'u' }, { type: 'startBefore', elementId: 'nowhere' });
    expect(refused.status).to.equal(404);
    expect(await engine.open(id)).to.deep.equal(['m', 't', 'u']);
    await modify(
      { type: 'cancel', elementId: 'u' },
      { type: 'startAfter', elementId: 't' },
      { type: 'startBefore', elementId: 'after-m', variables: { x: 1 } },
    );
    expect(await engine.open(id)).to.deep.equal(['after-m', 'after-t', 'm', 't']);
    expect((await engine.instance(id)).variables).to.deep.equal({ x: 1 });
    await modify(...['m', 't', 'after-t', 'after-m'].map((elementId) => ({ type: 'cancel', elementId })));

    expect(await engine.instance(id)).to.deep.include({ status: 'terminated', elements: [] });
  });

  it('should execute a timer now, give it another time, and know it no more when it has fired', async () => {
    const id = await engine.run(parallel, {}, named('timed'));
    const { body } = await engine.admin.get(`/jobs?instanceId=${id}&kind=timer`);
    const job = `/jobs/${body.items[0].id}`;

    const moved = await engine.admin.post(`${job}/reschedule`, { dueAt: '2199-01-01T00:00:00Z' });
    expect(moved.body.dueAt).to.equal('2199-01-01T00:00:00.000Z');
    await engine.advance('PT2H');
    expect(await engine.open(id)).to.include('t');
    expect((await engine.admin.post(`${job}/execute`)).status).to.equal(204);

    expect(await engine.open(id)).to.deep.equal(['after-t', 'm', 'u']);
    expect((await engine.admin.post(`${job}/execute`)).status).to.equal(404);
    expect((await engine.as('chen').get('/jobs')).status).to.equal(403);
  });

  it('should start cases by timer, those of the newest version only, and none of a suspended one', async () => {
    const key = engine.newKey();
    const every = (period: string, at: string) =>
      bpmn([start('s', cycle(period)), user(at), end(), flows(`s ${at} end`)].join(''), { key });
    const started = async () =>
      (await engine.admin.get(`/process-instances?definitionKey=${key}&count=true`)).body.total;

    await engine.deploy(every('R/PT1H', 'a'));
    await engine.advance('PT3H');
    expect(await started()).to.equal(3);
    const { body } = await engine.deploy(every('R/PT30M', 'b'));
    const jobs = await engine.admin.get(`/jobs?definitionKey=${key}`);
    expect(jobs.body.items).to.have.lengthOf(1);
    expect(jobs.body.items[0]).to.include({ instanceId: null, definitionId: body.definitions[0].id });
    await engine.advance('PT1H');
    expect(await started()).to.equal(5);
    await engine.admin.post(`/process-definitions/${body.definitions[0].id}/suspend`);
    await engine.advance('PT5H');

    expect(await started()).to.equal(5);
  });

  it('should not start cases of a suspended definition, nor delete one that has cases', async () => {
    const { body } = await engine.deploy(
      bpmn([start(), user('a'), end(), flows('start a end')].join(''), { key: engine.newKey() }),
    );
    const [{ id, key }] = body.definitions;
    const instance = await engine.start(key);
    await engine.admin.post(`/process-definitions/${id}/suspend`);

    const refused = await engine.admin.post('/process-instances', { definitionKey: key });
    expect([refused.status, refused.body.code]).to.deep.equal([409, 'definition-suspended']);
    await engine.complete(instance, 'a');
    expect((await engine.instance(instance)).status, 'cases that run go on').to.equal('completed');
    await engine.admin.post(`/process-definitions/${id}/activate`);
    await engine.start(key);
    expect((await engine.admin.delete(`/process-definitions/${id}`)).body.code).to.equal('definition-in-use');
    expect((await engine.as('han').delete(`/process-definitions/${id}?cascade=true`)).status).to.equal(403);

    const kept = await engine.admin.delete(`/process-definitions/${id}?cascade=true&basis=x`);
    expect([kept.status, kept.body.code], 'ended cases are kept').to.deep.equal([409, 'definition-retained']);
    expect((await engine.admin.get(`/process-definitions/${id}`)).status).to.equal(200);
    expect((await engine.instance(instance)).status).to.equal('completed');
  });

  it('should keep variables to the scope that declares them', async () => {
    const mappings = extended('<tb:input source="=a + 1" target="b"/><tb:output source="=b" target="result"/>');
    const id = await engine.run(
      [
        start(),
        scope('sub', mappings + start('s') + user('x') + end('e') + flows('s x e')),
        user('z'),
        end(),
        flows('start sub z end'),
      ].join(''),
      { a: 1 },
    );
    const sub = (await engine.instance(id)).elements.find(({ elementId }) => elementId === 'sub');
    const path = `/process-instances/${id}/variables`;

    expect((await engine.admin.get(`${path}?scope=${sub?.id}`)).body.variables).to.deep.equal({ b: 2 });
    await engine.admin.patch(`${path}?scope=${sub?.id}`, { variables: { b: 10 } });
    await engine.complete(id, 'x', { c: 3 });

    expect((await engine.admin.get(path)).body.variables).to.deep.equal({ a: 1, c: 3, result: 10 });
    expect((await engine.admin.get(`${path}?scope=nowhere`)).status).to.equal(404);
  });

  it('should keep a journal in order, and verify it', async () => {
    const id = await engine.run(parallel, { secret: 1 }, named('journal'));
    await engine.complete(id, 'u', { x: 2 });
    await engine.admin.post(`/process-instances/${id}/cancel`, { reason: 'no longer needed' });

    const { items } = (await engine.admin.get(`/process-instances/${id}/journal`)).body;
    expect(items.map(({ command }: { command: string }) => command)).to.deep.equal([
      'start-process-instance',
      'complete-task',
      'cancel-instance',
    ]);
    expect(items.map(({ seq }: { seq: number }) => seq)).to.deep.equal([1, 2, 3]);
    for (const { actor, hash } of items) {
      expect(actor).to.equal('admin');
      expect(hash).to.match(/^[0-9a-f]{64}$/);
    }
    const report = await engine.admin.get(`/audit/verify?instanceId=${id}`);
    expect(report.body).to.deep.equal({ ok: true, instances: 1, rows: 3, broken: null });
  });

  it('should count what is open at each element', async () => {
    const key = await engine.model(parallel, named('counted'));
    for (let n = 0; n < 3; n++) await engine.start(key);
    const definition = (await engine.admin.get(`/process-definitions?key=${key}`)).body.items[0].id;

    const { body } = await engine.admin.get(`/process-definitions/${definition}/statistics`);

    expect(body).to.include({ running: 3, ended: 0 });
    const active = Object.fromEntries(
      body.elements.map((each: { elementId: string; active: number }) => [each.elementId, each.active]),
    );
    expect(active).to.deep.equal({ t: 3, m: 3, u: 3 });
  });

  it('should tell over the stream what has changed', async () => {
    const controller = new AbortController();
    const response = await fetch(`${engine.url}/api/v1/events`, {
      headers: { authorization: `Bearer ${engine.tokenOf('admin')}` },
      signal: controller.signal,
    });
    expect(response.headers.get('content-type')).to.match(/^text\/event-stream/);
    const id = await engine.run(parallel, {}, named('streamed'));

    let heard = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      heard += decoder.decode(chunk, { stream: true });
      if (heard.includes(id)) break;
    }
    controller.abort();

    expect(heard).to.match(new RegExp(`event: change\\ndata: \\{.*${id}`));
  });
});
