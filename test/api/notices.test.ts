import { expect } from 'chai';
import { bpmn, flows } from '../support/bpmn.ts';
import { deploy } from './support/models.ts';
import { START, useServer } from './support/server.ts';

const step = (id: string, who: string, inside = ''): string =>
  `<userTask id="${id}" name="${id}"><extensionElements><tb:assignment ${who}/>${inside}</extensionElements></userTask>`;

const MODEL = bpmn(
  `<extensionElements><tb:copy at="end" users="mei" text="办结"/></extensionElements><startEvent id="start"/>
   ${step('accept', 'groups="window"')}${step('decide', 'assignee="zhao"', '<tb:copy users="wang" fields="amount"/>')}
   <endEvent id="end"/>${flows('start accept decide end')}`,
  { key: 'told', attributes: 'name="Told" tb:starters="applicant,clerk,manager"' },
);

const HOUR = 3_600_000;

describe('what is told about cases', () => {
  const server = useServer();

  before(async () => {
    await deploy(server, MODEL);
  });

  /** A case of li's, at its first step. */
  async function open(variables: object = { amount: 5, secret: 'x' }): Promise<string> {
    const { body } = await server.as('li').post('/process-instances', { definitionKey: 'told', variables });
    return body.id;
  }

  const taskOf = async (id: string): Promise<string> =>
    (await server.as('root').get(`/tasks?instanceId=${id}`)).body.items[0].id;

  async function completed(id: string): Promise<void> {
    await server.as('wang').post(`/tasks/${await taskOf(id)}/complete`);
    const reply = await server.as('zhao').post(`/tasks/${await taskOf(id)}/complete`);
    expect(reply.status, reply.text).to.equal(200);
  }

  it('should let the reader of a copy see the named data and nothing else of the case', async () => {
    const id = await open();
    await server.as('wang').post(`/tasks/${await taskOf(id)}/claim`);
    const taskId = await taskOf(id);
    const sent = await server
      .as('wang')
      .post(`/tasks/${taskId}/copy`, { users: ['zhao'], fields: ['amount'], comment: '请阅' });
    expect(sent.status, sent.text).to.equal(200);

    const { body: box } = await server.as('zhao').get(`/copies?unread=true&count=true`);
    const copy = box.items[0];
    const detail = await server.as('zhao').get(`/copies/${copy.id}`);

    expect(box.total).to.equal(1);
    expect(copy).to.deep.include({ by: 'wang', to: 'user:zhao', text: '请阅', allowedActions: ['read', 'answer'] });
    expect(detail.body.data).to.deep.equal({ amount: 5 });
    expect((await server.as('zhao').get(`/process-instances/${id}`)).status).to.equal(404);
    expect((await server.as('zhao').get(`/tasks/${taskId}`)).status).to.equal(404);
    expect((await server.as('qian').get(`/copies/${copy.id}`)).status).to.equal(404);
    expect((await server.as('zhao').post(`/tasks/${taskId}/complete`)).status).to.equal(404);
  });

  it('should keep receipts, and take back what is unread', async () => {
    const id = await open();
    const taskId = await taskOf(id);
    await server.as('wang').post(`/tasks/${taskId}/claim`);
    await server.as('wang').post(`/tasks/${taskId}/copy`, { users: ['zhao', 'mei'] });
    const { items } = (await server.as('wang').get(`/copies?box=sent&instanceId=${id}`)).body;
    const [forMei, forZhao] = ['user:mei', 'user:zhao'].map(
      (to) => items.find((one: { to: string }) => one.to === to).id,
    );

    const read = await server.as('zhao').post(`/copies/${forZhao}/read`);
    const late = await server.as('wang').post(`/copies/${forZhao}/recall`);
    const recalled = await server.as('wang').post(`/copies/${forMei}/recall`);

    expect(read.body.readAt).to.equal(new Date(START).toISOString());
    expect(late.body.code).to.equal('copy-already-read');
    expect(recalled.body.recalledAt).to.not.equal(null);
    expect((await server.as('zhao').post(`/copies/${forMei}/read`)).status).to.equal(404);
    const mine = (await server.as('mei').get('/copies')).body.items.map((one: { id: string }) => one.id);
    expect(mine).to.not.include(forMei);
  });

  it('should go on after the end of the case, in its journal', async () => {
    const id = await open();
    await completed(id);
    const copies = (await server.as('root').get(`/copies?instanceId=${id}`)).body.items;
    const [atEnd, atEntry] = copies;

    const answered = await server.as('mei').post(`/copies/${atEnd.id}/answer`, { text: '知悉' });
    const read = await server.as('wang').post(`/copies/${atEntry.id}/read`);
    const again = await server.as('wang').post(`/copies/${atEntry.id}/read`);
    const comment = await server.as('wang').post(`/process-instances/${id}/comments`, { text: '归档' });

    expect(atEnd).to.deep.include({ when: 'end', text: '办结', by: 'system' });
    expect(answered.status, answered.text).to.equal(200);
    expect(answered.body.opinion).to.deep.include({ by: 'mei', text: '知悉' });
    expect(again.body.readAt).to.equal(read.body.readAt);
    expect(comment.status).to.equal(201);
    const journal = (await server.as('root').get(`/process-instances/${id}/journal`)).body.items;
    expect(journal.slice(-3).map(({ command }: { command: string }) => command)).to.deep.equal([
      'answer-notice',
      'read-notice',
      'comment-instance',
    ]);
    expect((await server.as('root').get(`/audit/verify?instanceId=${id}`)).body.ok).to.equal(true);
    expect((await server.as('root').post(`/process-instances/${id}/suspend`, {})).body.code).to.equal('case-not-open');
  });

  it('should not lose what two people say at once about a case that has ended', async () => {
    const id = await open();
    await completed(id);

    const replies = await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        server.as(n % 2 ? 'wang' : 'zhao').post(`/process-instances/${id}/comments`, { text: `${n}` }),
      ),
    );

    expect(replies.map(({ status }) => status)).to.deep.equal(Array(12).fill(201));
    const { body } = await server.as('wang').get(`/process-instances/${id}/comments?count=true`);
    expect(body.total).to.equal(12);
    expect((await server.as('root').get(`/audit/verify?instanceId=${id}`)).body.ok).to.equal(true);
  });

  it('should let the applicant urge the case now and again, and see what the clerk is told', async () => {
    const id = await open();

    const urged = await server.as('li').post(`/process-instances/${id}/urge`, { comment: '着急' });
    const soon = await server.as('li').post(`/process-instances/${id}/urge`, {});
    const { items } = (await server.as('wang').get('/urges?unread=true')).body;
    const answered = await server.as('wang').post(`/urges/${items[0].id}/answer`, { text: '明日' });
    const mine = (await server.as('li').get(`/urges?box=sent`)).body.items;

    expect(urged.body).to.deep.equal({ urged: 1 });
    expect(soon.status).to.equal(429);
    expect(soon.body).to.deep.include({ code: 'urged-too-soon' });
    expect(items[0]).to.deep.include({ standing: 'applicant', text: '着急', toName: 'window', level: 1 });
    expect(answered.body.allowedActions).to.deep.equal([]);
    expect(mine[0].answer.text).to.equal('明日');
    expect((await server.as('qian').post(`/process-instances/${id}/urge`, {})).status).to.equal(404);
  });

  it('should offer urging to who did a step before, as the command does', async () => {
    const id = await open();
    await server.as('wang').post(`/tasks/${await taskOf(id)}/complete`);
    await server.as('wang').post(`/process-instances/${id}/follow`);

    const { items } = (await server.as('wang').get('/tasks?view=following')).body;
    const task = items.find((one: { instanceId: string }) => one.instanceId === id);

    expect(task.allowedActions).to.deep.equal(['urge']);
    expect((await server.as('wang').post(`/process-instances/${id}/urge`, {})).body).to.deep.equal({ urged: 1 });
  });

  it('should ask anybody without a task, in a thread of the case', async () => {
    const id = await open();
    const { body } = await server.as('wang').post(`/process-instances/${id}/consult`, {
      users: ['zhao'],
      text: '面积？',
      dueAt: new Date(START + HOUR).toISOString(),
    });
    const question = body.items[0].id;

    const answered = await server.as('zhao').post(`/consultations/${question}/answer`, { text: '80 平' });
    const closed = await server.as('wang').post(`/consultations/${question}/close`, {});

    expect(answered.body.answers[0]).to.deep.include({ by: 'zhao', byName: 'zhao', text: '80 平' });
    expect(closed.body.closed.by).to.equal('wang');
    expect(
      (await server.as('zhao').get('/tasks?view=claimable')).body.items.filter(
        (t: { instanceId: string }) => t.instanceId === id,
      ),
    ).to.deep.equal([]);
    expect(
      (await server.as('wang').post(`/process-instances/${id}/consult`, { users: ['li'], text: '?' })).body.code,
    ).to.equal('user-unknown');
    expect((await server.as('li').get(`/consultations/${question}`)).status).to.equal(404);
    expect((await server.as('li').get(`/consultations?instanceId=${id}`)).body.items).to.deep.equal([]);
  });

  it('should colour supervision sheets by the clock', async () => {
    const id = await open();
    const now = server.clock.now();
    const sheet = await server.as('mei').post(`/process-instances/${id}/supervise`, {
      to: 'wang',
      text: '限期',
      dueAt: new Date(now + HOUR).toISOString(),
    });
    expect(sheet.status, sheet.text).to.equal(201);
    expect(sheet.body).to.deep.include({ colour: 'blue', overdue: false });

    await server.clock.set(now + HOUR + 1);
    const { items } = (await server.as('wang').get('/supervisions?open=true')).body;

    expect(items[0]).to.deep.include({ id: sheet.body.id, colour: 'orange', overdue: true });
    expect(
      (
        await server.as('wang').post(`/process-instances/${id}/supervise`, {
          to: 'zhao',
          text: 'x',
          dueAt: new Date(now + 3 * HOUR).toISOString(),
        })
      ).status,
    ).to.equal(403);
    expect(
      (await server.as('mei').post(`/supervisions/${sheet.body.id}/close`, { text: '销号' })).body.closed.text,
    ).to.equal('销号');
  });

  it('should show applicants the comments meant for them, and theirs to officials', async () => {
    const id = await open();
    await server.as('wang').post(`/process-instances/${id}/comments`, { text: '内部' });
    await server.as('wang').post(`/process-instances/${id}/comments`, { text: '请补照片', visibility: 'applicant' });
    await server.as('li').post(`/process-instances/${id}/comments`, { text: '已补', visibility: 'internal' });

    const seen = async (who: 'li' | 'wang'): Promise<string[]> =>
      (await server.as(who).get(`/process-instances/${id}/comments`)).body.items.map(
        ({ text }: { text: string }) => text,
      );

    expect(await seen('li')).to.deep.equal(['已补', '请补照片']);
    expect(await seen('wang')).to.deep.equal(['已补', '请补照片', '内部']);
  });

  it('should answer merged cases with their master, and link the parts of a split one', async () => {
    const [master, member] = [await open(), await open()];
    expect((await server.as('mei').post(`/process-instances/${member}/merge`, { into: member })).body.code).to.equal(
      'case-link-invalid',
    );
    const merged = await server.as('mei').post(`/process-instances/${member}/merge`, { into: master });
    expect(merged.status, merged.text).to.equal(200);
    await server.runtime.settle();
    expect((await server.as('mei').post(`/process-instances/${master}/merge`, { into: member })).body.code).to.equal(
      'case-link-invalid',
    );
    await server.as('wang').post(`/process-instances/${master}/comments`, { text: '已修复', visibility: 'applicant' });
    await completed(master);
    await server.runtime.settle();

    const split = await server
      .as('mei')
      .post(`/process-instances/${await open()}/split`, { parts: [{ definitionKey: 'told', text: '噪音' }] });
    await server.runtime.settle();
    const part = split.body.items[0].other;

    expect((await server.as('li').get(`/process-instances/${member}`)).body.status).to.equal('terminated');
    expect((await server.as('li').get(`/process-instances/${member}/comments`)).body.items[0].text).to.equal('已修复');
    expect((await server.as('mei').get(`/process-instances/${master}/links`)).body.items[0]).to.deep.include({
      relation: 'member',
      other: member,
    });
    expect((await server.as('mei').get(`/process-instances/${part}/links`)).body.items[0]).to.deep.include({
      relation: 'origin',
    });
    expect((await server.as('mei').get(`/process-instances/${part}`)).body.initiator).to.equal('li');
  });

  /** What is told to somebody that waits for their decision in this case. */
  const ruling = async (who: 'mei' | 'zhao' | 'wang', id: string) =>
    (await server.as(who).get('/me/rulings')).body.items.find(
      ({ instanceId }: { instanceId: string | null }) => instanceId === id,
    );

  it('should decide objections by others, after the end too', async () => {
    const id = await open();
    await completed(id);
    const objection = await server
      .as('zhao')
      .post(`/process-instances/${id}/object`, { subject: 'rating', text: '不实' });

    const { items } = (await server.as('mei').get('/objections?open=true')).body;
    const told = [await ruling('mei', id), await ruling('zhao', id), await ruling('wang', id)];
    const decided = await server
      .as('mei')
      .post(`/objections/${objection.body.id}/decide`, { result: 'upheld', text: '属实' });

    expect(told, 'not who raised it, nor who worked on the case').to.deep.equal([
      { kind: 'case', month: null, instanceId: id, businessKey: null, count: 1, since: objection.body.at },
      undefined,
      undefined,
    ]);
    expect(await ruling('mei', id)).to.equal(undefined);
    expect(items.map(({ id: one }: { id: string }) => one)).to.include(objection.body.id);
    expect(decided.body.decided).to.deep.include({ result: 'upheld', by: 'mei' });
    expect((await server.as('wang').get('/objections?open=true')).body.items).to.deep.equal([]);
  });

  it('should show objections, and let them be decided, where a manager sees the case', async () => {
    await server.as('root').put('/organisation/departments/elsewhere', { nameZh: '别处', nameEn: 'Elsewhere' });
    await server.as('root').post('/organisation/users', {
      ...{ id: 'boss', name: 'boss', roles: ['manager'], password: 'long enough', department: 'elsewhere' },
    });
    const { body } = await server.nobody.post('/sessions', { username: 'boss', password: 'long enough' });
    const boss = server.nobody.with({ authorization: `Bearer ${body.token}` });
    const id = await open();
    const objection = await server
      .as('wang')
      .post(`/process-instances/${id}/object`, { subject: 'dispatch', text: '派错' });

    const decided = await boss.post(`/objections/${objection.body.id}/decide`, { result: 'upheld', text: '属实' });

    expect((await boss.get('/objections?open=true')).body.items).to.deep.equal([]);
    expect(decided.status).to.equal(404);
    const { items } = (await server.as('mei').get('/objections?open=true')).body;
    expect(items.map((one: { id: string }) => one.id)).to.include(objection.body.id);
  });

  it('should keep phrases of a person, and share them only by right', async () => {
    const made = await server.as('wang').post('/phrases', { text: '材料齐全，同意。' });
    await server.as('root').post('/phrases', { text: '请补正。', scope: 'everybody' });

    const texts = async (who: 'wang' | 'zhao') =>
      (await server.as(who).get('/phrases')).body.items.map(({ text }: { text: string }) => text);

    expect(await texts('wang')).to.deep.equal(['材料齐全，同意。', '请补正。']);
    expect(await texts('zhao')).to.deep.equal(['请补正。']);
    expect((await server.as('wang').post('/phrases', { text: 'x', scope: 'everybody' })).status).to.equal(403);
    expect((await server.as('zhao').put(`/phrases/${made.body.id}`, { text: 'x' })).status).to.equal(404);
    expect(
      (await server.as('wang').put(`/phrases/${made.body.id}`, { text: '同意。', position: 2 })).body.text,
    ).to.equal('同意。');
    expect((await server.as('wang').delete(`/phrases/${made.body.id}`)).status).to.equal(204);
  });
});
