import { expect } from 'chai';
import { itemModel } from '../commands/item.ts';
import { bpmn, flows } from '../support/bpmn.ts';
import { deploy } from './support/models.ts';
import { useServer } from './support/server.ts';

const CHECKS = [
  { material: 'm1', result: 'defective', reason: '未签字' },
  { material: 'm2', result: 'ok' },
];
const DAY = 86_400_000;

describe('api/proceedings', () => {
  const server = useServer();
  before(() =>
    deploy(
      server,
      itemModel()
        .replaceAll('"lead"', '"mei"')
        .replaceAll('"deciding"', '"tax"')
        .replace('window,deciding', 'window,tax')
        .replace('"head"', '"mei"')
        .replace('organ="market"', 'organ="市场监管局" organEn="Market bureau"')
        .replace('name="申请书"', 'name="申请书" nameEn="Application form"')
        .replace('name="食品经营许可"', 'name="食品经营许可" tb:nameEn="Food licence"'),
    ),
  );

  const open = async (): Promise<string> => {
    const reply = await server
      .as('li')
      .post('/process-instances', { definitionKey: 'item', variables: { company: '一家公司' } });
    expect(reply.status, reply.text).to.equal(201);
    return reply.body.id;
  };
  const taskOf = async (instanceId: string, elementId: string): Promise<string> => {
    const { body } = await server.as('root').get(`/tasks?instanceId=${instanceId}&elementId=${elementId}`);
    return body.items[0].id;
  };
  const claimed = async () => {
    const id = await open();
    const task = await taskOf(id, 'accept');
    await server.as('wang').post(`/tasks/${task}/claim`);
    return { id, task };
  };
  const decided = async () => {
    const { id, task } = await claimed();
    await server.as('wang').post(`/tasks/${task}/complete`, {});
    const decide = await taskOf(id, 'decide');
    await server.as('zhao').post(`/tasks/${decide}/claim`);
    return { id, decide };
  };

  it('should cancel a case in two steps where its item asks for two persons', async () => {
    const model = bpmn(
      `<extensionElements><tb:conduct cancel="confirmed"/></extensionElements>
       <startEvent id="start"/><userTask id="a"/><endEvent id="end"/>${flows('start a end')}`,
      { key: 'two-persons' },
    );
    await deploy(server, model);
    const { body: begun } = await server.as('wang').post('/process-instances', { definitionKey: 'two-persons' });
    const path = `/process-instances/${begun.id}`;

    const told = await server.as('root').post(`${path}/cancel?dryRun=true`, {});
    const asked = await server.as('root').post(`${path}/cancel`, { reason: '重复登记' });
    const { items } = (await server.as('mei').get('/confirmations')).body;
    const request = items.find(({ instanceId }: { instanceId: string }) => instanceId === begun.id);
    const waiting = async (who: 'root' | 'mei') =>
      (await server.as(who).get('/confirmations?waiting=true&count=true&limit=500')).body;
    const [forAsking, forSecond] = [await waiting('root'), await waiting('mei')];
    const own = await server.as('root').post(`${path}/confirmations/${request.id}/confirm`, {});
    const confirmed = await server.as('mei').post(`${path}/confirmations/${request.id}/confirm`, {});

    expect(told.body.wouldDo).to.deep.include({ caseStatus: 'terminated', confirmedBy: [] });
    expect([asked.status, asked.body.status, asked.body.endedAt]).to.deep.equal([200, 'active', null]);
    expect(request).to.include({ verb: 'cancel', reason: '重复登记' });
    const ids = (page: { items: { id: string }[] }) => page.items.map(({ id }) => id);
    expect(ids(forSecond)).to.include(request.id);
    expect(ids(forAsking), 'who asked').to.not.include(request.id);
    expect(forSecond.total).to.equal(forSecond.items.length);
    expect(own.body.code).to.equal('confirmation-own');
    expect(confirmed.body).to.deep.equal({ instanceId: begun.id, status: 'terminated' });
    expect((await server.as('root').get(path)).body.status).to.equal('terminated');
  });

  it('should offer urging to who waits for what others have, though the task is not shown to them', async () => {
    const { id, decide } = await decided();
    const hidden = await server.as('wang').get(`/tasks/${decide}`);
    const offered = async (person: 'wang' | 'zhao' | 'li' | 'mei') =>
      (await server.as(person).get(`/process-instances/${id}/proceedings`)).body.allowedActions.includes('urge');

    const urged = await server.as('wang').post(`/process-instances/${id}/urge`, { comment: '申请人在等' });

    expect(hidden.status).to.equal(404);
    expect(await Promise.all([offered('wang'), offered('li'), offered('mei')])).to.deep.equal([true, true, true]);
    expect(await offered('zhao'), 'who has it waits for nobody').to.equal(false);
    expect(urged.body).to.deep.equal({ urged: 1 });
  });

  it('should carry a supplement from the notice to the applicant and back', async () => {
    const { id, task } = await claimed();
    const asked = await server.as('wang').post(`/tasks/${task}/request-supplement`, { checks: CHECKS });
    expect(asked.status, asked.text).to.equal(200);
    expect(asked.body.state).to.equal('awaitingSupplement');
    expect(asked.body.allowedActions).to.include('supplement').and.to.not.include('complete');

    const seen = await server.as('li').get(`/process-instances/${id}/proceedings`);
    expect(seen.body).to.deep.include({
      awaitsSupplement: true,
      allowedActions: ['supplement', 'withdraw'],
      clocks: [],
    });
    expect(seen.body.notices[0].materials).to.deep.equal([
      { material: 'm1', name: 'Application form', result: 'defective', reason: '未签字' },
    ]);
    expect((await server.as('qian').get(`/process-instances/${id}/proceedings`)).status).to.equal(404);
    expect(
      (await server.as('qian').post(`/process-instances/${id}/supplement`, { materials: ['m1'] })).status,
    ).to.equal(404);

    const handed = await server.as('li').post(`/process-instances/${id}/supplement`, { materials: ['m1'] });
    expect(handed.status, handed.text).to.equal(200);
    expect((await server.as('li').get(`/process-instances/${id}/proceedings`)).body.awaitsSupplement).to.equal(false);
    const back = await server.as('wang').get(`/tasks/${task}`);
    expect(back.body.state).to.equal('working');
    const { clocks } = (await server.as('wang').get(`/process-instances/${id}/proceedings`)).body;
    expect(clocks.map(({ clock, effect }: { clock: string; effect: string }) => `${clock} ${effect}`)).to.deep.equal([
      'step start',
      'acceptance stop',
      'step pause',
      'correction start',
      'correction stop',
      'step resume',
      'acceptance start',
    ]);
  });

  it('should refuse with the document only, list it, print it in both languages and log the print', async () => {
    const { id, decide } = await decided();
    const bare = await server.as('zhao').post(`/tasks/${decide}/refuse`, {});
    expect(bare.status).to.equal(422);
    expect(bare.body.code).to.equal('document-incomplete');

    const refused = await server.as('zhao').post(`/tasks/${decide}/refuse`, {
      reasons: '不符合 <b>条件</b>',
      reconsideration: '市人民政府',
      litigation: '市中级人民法院',
    });
    expect(refused.status, refused.text).to.equal(200);
    expect((await server.as('li').get(`/process-instances/${id}`)).body).to.deep.include({
      status: 'terminated',
      closedAs: 'refused',
    });

    const { items } = (await server.as('li').get(`/process-instances/${id}/documents`)).body;
    expect(items).to.have.length(1);
    expect(items[0]).to.deep.include({ kind: 'refusal', number: '不许〔2026〕1号', prints: [] });
    const path = `/process-instances/${id}/documents/${items[0].id}`;
    const page = await server.as('li').get(path);
    expect(page.status).to.equal(200);
    expect(page.text)
      .to.contain('&lt;b&gt;条件&lt;/b&gt;')
      .and.to.contain('@page { size: A4')
      .and.to.contain('reconsideration');
    const zh = await server.as('li').with({ 'accept-language': 'zh' }).get(path);
    expect(zh.text).to.contain('不予行政许可决定书').and.to.contain('行政复议');
    expect(page.headers.get('content-type')).to.equal('text/html; charset=utf-8');
    expect(page.headers.get('content-security-policy')).to.contain("default-src 'none'");
    expect((await server.as('qian').get(path)).status).to.equal(404);

    const print = await server.as('zhao').post(`${path}/prints`);
    expect(print.status, print.text).to.equal(201);
    const listed = await server.as('wang').get(`/process-instances/${id}/documents`);
    expect(listed.body.items[0].prints.map(({ by }: { by: { id: string } }) => by.id)).to.deep.equal(['zhao']);
  });

  it('should call the item, the organ and the materials in the words of the reader, and hash what was written', async () => {
    const { id, task } = await claimed();
    const checks = [
      { material: 'm1', result: 'missing', reason: '未签名' },
      { material: 'm2', result: 'missing', reason: '未提交' },
    ];
    const asked = await server.as('wang').post(`/tasks/${task}/request-supplement`, { checks });
    expect(asked.status, asked.text).to.equal(200);
    const { items } = (await server.as('li').get(`/process-instances/${id}/documents`)).body;
    const page = async (language: string) =>
      (
        await server
          .as('li')
          .with({ 'accept-language': language })
          .get(`/process-instances/${id}/documents/${items[0].id}`)
      ).text;

    const [en, zh] = [await page('en'), await page('zh')];

    expect(en)
      .to.contain('&quot;Food licence&quot;')
      .and.to.contain('<td>Application form</td>')
      .and.to.contain('Market bureau');
    expect(en, 'without an English name').to.contain('<td>场地证明</td>');
    expect(zh).to.contain('“食品经营许可”').and.to.contain('<td>申请书</td>').and.to.contain('市场监管局');
    expect(en).to.contain(items[0].hash);
    expect(zh).to.contain(items[0].hash);
  });

  it('should suspend when the lead agrees, who finds it in a list, and resume by itself', async () => {
    const { id, decide } = await decided();
    const until = new Date(server.clock.now() + 5 * DAY).toISOString();
    const applied = await server.as('zhao').post(`/tasks/${decide}/apply-suspension`, { reason: 'court', until });
    expect(applied.status, applied.text).to.equal(200);

    const waiting = (await server.as('mei').get('/confirmations')).body.items.find(
      ({ instanceId }: { instanceId: string }) => instanceId === id,
    );
    expect(waiting).to.deep.include({ verb: 'suspend', allowedActions: ['confirm', 'refuse'] });
    expect((await server.as('wang').get('/confirmations')).body.items).to.deep.equal([]);
    const own = (await server.as('zhao').get('/confirmations')).body.items[0];
    expect(own.allowedActions).to.deep.equal(['withdraw']);
    const self = await server.as('zhao').post(`/process-instances/${id}/confirmations/${waiting.id}/confirm`, {});
    expect(self.body.code).to.equal('confirmation-own');

    const agreed = await server.as('mei').post(`/process-instances/${id}/confirmations/${waiting.id}/confirm`, {});
    expect(agreed.body).to.deep.include({ status: 'suspended' });
    expect((await server.as('mei').get('/confirmations')).body.items).to.deep.equal([]);

    server.clock.set(server.clock.now() + 5 * DAY);
    for (let i = 0; i < 200; i++) {
      if ((await server.as('mei').get(`/process-instances/${id}`)).body.status === 'active') break;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    expect((await server.as('mei').get(`/process-instances/${id}`)).body.status).to.equal('active');
  });

  it('should hide voided cases from lists, and keep them', async () => {
    const id = await open();
    expect((await server.as('mei').post(`/process-instances/${id}/void`, { reason: '重复' })).status).to.equal(403);
    await server.as('root').post(`/process-instances/${id}/void`, { reason: '重复' });
    const [request] = (await server.as('mei').get('/confirmations')).body.items;
    await server.as('mei').post(`/process-instances/${id}/confirmations/${request.id}/confirm`, {});

    const ids = async (query: string) =>
      (await server.as('root').get(`/process-instances?${query}`)).body.items.map((item: { id: string }) => item.id);
    expect(await ids('open=false')).to.not.include(id);
    expect(await ids('')).to.not.include(id);
    expect(await ids('voided=true')).to.deep.equal([id]);
    expect((await server.as('root').get(`/process-instances/${id}`)).body.closedAs).to.equal('void');
  });

  it('should extend once, and by the organ head alone', async () => {
    const { id } = await decided();
    const extend = (who: 'mei' | 'zhao') =>
      server.as(who).post(`/process-instances/${id}/extend`, { days: 10, reasons: '案情复杂' });

    expect((await extend('zhao')).status).to.equal(403);
    expect((await extend('mei')).status).to.equal(200);
    expect((await extend('mei')).body.code).to.equal('extension-twice');
    const { body } = await server.as('mei').get(`/process-instances/${id}/proceedings`);
    expect(body.extension).to.deep.include({ days: 10, reason: '案情复杂' });
  });

  it('should give numbers without gaps or doubles to many cases at once, and let nobody touch their sequence', async () => {
    const cases = await Promise.all(Array.from({ length: 8 }, () => claimed()));
    await Promise.all(
      cases.map(({ task }) => server.as('wang').post(`/tasks/${task}/issue-document`, { kind: 'acceptance' })),
    );

    const lists = await Promise.all(cases.map(({ id }) => server.as('wang').get(`/process-instances/${id}/documents`)));
    const numbers = lists.flatMap(({ body }) => body.items.map(({ number }: { number: string }) => number));
    const sequences = numbers.map((number) => Number(/〕(\d+)号/.exec(number)?.[1])).sort((a, b) => a - b);
    expect(sequences).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8]);
    const stores = await server.as('root').get('/data-stores');
    expect(stores.body.items.filter(({ name }: { name: string }) => name.startsWith('tongban/'))).to.deep.equal([]);
    const name = encodeURIComponent('tongban/documents/acceptance/2026');
    expect((await server.as('root').put(`/data-stores/${name}`, { value: 1 })).status).to.equal(403);
  });

  it('should take in from the applicant what was promised, once', async () => {
    const { id, task } = await claimed();
    await server.as('wang').post(`/tasks/${task}/accept-tolerantly`, { promised: ['m2'] });
    const deliver = () => server.as('li').post(`/process-instances/${id}/deliver`, { materials: ['m2'] });

    const [first, again] = [await deliver(), await deliver()];

    expect(first.status, first.text).to.equal(200);
    expect(again.body.code).to.equal('material-unknown');
  });

  it('should be addressed to who applies, whoever began the case', async () => {
    const item = itemModel()
      .replaceAll('"deciding"', '"tax"')
      .replace('window,deciding', 'window,tax')
      .replaceAll('id="item"', 'id="counter" tb:applicant="company, person"')
      .replace('tb:starters="applicant"', 'tb:starters="applicant,clerk"');
    await deploy(server, item);
    const documentOf = async (variables: object) => {
      const begun = await server.as('wang').post('/process-instances', { definitionKey: 'counter', variables });
      expect(begun.status, begun.text).to.equal(201);
      const path = `/process-instances/${begun.body.id}`;
      const task = await taskOf(begun.body.id, 'accept');
      await server.as('wang').post(`/tasks/${task}/claim`);
      const issued = await server.as('wang').post(`/tasks/${task}/issue-document`, { kind: 'acceptance' });
      expect(issued.status, issued.text).to.equal(200);
      const { items } = (await server.as('wang').get(`${path}/documents`)).body;
      return (await server.as('wang').get(`${path}/documents/${items[0].id}`)).text;
    };

    const named = await documentOf({ company: ' ', person: '一位老人' });
    const unnamed = await documentOf({ applicantName: '不是这个' });

    expect(named).to.contain('<p>To: 一位老人</p>');
    expect(unnamed).to.contain('<p>To: wang');
  });
});
