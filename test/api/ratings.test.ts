import { expect } from 'chai';
import { bpmn, flows } from '../support/bpmn.ts';
import { START, useServer } from './support/server.ts';

const DAY = 86_400_000;

describe('api/ratings', () => {
  const server = useServer();

  before(async () => {
    await server.as('root').put('/organisation/departments/bureau', { nameZh: '局', nameEn: 'Bureau' });
    for (const id of ['housing', 'fire'])
      await server.as('root').put(`/organisation/departments/${id}`, { nameZh: id, nameEn: id, parent: 'bureau' });
    await server.as('root').patch('/organisation/users/mei', { department: 'bureau' });
    const content = bpmn(
      `<startEvent id="start"/><userTask id="work" tb:department="housing"><extensionElements><tb:assignment groups="window"/></extensionElements></userTask><endEvent id="end"/>${flows('start work end')}`,
      { key: 'rated' },
    );
    await server.as('anna').post('/deployments', { name: 'rated', resources: [{ name: 'rated.bpmn', content }] });
  });

  const open = async (): Promise<string> =>
    (await server.as('root').post('/process-instances', { definitionKey: 'rated', initiator: 'li' })).body.id;
  const ended = async (): Promise<string> => {
    const id = await open();
    const { rows } = await server.database.query<{ id: string }>('select id from task where instance_id = $1', [id]);
    await server.as('wang').post(`/tasks/${rows[0]?.id}/complete`);
    return id;
  };
  const rate = async (level: number, more: object = {}) => {
    const id = await ended();
    const { body } = await server
      .as('li')
      .post(`/process-instances/${id}/ratings`, { contactPoint: 'window', level, ...more });
    return { id, rating: body };
  };

  it('should take one rating for a case and contact point, and none before its end', async () => {
    const { id } = await rate(1);
    const again = await server.as('li').post(`/process-instances/${id}/ratings`, { contactPoint: 'window', level: 5 });
    const elsewhere = await server
      .as('li')
      .post(`/process-instances/${id}/ratings`, { contactPoint: 'online', level: 2 });
    const early = await server
      .as('li')
      .post(`/process-instances/${await open()}/ratings`, { contactPoint: 'window', level: 2 });
    const stranger = await server
      .as('qian')
      .post(`/process-instances/${id}/ratings`, { contactPoint: 'phone', level: 5 });

    expect([again.body.code, elsewhere.status, early.body.code, stranger.status]).to.deep.equal([
      'rating-exists',
      201,
      'rating-not-open',
      404,
    ]);
  });

  it('should have a named bad rating contacted within a working day, and keep both values of a correction', async () => {
    const { id, rating } = await rate(5, { comment: '等了太久' });
    expect(rating).to.include({ state: 'to-contact', department: 'housing', verified: true });
    expect(rating.contactDueAt).to.equal(
      new Date(START - 9 * 3_600_000 + 48 * 3_600_000).toISOString().replace('.000', '.000'),
    );
    const path = `/ratings/${rating.id}`;
    const early = await server.as('li').post(`${path}/correct`, { level: 2 });
    const shown = await server.as('wang').get(`/process-instances/${id}/ratings`);
    await server.as('wang').post(`${path}/contact`, { text: '已电话核实' });
    const twice = await server.as('wang').post(`${path}/contact`, { text: '再次' });
    await server.as('wang').post(`${path}/rectify`, { text: '增开窗口' });
    const corrected = await server.as('li').post(`${path}/correct`, { level: 2 });
    const more = await server.as('li').post(`${path}/correct`, { level: 1 });
    const closed = await server.as('wang').post(`${path}/close`, { text: '已回访' });

    expect([early.body.code, twice.body.code, more.body.code]).to.deep.equal(Array(3).fill('rating-state'));
    expect(shown.body.items[0].ratedBy).to.equal(null);
    expect(corrected.body).to.include({ level: 5, correctedLevel: 2 });
    expect(closed.body).to.include({ state: 'closed', ratedBy: 'li', level: 5, correctedLevel: 2 });
  });

  it('should remind the department of a bad rating that is due, tell its superiors the day after, and begin anew with the next step', async () => {
    const { rating } = await rate(4);
    const now = async () =>
      (await server.as('mei').get('/ratings?late=true')).body.items.find((one: { id: string }) => one.id === rating.id);
    await server.runtime.moveClock(Date.parse(rating.contactDueAt) - 1_000);
    expect(await now()).to.equal(undefined);

    await server.runtime.moveClock(Date.parse(rating.contactDueAt));
    expect(await now()).to.include({ remindedAt: rating.contactDueAt, escalatedAt: null });
    await server.runtime.moveClock(Date.parse(rating.contactDueAt) + 3 * DAY);
    const escalated = await now();
    await server.runtime.moveClock(Date.parse(rating.contactDueAt) + 30 * DAY);
    expect((await now()).escalatedAt)
      .to.equal(escalated.escalatedAt)
      .and.not.equal(null);

    const contacted = (await server.as('wang').post(`/ratings/${rating.id}/contact`, { text: '已核实' })).body;
    expect(contacted).to.include({ remindedAt: null, escalatedAt: null });
    await server.runtime.moveClock(Date.parse(contacted.rectifyDueAt));
    expect(await now()).to.include({ state: 'verified', escalatedAt: null });
    const rectified = (await server.as('wang').post(`/ratings/${rating.id}/rectify`, { text: '已整改' })).body;
    expect(rectified).to.include({ remindedAt: null, escalatedAt: null });
    const { rows } = await server.database.query("select id from job where id like 'rating:%'");
    expect(rows.map(({ id }) => id)).to.not.include(`rating:${rating.id}`);
    server.clock.set(START);
  });

  it('should put a word into the inbox of the head when something of a bad rating is due, and of the superior and supervisor when it is overdue', async () => {
    for (const [userId, department] of [
      ['zhao', 'housing'],
      ['qian', 'bureau'],
    ] as const)
      await server.as('root').post('/organisation/positions', {
        ...{ userId, department, head: true, since: new Date(START - 30 * DAY).toISOString() },
      });
    const { id, rating } = await rate(5);
    const told = async () => {
      const { rows } = await server.database.query(
        `select recipient, content->>'level' as level, content->>'rating' as rating from notice where instance_id = $1 order by id`,
        [id],
      );
      return rows.map((row) => `${row.recipient} ${row.level} ${row.rating === rating.id}`);
    };

    await server.runtime.moveClock(Date.parse(rating.contactDueAt));
    expect(await told()).to.deep.equal(['user:zhao 1 true']);
    await server.runtime.moveClock(Date.parse(rating.contactDueAt) + 9 * DAY);

    expect((await told()).sort()).to.deep.equal(['user:mei 2 true', 'user:qian 2 true', 'user:zhao 1 true']);
    const mine = (await server.as('mei').get('/urges')).body.items.find(
      (urge: { instanceId: string }) => urge.instanceId === id,
    );
    expect(mine).to.deep.include({ by: 'system', standing: 'system', level: 2, rating: rating.id, taskId: null });
    const answered = await server.as('mei').post(`/urges/${mine.id}/answer`, { text: '已责成整改' });
    expect(answered.body.answer.text).to.equal('已责成整改');
    await server.as('wang').post(`/ratings/${rating.id}/contact`, { text: '已核实' });
    server.clock.set(START);
  });

  it('should be said again where the process is killed after telling and before noting it, but told once', async () => {
    const { id, rating } = await rate(5);
    const due = Date.parse(rating.contactDueAt);
    await server.runtime.moveClock(due);
    await server.database.query('update rating set reminded_at = null where id = $1', [rating.id]);
    await server.database.query('update job set due_at = $2, lease_until = null where id = $1', [
      `rating:${rating.id}`,
      new Date(due),
    ]);

    await server.runtime.moveClock(due + 1_000);

    const { rows } = await server.database.query('select id from notice where instance_id = $1', [id]);
    const [row] = (await server.database.query('select reminded_at from rating where id = $1', [rating.id])).rows;
    expect(rows).to.have.length(1);
    expect(row?.reminded_at).to.not.equal(null);
    await server.as('wang').post(`/ratings/${rating.id}/contact`, { text: '已核实' });
    server.clock.set(START);
  });

  it('should be open for thirty days after the end, to the end of the last, and say until when', async () => {
    const id = await ended();
    const path = `/process-instances/${id}/ratings`;
    const give = (contactPoint: string) => server.as('li').post(path, { contactPoint, level: 1 });
    const last = Date.parse('2026-04-02T00:00:00+08:00');

    const { body } = await server.as('li').get(path);
    expect(body).to.deep.include({ until: new Date(last).toISOString(), isOpen: true });
    server.clock.set(last - 1_000);
    expect((await give('window')).status).to.equal(201);
    server.clock.set(last + 1_000);
    const late = await give('online');

    expect([late.status, late.body.code]).to.deep.equal([409, 'rating-too-late']);
    expect((await server.as('li').get(path)).body.isOpen).to.equal(false);
    server.clock.set(START);
  });

  it('should be open from the delivery of what was decided, though the case goes on, and count the days from then', async () => {
    const verbs = 'tb:operations="claim,complete,issue-document"';
    const step = (id: string, more = '') =>
      `<userTask id="${id}" ${verbs} tb:department="housing" ${more}><extensionElements><tb:assignment groups="window"/></extensionElements></userTask>`;
    const content = bpmn(
      `<extensionElements><tb:conduct organ="housing"/></extensionElements><startEvent id="start"/>${step('decide', 'tb:deciders="wang"')}${step('file')}<endEvent id="end"/>${flows('start decide file end')}`,
      { key: 'delivered' },
    );
    await server
      .as('anna')
      .post('/deployments', { name: 'delivered', resources: [{ name: 'delivered.bpmn', content }] });
    const { id } = (await server.as('root').post('/process-instances', { definitionKey: 'delivered', initiator: 'li' }))
      .body;
    const path = `/process-instances/${id}/ratings`;
    const issue = async (body: object) => {
      const { rows } = await server.database.query<{ id: string }>('select id from task where instance_id = $1', [id]);
      await server.as('wang').post(`/tasks/${rows[0]?.id}/claim`);
      const done = await server.as('wang').post(`/tasks/${rows[0]?.id}/issue-document`, body);
      expect(done.status, done.text).to.equal(200);
      return rows[0]?.id;
    };
    const task = await issue({ kind: 'grant' });
    const [grant] = (await server.as('wang').get(`/process-instances/${id}/documents`)).body.items;
    await server.as('wang').post(`/tasks/${task}/complete`, {});
    const early = await server.as('li').post(path, { contactPoint: 'window', level: 1 });
    server.clock.set(START + DAY);
    await issue({ kind: 'delivery', delivered: grant.number, way: '窗口领取', receiver: '李' });

    const { body } = await server.as('li').get(path);
    expect(body).to.deep.include({ until: '2026-04-02T16:00:00.000Z', isOpen: true });
    expect(early.body.code).to.equal('rating-not-open');
    expect((await server.as('li').post(path, { contactPoint: 'window', level: 1 })).status).to.equal(201);
    expect((await server.as('li').get(`/process-instances/${id}`)).body.endedAt).to.equal(null);
    server.clock.set(START);
  });

  it('should have no alarm for a rating that is good or anonymous, or that does not count', async () => {
    const alarms = async () =>
      (await server.database.query("select count(*)::int as n from job where id like 'rating:%'")).rows[0]?.n;
    const before = await alarms();

    await rate(2);
    await rate(5, { anonymous: true });
    const { rating } = await rate(5);
    expect(await alarms()).to.equal(before + 1);
    await server.as('wang').post(`/ratings/${rating.id}/appeal`, { text: '评错对象' });
    expect(await alarms()).to.equal(before);
    await server.as('mei').post(`/ratings/${rating.id}/decide`, { outcome: 'counted', text: '不成立' });
    expect(await alarms()).to.equal(before + 1);
  });

  it('should count satisfaction by the corrected level, without what an appeal took out', async () => {
    const { rating } = await rate(4);
    await server.as('wang').post(`/ratings/${rating.id}/appeal`, { text: '评错对象' });
    const counted = async () =>
      (await server.as('root').get('/reports/indicators?month=2026-03')).body.items.find(
        ({ department }: { department: string }) => department === 'housing',
      );
    const before = await counted();
    const waiting = async (who: 'mei' | 'wang') =>
      (await server.as(who).get('/me/rulings')).body.items.map((item: object) => ({ ...item, since: '' }));
    expect([await waiting('mei'), await waiting('wang')]).to.deep.equal([
      [{ kind: 'rating', month: null, instanceId: null, businessKey: null, count: 1, since: '' }],
      [],
    ]);
    const own = await server
      .as('wang')
      .post(`/ratings/${rating.id}/decide`, { outcome: 'not-counted', text: '自己裁定' });

    const decided = await server
      .as('mei')
      .post(`/ratings/${rating.id}/decide`, { outcome: 'not-counted', text: '属实' });

    const after = await counted();
    expect(own.status).to.equal(403);
    expect(decided.body.state).to.equal('closed');
    expect(after.ratings).to.equal(before.ratings - 1);
    expect(after.satisfaction).to.equal(after.satisfied / after.ratings);
  });

  it('should list as many of no department as the month counts of none', async () => {
    const { rating } = await rate(2);
    await server.database.query('update rating set department = null where id = $1', [rating.id]);

    const { body } = await server.as('root').get('/reports/indicators?month=2026-03');
    const listed = await server.as('root').get('/ratings?without=department&counted=true&from=2026-03-01&count=true');

    expect(listed.body.items.map(({ id }: { id: string }) => id)).to.deep.equal([rating.id]);
    expect(body.items.find(({ department }: { department: string }) => department === '').ratings).to.equal(1);
  });

  it('should tell in figures who took part, who was satisfied, and what was put right in time', async () => {
    const figures = async () => (await server.as('root').get('/reports/ratings')).body;
    const before = await figures();
    await rate(2);
    const { rating } = await rate(4);
    await ended();
    await server.as('wang').post(`/ratings/${rating.id}/contact`, { text: '已核实' });
    await server.as('wang').post(`/ratings/${rating.id}/rectify`, { text: '已整改' });
    await server.as('li').post(`/ratings/${rating.id}/correct`, { level: 1 });

    const after = await figures();

    const grown = (field: string): number => after[field] - before[field];
    expect(['ended', 'rated', 'ratings', 'satisfied', 'bad', 'rectified', 'contactedInTime'].map(grown)).to.deep.equal([
      3, 2, 2, 2, 1, 1, 1,
    ]);
    expect(after.participation).to.equal(after.rated / after.ended);
    expect(after.levels.map(({ count }: { count: number }) => count).reduce((a: number, b: number) => a + b)).to.equal(
      after.ratings,
    );
  });

  it('should say in the language of the reader who rated, once it is closed and to the rater at once', async () => {
    await server.as('root').patch('/organisation/users/li', { name: '李申请', nameEn: 'Li Applicant' });
    const { id, rating } = await rate(5);
    const read = async (who: 'li' | 'wang', language: string) =>
      (await server.as(who).with({ 'accept-language': language }).get(`/process-instances/${id}/ratings`)).body
        .items[0];
    const own = await read('li', 'zh');
    const early = await read('wang', 'zh');
    for (const verb of ['contact', 'rectify', 'close'])
      await server.as('wang').post(`/ratings/${rating.id}/${verb}`, { text: '已办' });

    expect(own).to.include({ ratedBy: 'li', ratedByName: '李申请' });
    expect(early).to.include({ ratedBy: null, ratedByName: null });
    expect(await read('wang', 'zh')).to.include({ ratedBy: 'li', ratedByName: '李申请' });
    expect(await read('wang', 'en')).to.include({ ratedByName: 'Li Applicant' });
  });

  it('should never name who rated anonymously', async () => {
    const { id } = await rate(5, { anonymous: true });

    const { body } = await server.as('root').get(`/process-instances/${id}/ratings`);

    expect(body.items[0]).to.include({ ratedBy: null, ratedByName: null, contactDueAt: null });
  });
});
