import { expect } from 'chai';
import { flows } from '../support/bpmn.ts';
import { useEngine } from './support/engine.ts';
import { boundary, end, error, extended, start, user } from './support/shapes.ts';

const definitions = '<error id="E" errorCode="BAD"/>';
let topics = 0;

describe('acceptance/external tasks', () => {
  const engine = useEngine();
  let topic: string;
  let key: string;

  beforeEach(async () => {
    topics++;
    topic = `topic-${topics}`;
    const mappings = extended('<tb:input source="=a * 2" target="in"/><tb:output source="=result + 1" target="out"/>');
    key = await engine.model(
      [
        start(),
        `<serviceTask id="v" tb:topic="${topic}" tb:retry="R3/PT30S">${mappings}</serviceTask>`,
        boundary('b', 'v', error('E', 'tb:codeVariable="code"')),
        user('h'),
        user('z'),
        end(),
        flows('start v z end', 'b h end'),
      ].join(''),
      { definitions },
    );
  });

  const fetch = async (
    workerId = 'w1',
    more: { lockDuration?: number; maxTasks?: number; asyncResponseTimeout?: number } = {},
  ) => {
    const { lockDuration = 10_000, ...rest } = more;
    const reply = await engine
      .as('kong')
      .post('/external-tasks/fetch-and-lock', { workerId, topics: [{ topic, lockDuration }], ...rest });
    return reply.body.items as { id: string; instanceId: string; variables: object; retries: number }[];
  };
  const answer = (id: string, verb: string, body: object) =>
    engine.as('kong').post(`/external-tasks/${id}/${verb}`, body);

  it('should hand work to one worker, with what the mapping names, and take the result back', async () => {
    const id = await engine.start(key, { a: 5 });
    const [work] = await fetch();
    expect(work).to.deep.include({ instanceId: id, variables: { in: 10 }, retries: 3 });
    expect(await fetch('w2')).to.deep.equal([]);
    expect((await answer(work?.id ?? '', 'complete', { workerId: 'w2' })).body.code).to.equal(
      'external-task-not-locked',
    );

    expect((await answer(work?.id ?? '', 'complete', { workerId: 'w1', variables: { result: 7 } })).status).to.equal(
      204,
    );

    expect((await engine.instance(id)).variables).to.deep.equal({ a: 5, out: 8 });
    expect((await answer(work?.id ?? '', 'complete', { workerId: 'w1' })).status, 'a second time').to.equal(404);
  });

  it('should give work to another worker when the lock has run out, and refuse the first', async () => {
    await engine.start(key, { a: 1 });
    const [first] = await fetch('w1', { lockDuration: 1000 });
    await engine.advance('PT1S');

    const [second] = await fetch('w2');

    expect(second?.id).to.equal(first?.id);
    expect((await answer(first?.id ?? '', 'complete', { workerId: 'w1' })).status).to.equal(409);
    expect((await answer(first?.id ?? '', 'extend-lock', { workerId: 'w2', lockDuration: 60_000 })).status).to.equal(
      204,
    );
    await engine.advance('PT30S');
    expect((await answer(first?.id ?? '', 'complete', { workerId: 'w2', variables: { result: 0 } })).status).to.equal(
      204,
    );
  });

  it('should try again after the pause, give up with an incident, and start over when that is resolved', async () => {
    const id = await engine.start(key, { a: 1 });
    const [work] = await fetch();
    await answer(work?.id ?? '', 'failure', { workerId: 'w1', message: 'down', retries: 1, retryTimeout: 60_000 });
    expect(await fetch()).to.deep.equal([]);
    await engine.advance('PT1M');
    const [again] = await fetch();
    expect(again).to.include({ id: work?.id, retries: 1 });

    await answer(work?.id ?? '', 'failure', { workerId: 'w1', message: 'still down', retries: 0 });

    const { status, incidents } = await engine.instance(id);
    expect(status).to.equal('incident');
    expect(incidents[0]).to.include({ code: 'effect-failed', elementId: 'v' });
    expect(incidents[0]?.message).to.include('still down');
    const failed = await engine.admin.get(`/jobs?instanceId=${id}&state=failed`);
    expect(failed.body.items).to.have.lengthOf(1);
    expect((await engine.admin.post(`/incidents/${incidents[0]?.id}/resolve`)).status).to.equal(204);
    expect(await fetch()).to.have.lengthOf(1);
  });

  it('should raise errors that the model catches, and an incident for those it does not', async () => {
    const caught = await engine.start(key, { a: 1 });
    const [first] = await fetch();
    await answer(first?.id ?? '', 'bpmn-error', { workerId: 'w1', errorCode: 'BAD', variables: { why: 'x' } });
    const uncaught = await engine.start(key, { a: 1 });
    const [second] = await fetch();
    await answer(second?.id ?? '', 'bpmn-error', { workerId: 'w1', errorCode: 'WORSE' });

    expect(await engine.open(caught)).to.deep.equal(['h']);
    expect((await engine.instance(caught)).variables).to.deep.equal({ a: 1, why: 'x', code: 'BAD' });
    expect((await engine.instance(uncaught)).incidents[0]).to.include({ code: 'uncaught-error' });
  });

  it('should keep a worker waiting until there is work', async () => {
    const waiting = fetch('w1', { asyncResponseTimeout: 20_000 });
    const id = await engine.start(key, { a: 1 });

    const [work] = await waiting;

    expect(work?.instanceId).to.equal(id);
  });

  it('should give no work twice to workers that ask at the same time', async () => {
    for (let n = 0; n < 12; n++) await engine.start(key, { a: n });

    const taken = await Promise.all(Array.from({ length: 6 }, (_, n) => fetch(`w${n}`, { maxTasks: 3 })));

    const ids = taken.flat().map(({ id }) => id);
    expect(new Set(ids).size).to.equal(ids.length);
    expect(ids).to.have.lengthOf(12);
  });

  it('should be gone when its case is ended, and rest while it is suspended', async () => {
    const id = await engine.start(key, { a: 1 });
    await engine.admin.post(`/process-instances/${id}/suspend`);
    expect(await fetch()).to.deep.equal([]);
    await engine.admin.post(`/process-instances/${id}/resume`);
    const [work] = await fetch();
    await engine.admin.post(`/process-instances/${id}/cancel`);

    expect((await answer(work?.id ?? '', 'complete', { workerId: 'w1' })).status).to.equal(404);
  });
});
