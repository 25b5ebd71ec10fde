import { expect } from 'chai';
import { bpmn, flows } from '../support/bpmn.ts';
import { START, useServer } from './support/server.ts';

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

  it('should count satisfaction by the corrected level, without what an appeal took out', async () => {
    const { rating } = await rate(4);
    await server.as('wang').post(`/ratings/${rating.id}/appeal`, { text: '评错对象' });
    const counted = async () =>
      (await server.as('root').get('/reports/indicators?month=2026-03')).body.items.find(
        ({ department }: { department: string }) => department === 'housing',
      );
    const before = await counted();
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

  it('should never name who rated anonymously', async () => {
    const { id } = await rate(5, { anonymous: true });

    const { body } = await server.as('root').get(`/process-instances/${id}/ratings`);

    expect(body.items[0]).to.include({ ratedBy: null, contactDueAt: null });
  });
});
