import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { ownAdapters } from '../../engine/boot/own-adapters.ts';
import { bpmn, flows } from '../support/bpmn.ts';
import { type PersonId, type TestServer, useServer } from './support/server.ts';

const DAY = 86_400_000;
const FOLDER = 'processes/ca-rating';
const FORMS = ['rating-verify', 'rating-rectify', 'rating-callback', 'rating-appeal'];

describe('api/ratings that a process asks for', () => {
  const server: TestServer = useServer({ runtime: { adapters: ownAdapters(() => server.runtime) } });

  before(async () => {
    const root = server.as('root');
    for (const id of ['integrated-centre', 'market-regulation'])
      await root.put(`/organisation/departments/${id}`, { nameZh: id, nameEn: id });
    for (const id of ['supervision', 'examiners', 'call-back'])
      await root.post('/organisation/groups', { id, name: id });
    await root.patch('/organisation/users/wang', { groups: ['examiners'] });
    await root.patch('/organisation/users/zhao', { groups: ['supervision', 'call-back'] });
    const call = (inputs: string) =>
      `<startEvent id="start"/><callActivity id="call" calledElement="ca-rating" tb:binding="latest"><extensionElements>${inputs}</extensionElements></callActivity><endEvent id="end"/>${flows('start call end')}`;
    const caller = (department: string) =>
      call(`<tb:input source="=&quot;${department}&quot;" target="ratedDepartment"/><tb:input source="=&quot;examiners&quot;" target="ratedGroup"/>
        <tb:output source="=ratingResult" target="ratingResult"/>`);
    const resources = [
      { name: 'ca-rating.bpmn', content: readFileSync(`${FOLDER}/ca-rating.bpmn`, 'utf8') },
      ...FORMS.map((id) => ({ name: `${id}.form`, content: readFileSync(`${FOLDER}/forms/${id}.form`, 'utf8') })),
      { name: 'served.bpmn', content: bpmn(caller('market-regulation'), { key: 'served' }) },
      { name: 'astray.bpmn', content: bpmn(caller('nowhere'), { key: 'astray' }) },
    ];
    const { status, body } = await server.as('anna').post('/deployments', { name: 'ratings', resources });
    expect(status, JSON.stringify(body)).to.equal(201);
  });

  const open = async (definitionKey = 'served'): Promise<string> =>
    (await server.as('root').post('/process-instances', { definitionKey, initiator: 'li' })).body.id;
  const say = async (instanceId: string, variables: object, as: PersonId = 'li') => {
    const told = await server.as(as).post('/messages', { name: 'rating.submitted', instanceId, variables });
    expect(told.status, JSON.stringify(told.body)).to.be.within(200, 299);
    await server.runtime.settle();
  };
  const ratingsOf = async (id: string) => (await server.as('li').get(`/process-instances/${id}/ratings`)).body.items;
  const openTask = async (id: string) => {
    const { rows } = await server.database.query<{ id: string; element: string }>(
      `select id, element_id as element from task where instance_id = $1`,
      [id],
    );
    return rows[0];
  };
  const complete = async (id: string, as: PersonId, variables: object) => {
    const task = await openTask(id);
    await server.as(as).post(`/tasks/${task?.id}/claim`);
    const done = await server.as(as).post(`/tasks/${task?.id}/complete`, { variables });
    expect(done.status, `${task?.element} ${JSON.stringify(done.body)}`).to.be.within(200, 299);
    await server.runtime.settle();
  };
  const figures = async () => (await server.as('root').get('/reports/ratings')).body;

  it('should count, once for the contact point, as what a channel brings does', async () => {
    const earlier = await figures();
    const id = await open();
    await say(id, { rating: 5, ratingComment: '很快' });

    const [rating] = await ratingsOf(id);
    expect(rating).to.include({ level: 1, contactPoint: 'online', department: 'market-regulation', comment: '很快' });
    expect(rating).to.include({ state: 'closed', inProcess: true, verified: true, definitionKey: 'served' });
    const later = await figures();
    expect([later.ratings, later.satisfied]).to.deep.equal([earlier.ratings + 1, earlier.satisfied + 1]);
    const again = await server.as('li').post(`/process-instances/${id}/ratings`, { contactPoint: 'online', level: 5 });
    expect(again.body.code).to.equal('rating-exists');
  });

  it('should be seen to by the process alone, which says how far it is', async () => {
    const id = await open();
    await say(id, { rating: 1, ratingComment: '等待太久' });
    const read = async () => (await ratingsOf(id))[0];
    const { id: ratingId, ...entered } = await read();
    expect(entered).to.include({ level: 5, state: 'to-contact', rectifyDueAt: null });
    const twice = await server.as('root').post(`/ratings/${ratingId}/contact`, { text: '已联系' });
    expect([twice.status, twice.body.code]).to.deep.equal([409, 'rating-in-process']);
    await server.runtime.moveClock(Date.parse(entered.contactDueAt) + 3 * DAY);
    expect(await read(), 'its task is late, the register says nothing').to.include({
      state: 'to-contact',
      remindedAt: null,
    });

    await complete(id, 'zhao', { ratingVerified: 'true', verifyNote: '属实' });
    expect(await read()).to.include({ state: 'verified', contactedBy: 'zhao', remindedAt: null });
    await complete(id, 'wang', { rectification: '增开窗口', rectifiedBy: '王' });
    expect(await read()).to.include({ state: 'rectified', rectifiedBy: 'wang', rectification: '增开窗口' });
    const corrected = await server.as('li').post(`/ratings/${ratingId}/correct`, { level: 3 });
    expect(corrected.body).to.include({ level: 5, correctedLevel: 3 });
    await complete(id, 'zhao', { callBackResult: 'satisfied' });
    expect(await read()).to.include({ state: 'closed', closedBy: 'zhao', ratedBy: 'li' });
  });

  it('should be yet to be put right where an appeal says so, since the first contact', async () => {
    const id = await open();
    await say(id, { rating: 2 });
    await complete(id, 'zhao', { ratingVerified: 'partly', verifyNote: '部分属实' });
    await complete(id, 'wang', { rectification: '已说明', rectifiedBy: '王' });
    const [{ contactedAt }] = await ratingsOf(id);
    await complete(id, 'zhao', { callBackResult: 'appeal' });
    server.clock.set(server.clock.now() + DAY);
    await complete(id, 'zhao', { appealResult: 'upheld', appealReason: '整改不到位' });

    const [rating] = await ratingsOf(id);
    expect(rating).to.include({ state: 'verified', contactedAt, rectifiedAt: null, rectification: null });
    expect((await openTask(id))?.element).to.equal('Task_Rectify');
  });

  it('should go by what was given for the contact point before, and take over what is due for it', async () => {
    const id = await open();
    await server.database.query(
      `insert into rating (id, instance_id, contact_point, definition_key, department, level, anonymous, verified, rated_by, rated_at, state)
       values ('before', $1, 'online', 'served', 'market-regulation', 4, false, true, 'li', to_timestamp(0), 'to-contact')`,
      [id],
    );
    await server.database.query(
      `insert into job (id, kind, payload, created_at, due_at) values ('rating:before', 'async', '{"work":"rating","rating":"before"}', to_timestamp(0), '2099-01-01')`,
    );
    await say(id, { rating: 5 });

    const found = await ratingsOf(id);
    expect(found).to.have.length(1);
    expect(found[0]).to.include({ id: 'before', level: 4, inProcess: true });
    expect((await openTask(id))?.element).to.equal('Task_Verify');
    await server.runtime.moveClock(server.clock.now() + 20 * DAY);
    expect((await ratingsOf(id))[0]).to.include({ inProcess: true, remindedAt: null });
  });

  it('should be seen to like any other where its case was ended by hand before it was closed', async () => {
    const [early, late] = [await open(), await open()];
    for (const id of [early, late]) await say(id, { rating: 1 });
    await complete(late, 'zhao', { ratingVerified: 'true', verifyNote: '属实' });
    for (const id of [early, late]) await server.as('root').post(`/process-instances/${id}/cancel`, { reason: '误开' });
    await server.runtime.moveClock(server.clock.now() + 3 * DAY);

    const [[contact], [rectify]] = [await ratingsOf(early), await ratingsOf(late)];
    expect(contact).to.include({ state: 'to-contact', inProcess: false });
    expect(contact.remindedAt).to.not.equal(null);
    expect(rectify).to.include({ state: 'verified', inProcess: false, remindedAt: null });
    expect(Date.parse(rectify.rectifyDueAt)).to.be.above(server.clock.now());
    const taken = await server.as('root').post(`/ratings/${contact.id}/contact`, { text: '已联系' });
    expect(taken.body).to.include({ state: 'verified' });
  });

  it('should be an incident where the department is nobody, and nothing is entered', async () => {
    const id = await open('astray');
    await say(id, { rating: 4 });

    expect(await ratingsOf(id)).to.deep.equal([]);
    const { body } = await server.as('root').get(`/process-instances/${id}`);
    expect(body.incidents.map(({ message }: { message: string }) => message).join()).to.match(
      /no department "nowhere"/,
    );
  });
});
