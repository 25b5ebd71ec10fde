import { expect } from 'chai';
import { item, question } from '../items/items.ts';
import { APPROVAL, deploy } from './support/models.ts';
import { useServer } from './support/server.ts';

const CARD = item({
  key: 'card',
  processKey: 'approval',
  questions: [question('minor')],
  visits: [{ step: { zh: '拍照', en: 'photo' }, why: { zh: '证件照', en: 'portrait' }, when: 'minor = "yes"' }],
});

describe('api/service-items', () => {
  const server = useServer();
  const root = () => server.as('root');
  before(() => deploy(server, APPROVAL));

  const put = async (items: readonly unknown[], dryRun?: boolean) =>
    (await root().post('/service-items/import', { items, ...(dryRun === undefined ? {} : { dryRun }) })).body.items;

  it('should write nothing in a dry run, and say of each item what would become of it', async () => {
    const [good, bad] = await put([CARD, { key: 'bad' }], true);

    expect([good.outcome, bad.outcome]).to.deep.equal(['added', 'refused']);
    expect(bad.problems).to.not.deep.equal([]);
    expect((await root().get('/service-items/card')).status).to.equal(404);
  });

  it('should keep each version, the newest being the one applied for', async () => {
    await put([CARD]);
    const [changed] = await put([{ ...CARD, version: 2, name: { zh: '新', en: 'new' } }]);
    const [same] = await put([{ ...CARD, version: 2, name: { zh: '新', en: 'new' } }]);

    expect([changed.outcome, same.outcome]).to.deep.equal(['changed', 'unchanged']);
    const { body } = await root().get('/service-items/card/versions');
    expect(
      body.items.map(({ version, current, by }: Record<string, unknown>) => ({ version, current, by })),
    ).to.deep.equal([
      { version: 2, current: true, by: 'root' },
      { version: 1, current: false, by: 'root' },
    ]);
    expect((await root().get('/service-items/card')).body.name.en).to.equal('new');
    expect((await root().get('/service-items/card?version=1')).body.name).to.deep.equal(CARD.name);
  });

  it('should list those that force a visit, and tell by which step', async () => {
    await put([item({ key: 'home', processKey: 'approval', code: 'X-2', materials: [] })]);

    const { body } = await root().get('/service-items?visits=true');
    const { body: guided } = await root().post('/service-items/card/guide', { answers: { minor: 'yes' } });

    expect(body.items.map(({ key }: { key: string }) => key)).to.deep.equal(['card']);
    expect(guided.visits.map(({ step }: { step: { en: string } }) => step.en)).to.include('photo');
    expect(guided.open).to.deep.equal([]);
  });

  it('should say of an item that is not there, and leave importing to those who deploy', async () => {
    expect((await root().get('/service-items/nobody/versions')).status).to.equal(404);
    expect((await server.as('wang').post('/service-items/import', { items: [CARD] })).status).to.equal(403);
  });
});
