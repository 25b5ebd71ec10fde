import { expect } from 'chai';
import { ownAdapters } from '../../engine/boot/own-adapters.ts';
import { bpmn, flows } from '../support/bpmn.ts';
import { type TestServer, useServer } from './support/server.ts';

const DAY = 86_400_000;

describe('api/ratings recorded for an applicant without an account', () => {
  const server: TestServer = useServer({ runtime: { adapters: ownAdapters(() => server.runtime) } });

  before(async () => {
    const root = server.as('root');
    await root.put('/organisation/departments/rated', { nameZh: '承办局', nameEn: 'Rated' });
    await root.put('/organisation/departments/section', { nameZh: '科', nameEn: 'Section', parent: 'rated' });
    await root.put('/organisation/departments/centre', { nameZh: '热线中心', nameEn: 'Centre' });
    await root.patch('/organisation/users/zhao', { department: 'centre', groups: [] });
    const asked = (element: string, giver: string) =>
      `<serviceTask id="${element}" tb:topic="ratings.enter"><extensionElements><tb:input source="=said" target="rating"/><tb:input source="=&quot;rated&quot;" target="department"/>
        <tb:input source="=&quot;hotline&quot;" target="contactPoint"/><tb:input source="=&quot;${giver}&quot;" target="givenBy"/></extensionElements></serviceTask>`;
    const called = (giver: string) =>
      `<startEvent id="start"/><userTask id="first" name="回访"><extensionElements><tb:assignment users="zhao,wang"/></extensionElements></userTask>${asked('enter', giver)}
       <userTask id="second" name="再次回访"><extensionElements><tb:assignment users="zhao,wang"/></extensionElements></userTask>${asked('again', giver)}
       <userTask id="left" name="归档"><extensionElements><tb:assignment users="zhao"/></extensionElements></userTask><endEvent id="end"/>${flows('start first enter second again left end')}`;
    const resources = [
      { name: 'called.bpmn', content: bpmn(called('applicant'), { key: 'called' }) },
      { name: 'astray.bpmn', content: bpmn(called('neighbour'), { key: 'astray' }) },
    ];
    const { status, body } = await server.as('anna').post('/deployments', { name: 'recorded', resources });
    expect(status, JSON.stringify(body)).to.equal(201);
  });

  const open = async (definitionKey = 'called'): Promise<string> =>
    (await server.as('root').post('/process-instances', { definitionKey, initiator: 'li' })).body.id;
  const say = async (id: string, as: 'zhao' | 'wang', said: number) => {
    const { rows } = await server.database.query<{ id: string }>('select id from task where instance_id = $1', [id]);
    await server.as(as).post(`/tasks/${rows[0]?.id}/claim`);
    const done = await server.as(as).post(`/tasks/${rows[0]?.id}/complete`, { variables: { said } });
    expect(done.status, JSON.stringify(done.body)).to.be.within(200, 299);
    await server.runtime.settle();
  };
  const ratingOf = async (id: string) =>
    (await server.as('root').get(`/ratings?department=rated`)).body.items.find(
      (one: { instanceId: string }) => one.instanceId === id,
    );
  const figures = async () => (await server.as('root').get('/reports/ratings')).body;
  const placeWang = (department: string) => server.as('root').patch('/organisation/users/wang', { department });

  it('should name nobody as the rater but who wrote it down and where, and count', async () => {
    const earlier = await figures();
    const id = await open();
    await say(id, 'zhao', 5);

    const rating = await ratingOf(id);
    expect(rating).to.include({ ratedBy: null, ratedByName: null, recordedBy: 'zhao', contactPoint: 'hotline' });
    expect(rating).to.include({ level: 1, verified: true, anonymous: false, state: 'closed' });
    expect(rating.recordedByName).to.be.a('string').and.not.equal('');
    const later = await figures();
    expect([later.ratings, later.satisfied]).to.deep.equal([earlier.ratings + 1, earlier.satisfied + 1]);
    expect([later.recorded, later.levels[0].recorded]).to.deep.equal([
      earlier.recorded + 1,
      earlier.levels[0].recorded + 1,
    ]);
    const table = await fetch(`${server.url}/api/v1/reports/ratings?format=csv`, {
      headers: { authorization: `Bearer ${server.tokenOf('root')}` },
    });
    expect((await table.text()).split('\r\n')[0]).to.equal('level,count,recorded');
    const only = await server.as('root').get('/ratings?recorded=true&counted=true');
    expect(only.body.items.map(({ instanceId }: { instanceId: string }) => instanceId)).to.deep.equal([id]);
  });

  for (const department of ['rated', 'section'])
    it(`should not count where who wrote it down works in the rated department or beneath it: ${department}`, async () => {
      await placeWang(department);
      const earlier = await figures();
      const id = await open();
      await say(id, 'wang', 5);

      expect(await ratingOf(id)).to.include({ recordedBy: 'wang', verified: false });
      expect((await figures()).ratings).to.equal(earlier.ratings);
      const { body } = await server.as('root').get('/ratings?department=rated&counted=true&limit=200');
      expect(body.items.map(({ instanceId }: { instanceId: string }) => instanceId)).to.not.include(id);
    });

  it('should be corrected by nobody in his place', async () => {
    const id = await open();
    await say(id, 'zhao', 1);
    const { id: rating } = await ratingOf(id);

    for (const person of ['li', 'zhao', 'root'] as const)
      expect((await server.as(person).post(`/ratings/${rating}/correct`, { level: 1 })).status, person).to.equal(404);
    expect(await ratingOf(id)).to.include({ level: 5, correctedLevel: null, state: 'to-contact', inProcess: true });
  });

  it('should be corrected by what he says when he is asked again, which puts it right', async () => {
    const earlier = await figures();
    const id = await open();
    await say(id, 'zhao', 1);
    await say(id, 'zhao', 4);

    expect(await ratingOf(id)).to.include({ level: 5, correctedLevel: 2, state: 'closed', rectifiedBy: 'zhao' });
    const later = await figures();
    expect([later.bad, later.rectified, later.satisfied]).to.deep.equal([
      earlier.bad + 1,
      earlier.rectified + 1,
      earlier.satisfied + 1,
    ]);
    await server.runtime.moveClock(server.clock.now() + 3 * DAY);
    expect(await ratingOf(id)).to.include({ remindedAt: null, escalatedAt: null });
  });

  it('should not be corrected by what the rated department writes down', async () => {
    await placeWang('rated');
    const id = await open();
    await say(id, 'zhao', 1);
    await say(id, 'wang', 5);

    expect(await ratingOf(id)).to.include({ level: 5, correctedLevel: null, state: 'to-contact', recordedBy: 'zhao' });
  });

  it('should be yet to be put right where he is still not satisfied, by the register once the case has ended', async () => {
    const id = await open();
    await say(id, 'zhao', 1);
    await say(id, 'zhao', 2);
    expect(await ratingOf(id)).to.include({ correctedLevel: 4, state: 'verified', rectifiedAt: null, inProcess: true });
    await say(id, 'zhao', 0);
    await server.runtime.moveClock(server.clock.now() + 3 * DAY);

    const rating = await ratingOf(id);
    expect(rating).to.include({ state: 'verified', inProcess: false });
    expect(Date.parse(rating.rectifyDueAt)).to.be.above(server.clock.now());
  });

  it('should not be decided upon, where the department appeals, by who wrote it down', async () => {
    await server.as('root').patch('/organisation/users/zhao', { roles: ['admin'] });
    const id = await open();
    await say(id, 'zhao', 1);
    await server.as('root').post(`/process-instances/${id}/cancel`, { reason: '误开' });
    await server.runtime.moveClock(server.clock.now() + 3 * DAY);
    const { id: rating } = await ratingOf(id);
    const appealed = await server.as('root').post(`/ratings/${rating}/appeal`, { text: '不属本局' });
    expect(appealed.status, JSON.stringify(appealed.body)).to.equal(200);

    const decided = await server.as('zhao').post(`/ratings/${rating}/decide`, { outcome: 'not-counted', text: '成立' });
    expect([decided.status, decided.body.code]).to.deep.equal([409, 'rating-state']);
  });

  it('should be an incident where the process names a giver that there is not', async () => {
    const id = await open('astray');
    await say(id, 'zhao', 5);

    expect(await ratingOf(id)).to.equal(undefined);
    const { body } = await server.as('root').get(`/process-instances/${id}`);
    expect(body.incidents.map(({ message }: { message: string }) => message).join()).to.match(
      /givenBy is one of requester, applicant, but it is "neighbour"/,
    );
  });
});
