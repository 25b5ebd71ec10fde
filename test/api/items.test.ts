import { expect } from 'chai';
import type { ServiceItem } from '../../engine/items/item.ts';
import { item, limit, material, question } from '../items/items.ts';
import { bpmn, flows } from '../support/bpmn.ts';
import { useServer } from './support/server.ts';

const words = (zh: string, en: string) => ({ zh, en });
const MANY = 1_500;

describe('api/items', () => {
  const server = useServer();

  before(async () => {
    const content = bpmn(
      `<startEvent id="start"/><userTask id="work"><extensionElements><tb:assignment groups="window"/></extensionElements></userTask><endEvent id="end"/>${flows('start work end')}`,
      { key: 'service', attributes: 'tb:starters="applicant,clerk"' },
    );
    await server.as('anna').post('/deployments', { name: 'service', resources: [{ name: 'service.bpmn', content }] });
  });

  const offered = (key: string, more: Partial<ServiceItem> = {}): ServiceItem =>
    item({ key, processKey: 'service', code: key.toUpperCase(), name: words(key, key), ...more });
  const put = async (items: readonly unknown[], more: object = {}) => {
    const { body } = await server.as('root').post('/service-items/import', { items, ...more });
    return body.items as { key: string | null; outcome: string; problems: { rule: string }[] }[];
  };
  const keysOf = async (query: string): Promise<string[]> => {
    const { body } = await server.as('li').get(`/service-items?${query}`);
    return body.items.map(({ key }: { key: string }) => key);
  };

  it('should judge each item of an import alone, and write nothing in a dry run', async () => {
    const bad = offered('held', { materials: [material('M01', { source: 'government' })] });
    const given = [offered('judged'), bad, { key: 'torn' }, offered('stray', { processKey: 'nowhere' })];

    const rehearsed = await put(given, { dryRun: true });
    const before = await server.as('li').get('/service-items/judged');
    const real = await put(given);
    const again = await put(given);

    expect(rehearsed.map(({ outcome }) => outcome)).to.deep.equal(['added', 'refused', 'refused', 'refused']);
    expect(before.status).to.equal(404);
    expect(real).to.deep.equal(rehearsed);
    expect(real.slice(1).map(({ problems }) => problems[0]?.rule)).to.deep.equal([
      'material-held-by-government',
      'item-format',
      'process-unknown',
    ]);
    expect(again[0]?.outcome).to.equal('unchanged');
  });

  it('should list only what the filters let through, by name', async () => {
    const theme = words('开店', 'Opening a shop');
    await put([
      offered('b-shop', { name: words('小店登记', 'Shop'), themes: [theme], serviceObjects: ['person'] }),
      offered('a-shop', { name: words('大店登记', 'Store'), themes: [theme], serviceObjects: ['company'] }),
      offered('a-wharf', {
        name: words('码头登记', 'Wharf'),
        materials: [material('M01', { original: true })],
        organ: { department: 'harbour' },
      }),
    ]);
    const { body: themes } = await server.as('li').get('/service-items/themes');

    expect(await keysOf('q=登记')).to.deep.equal(['a-shop', 'b-shop', 'a-wharf']);
    expect(await keysOf('q=wharf')).to.deep.equal(['a-wharf']);
    expect(await keysOf('q=登记 opening')).to.deep.equal(['a-shop', 'b-shop']);
    expect(await keysOf('theme=开店&object=person')).to.deep.equal(['b-shop']);
    expect(await keysOf('department=harbour')).to.deep.equal(['a-wharf']);
    expect(await keysOf('visits=true')).to.deep.equal(['a-wharf']);
    expect(await keysOf('processKey=nowhere')).to.deep.equal([]);
    expect(themes.items).to.deep.equal([{ theme: '开店', name: theme, count: 2 }]);
  });

  it('should keep a version that was in use, and refuse a change without a greater number', async () => {
    await put([offered('versioned')]);

    const [same] = await put([offered('versioned', { code: 'NEW' })]);
    const [newer] = await put([offered('versioned', { code: 'NEW', version: 2 })]);
    const now = await server.as('li').get('/service-items/versioned');
    const then = await server.as('li').get('/service-items/versioned?version=1');
    const never = await server.as('li').get('/service-items/versioned?version=3');

    expect(same).to.include({ outcome: 'refused' });
    expect(same?.problems[0]?.rule).to.equal('version-in-use');
    expect(newer?.outcome).to.equal('changed');
    expect([now.body.code, then.body.code, never.status]).to.deep.equal(['NEW', 'VERSIONED', 404]);
  });

  it('should lead from answers to the exact list', async () => {
    await put([
      offered('guided', {
        questions: [question('agent'), question('foreign', 'agent = "yes"')],
        materials: [
          material('M01'),
          material('M02', { appliesWhen: 'agent = "yes"' }),
          material('M03', { source: 'government', waiver: { way: 'electronicLicence' } }),
        ],
      }),
    ]);
    const guide = async (answers: object) => {
      const { body } = await server.as('li').post('/service-items/guided/guide', { answers });
      return [
        body.open,
        body.materials.map((one: { material: { code: string }; how: string }) => `${one.material.code} ${one.how}`),
      ];
    };

    expect(await guide({})).to.deep.equal([['agent'], ['M01 bring', 'M03 held']]);
    expect(await guide({ agent: 'no' })).to.deep.equal([[], ['M01 bring', 'M03 held']]);
    expect(await guide({ agent: 'yes' })).to.deep.equal([['foreign'], ['M01 bring', 'M02 bring', 'M03 held']]);
    expect(await guide({ agent: 'perhaps' })).to.deep.equal([['agent'], ['M01 bring', 'M03 held']]);
  });

  it('should open a case that keeps the version, the answers and the materials it was applied for with', async () => {
    await put([offered('applied', { questions: [question('agent')], materials: [material('M01')] })]);
    const apply = (answers: object) =>
      server
        .as('li')
        .post('/service-items/applied/apply', { answers, variables: { name: '刘明' }, businessKey: 'I-1' });

    const unanswered = await apply({});
    const { status, body } = await apply({ agent: 'no', agentName: '张三' });
    await put([offered('applied', { version: 2 })]);
    const { body: view } = await server.as('li').get(`/process-instances/${body.instanceId}`);
    const { body: kept } = await server.as('li').get(`/process-instances/${body.instanceId}/proceedings`);

    expect([unanswered.status, unanswered.body.code]).to.deep.equal([422, 'guide-unanswered']);
    expect(status).to.equal(201);
    expect(body).to.include({ item: 'applied', version: 1, businessKey: 'I-1' });
    expect(view.variables.serviceItem).to.deep.include({
      key: 'applied',
      version: 1,
      department: 'market-regulation',
      channel: 'online',
      answers: { agent: 'no', agentName: '张三' },
      materials: [{ code: 'M01', name: words('M01', 'M01'), required: true, how: 'bring' }],
    });
    expect(kept.itemMaterials).to.deep.equal([
      { code: 'M01', name: 'M01', required: true, held: false, follows: false },
    ]);
  });

  it('should be what a case of it is called, in lists of tasks and cases alike, before and after its end', async () => {
    await put([offered('named', { name: words('设摊许可', 'Stall permit') })]);
    const { body } = await server.as('li').post('/service-items/named/apply', { answers: {} });
    const begun = await server.as('li').post('/process-instances', { definitionKey: 'service' });
    const called = async (path: string) => {
      const read = async (language: string) =>
        (await server.as('wang').with({ 'accept-language': language }).get(path)).body;
      const both = [await read('zh'), await read('en')];
      return both.map((answer) => (answer.items?.[0] ?? answer).serviceName);
    };

    const open = await called(`/tasks?instanceId=${body.instanceId}`);
    const bare = await called(`/tasks?instanceId=${begun.body.id}`);
    const whole = await called(`/process-instances/${body.instanceId}`);
    const [zh, en] = [await called(`/tasks?q=${encodeURIComponent('设摊')}`), await called('/tasks?q=stall')];
    const [task] = (await server.as('wang').get(`/tasks?instanceId=${body.instanceId}`)).body.items;
    await server.as('wang').post(`/tasks/${task.id}/complete`, {});
    const ended = await called(`/tasks/${task.id}`);

    expect([open, whole, zh, en, ended]).to.deep.equal(Array(5).fill(['设摊许可', 'Stall permit']));
    expect(bare).to.deep.equal(['service', 'service']);
  });

  it('should not be applied for while it is suspended, given up or outside of its period, by the clock of the office', async () => {
    // The test clock stands at nine in the morning of 2 March 2026 in China.
    await put([
      offered('paused', { status: 'suspended' }),
      offered('ended', { validUntil: '2026-03-01' }),
      offered('coming', { validFrom: '2026-03-03' }),
      offered('today', { validFrom: '2026-03-02', validUntil: '2026-03-02' }),
    ]);
    const answers = await Promise.all(
      ['paused', 'ended', 'coming', 'today'].map((key) =>
        server.as('li').post(`/service-items/${key}/apply`, { answers: {} }),
      ),
    );
    const { body } = await server.as('li').get('/service-items/paused');

    expect(answers.map(({ status, body: { code } }) => code ?? status)).to.deep.equal([
      'item-not-open',
      'item-not-open',
      'item-not-open',
      201,
    ]);
    expect(body.open).to.equal(false);
  });

  it('should number a case that comes without, each once and a repeated request as before', async () => {
    await put([offered('numbered')]);
    const apply = async (key: string): Promise<string> => {
      const { body } = await server
        .as('li')
        .with({ 'idempotency-key': key })
        .post('/service-items/numbered/apply', { answers: {}, variables: { name: '刘明' } });
      return body.businessKey;
    };
    const taken = Array.from({ length: 20 }, async (): Promise<string> => {
      const { body } = await server.as('li').post('/case-numbers');
      return body.number;
    });

    const first = await apply('numbered-1');
    const numbers = [first, await apply('numbered-2'), ...(await Promise.all(taken))];

    expect(new Set(numbers)).to.have.lengthOf(22);
    for (const number of numbers) expect(number).to.match(/^\d{8}-\d{6}$/);
    expect(await apply('numbered-1')).to.equal(first);
  });

  it('should mask who acts for the applicant, whatever the form of the item grades', async () => {
    await put([offered('acted-for', { questions: [question('agent')], materials: [material('M01')] })]);
    const answers = { agent: 'yes', agentName: '张三', agentId: '11010519491231002X', agentPhone: '13812345678' };
    const { body } = await server
      .as('li')
      .post('/service-items/acted-for/apply', { answers, variables: { name: '刘明' }, businessKey: 'I-7' });
    const seen = async (person: 'li' | 'root' | 'mei') =>
      (await server.as(person).get(`/process-instances/${body.instanceId}`)).body;

    const [own, office] = [await seen('li'), await seen('root')];
    const journal = await server.as('root').get(`/process-instances/${body.instanceId}/journal`);

    expect(own.variables.serviceItem.answers).to.deep.equal(answers);
    expect(office.variables.serviceItem.answers).to.deep.equal({
      ...answers,
      agentId: '110***2X',
      agentPhone: '138***78',
    });
    expect(office.masked).to.include.members(['serviceItem.answers.agentId', 'serviceItem.answers.agentPhone']);
    for (const secret of [answers.agentId, answers.agentPhone]) expect(journal.text).to.not.contain(secret);
  });

  it('should not let a caller say himself what was applied for', async () => {
    const { body } = await server
      .as('li')
      .post('/process-instances', { definitionKey: 'service', serviceItem: { key: 'forged' } });

    expect(body.code).to.equal('bad-request');
  });

  it('should make one thing of several items, and refuse those that wait for each other', async () => {
    const law = [limit('statutory', 10)];
    await put([
      offered('first', { limits: law, materials: [material('plan')] }),
      offered('second', { limits: law, materials: [material('plan')], after: ['first'] }),
      offered('beside', { limits: law }),
      offered('hen', { after: ['egg'] }),
      offered('egg', { after: ['hen'] }),
    ]);
    const compose = (...keys: string[]) => server.as('li').post('/service-items/compose', { keys });

    const { body } = await compose('second', 'first', 'beside');
    const circle = await compose('hen', 'egg');
    const missing = await compose('first', 'never');

    expect(body.plan.map(({ key, from, to }: Record<string, unknown>) => [key, from, to])).to.deep.equal([
      ['second', 10, 20],
      ['first', 0, 10],
      ['beside', 0, 10],
    ]);
    expect(body).to.deep.include({ saved: 1, days: { parallel: 20, serial: 30 } });
    expect([circle.body.code, missing.status]).to.deep.equal(['items-circular', 404]);
  });

  it('should say which processes no item describes', async () => {
    await server.as('anna').post('/deployments', {
      name: 'bare',
      resources: [
        {
          name: 'bare.bpmn',
          content: bpmn(`<startEvent id="start"/><endEvent id="end"/>${flows('start end')}`, {
            key: 'bare',
            attributes: 'tb:starters="applicant"',
          }),
        },
      ],
    });
    await put([offered('bound')]);
    const keys = async (hasItem: boolean) => {
      const { body } = await server.as('li').get(`/process-definitions?startable=true&hasItem=${hasItem}`);
      return body.items.map(({ key }: { key: string }) => key);
    };

    expect(await keys(true)).to.deep.equal(['service']);
    expect(await keys(false)).to.deep.equal(['bare']);
  });

  it('should take the catalogue of a city at once, and page through all of it', async () => {
    const items = Array.from({ length: MANY }, (_, index) =>
      offered(`city-${index}`, { organ: { department: 'city' } }),
    );

    const imported = await put(items);
    const found: string[] = [];
    let cursor = '';
    do {
      const { body } = await server.as('li').get(`/service-items?department=city&limit=500&count=true${cursor}`);
      found.push(...body.items.map(({ key }: { key: string }) => key));
      cursor = body.nextCursor === null ? '' : `&cursor=${encodeURIComponent(body.nextCursor)}`;
      expect(body.total).to.equal(MANY);
    } while (cursor !== '');

    expect(new Set(imported.map(({ outcome }) => outcome))).to.deep.equal(new Set(['added']));
    expect(new Set(found).size).to.equal(MANY);
    expect(found).to.have.length(MANY);
  }).timeout(60_000);
});
