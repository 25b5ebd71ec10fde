import { expect } from 'chai';
import { dataGrants } from '../../engine/boot/data-grants.ts';
import { responsibilityList } from '../../engine/boot/responsibility-list.ts';
import type { AdapterAnswer } from '../../engine/port.ts';
import type { Runtime } from '../../engine/runtime/engine.ts';
import { useServer } from '../api/support/server.ts';

const CODE = 'civil.low-income';
const DAY = 86_400_000;
const ENTRY = {
  element: 'population.low-income',
  nameZh: '低保资格',
  nameEn: 'Low-income status',
  provider: 'civil',
  topic: null,
  items: [
    { name: 'certified', nameZh: '是否低保', nameEn: 'Certified', level: 3, sensitive: true },
    { name: 'validUntil', nameZh: '有效期', nameEn: 'Valid until', level: 1, sensitive: false },
  ],
  updateCycle: 'daily',
  sharing: 'conditional',
  opening: 'closed',
  basis: '《社会救助暂行办法》第五十条',
  format: 'JSON',
};

describe('boot: topics the engine answers itself', () => {
  let runtime: Runtime | undefined;
  const engine = (): Runtime => {
    if (!runtime) throw new Error('Expected to be called by a case, but there is no engine yet.');
    return runtime;
  };
  const adapters = [responsibilityList(engine), dataGrants(engine)] as const;
  const server = useServer({ runtime: { adapters } });
  let calls = 0;
  const call = (
    topic: string,
    variables: Record<string, unknown>,
    key = `effect-${++calls}`,
  ): Promise<AdapterAnswer> => {
    const adapter = adapters.find(({ topics }) => topics.includes(topic));
    if (!adapter) throw new Error(`Expected somebody who answers ${topic}, but there is none.`);
    return adapter.call({
      topic,
      idempotencyKey: key,
      instanceId: 'case',
      businessKey: null,
      elementId: 'task',
      attempt: 1,
      requestedBy: 'wang',
      purpose: null,
      variables,
      signal: new AbortController().signal,
    });
  };
  const changes = async (subject: string): Promise<string[]> =>
    (
      await server.database.query<{ operation: string }>(
        'select operation from organisation_change where subject = $1 order by id',
        [subject],
      )
    ).rows.map(({ operation }) => operation);
  const day = (days: number): string => new Date(server.clock.now() + days * DAY).toISOString().slice(0, 10);

  before(async () => {
    ({ runtime } = server);
    for (const id of ['civil', 'market'])
      await server.as('root').put(`/organisation/departments/${id}`, { nameZh: id, nameEn: id });
    const put = await server.as('root').put(`/data-catalogue/${CODE}`, ENTRY);
    expect(put.status).to.equal(200);
  });

  describe('responsibility-list.add', () => {
    const LINE = { matter: 'stall', area: '3301', lead: 'civil', coDepartments: 'market，civil', basis: '三定规定' };
    const lines = async () =>
      (
        await server.database.query(
          `select id, lead, departments, since, until, created_by as by from responsibility where matter = 'stall' order by since, id`,
        )
      ).rows;

    it('should write the line, end the one before when it begins, and find by it at once', async () => {
      const first = await call('responsibility-list.add', LINE, 'line-1');
      const second = await call('responsibility-list.add', { ...LINE, lead: 'market', since: day(2) }, 'line-2');

      expect(first).to.deep.equal({ kind: 'completed', variables: { entryId: 'line-1' } });
      expect(second).to.deep.equal({ kind: 'completed', variables: { entryId: 'line-2' } });
      const [old, fresh] = await lines();
      expect(old).to.deep.include({ id: 'line-1', lead: 'civil', departments: ['market'], by: 'wang' });
      expect(fresh).to.deep.include({ id: 'line-2', lead: 'market', departments: ['civil'], until: null });
      expect(old.until).to.deep.equal(fresh.since);
      const known = engine().organisation.current.at(server.clock.now() + 3 * DAY).responsibilities;
      expect(known.filter(({ matter }) => matter === 'stall').map(({ id }) => id)).to.deep.equal(['line-2']);
    });

    it('should add nothing when it is repeated, also when its line has ended meanwhile', async () => {
      const before = await lines();

      const repeated = await call('responsibility-list.add', LINE, 'line-1');

      expect(repeated).to.deep.equal({ kind: 'completed', variables: { entryId: 'line-1' } });
      expect(await lines()).to.deep.equal(before);
      expect(await changes('line-1')).to.deep.equal(['createResponsibility']);
    });

    it('should refuse what is no line, whoever is unknown, and what the negative list forbids', async () => {
      await server.as('root').post('/responsibilities', {
        kind: 'forbidden',
        matter: 'weapon',
        lead: 'market',
        basis: '负面清单',
      });
      const answers = [
        await call('responsibility-list.add', { ...LINE, basis: ' ' }),
        await call('responsibility-list.add', { ...LINE, since: 'soon' }),
        await call('responsibility-list.add', { ...LINE, lead: "x'; drop table responsibility; --" }),
        await call('responsibility-list.add', { ...LINE, matter: 'weapon', lead: 'market' }),
      ];

      const reasons = [/basis are needed/, /"soon" is no day/, /no department "x'/, /negative list/];
      for (const [index, answer] of answers.entries()) {
        expect(answer).to.include({ kind: 'error', code: 'responsibility-list.refused' });
        expect('message' in answer && answer.message).to.match(reasons[index] ?? /^$/);
      }
      expect(await lines()).to.have.length(2);
    });
  });

  describe('data-grant', () => {
    const GRANT = { code: CODE, department: 'market', purpose: '救助核对' };
    const grants = async () => (await server.as('root').get('/data-grants')).body.items;
    const add = (more: Record<string, unknown> = {}, key?: string) =>
      call('data-grant.add', { ...GRANT, until: day(30), ...more }, key);

    it('should grant the items that are named, by name or title, for the purpose and until the day', async () => {
      const answer = await add({ items: '有效期、certified' }, 'grant-1');

      expect(answer).to.deep.equal({ kind: 'completed', variables: { grantId: 'grant-1' } });
      const [grant] = await grants();
      expect(grant).to.deep.include({ id: 'grant-1', code: CODE, department: 'market', state: 'valid', plain: false });
      expect(grant.items).to.have.members(['certified', 'validUntil']);
      expect(grant.purpose).to.equal('救助核对');
      expect(grant.until).to.equal(new Date(`${day(30)}T00:00:00+08:00`).toISOString());
      expect(await changes('grant-1')).to.deep.equal(['createDataGrant']);
    });

    it('should grant nothing more when it is repeated', async () => {
      const repeated = await add({ until: day(300) }, 'grant-1');

      expect(repeated).to.deep.equal({ kind: 'completed', variables: { grantId: 'grant-1' } });
      expect(await grants()).to.have.length(1);
      expect(await changes('grant-1')).to.deep.equal(['createDataGrant']);
    });

    it('should refuse what is no grant, and what no person could grant either', async () => {
      await server.as('root').put('/data-catalogue/secret', { ...ENTRY, element: 'secret', sharing: 'none' });
      await server.as('root').put('/data-catalogue/listed', { ...ENTRY, element: 'listed' });
      await server.as('root').post('/data-negative-list', {
        element: 'listed',
        department: 'market',
        reason: '专项整治',
        basis: '通知',
      });
      const answers = [
        await add({ code: 'nowhere' }),
        await add({ department: 'nobody' }),
        await add({ purpose: ' ' }),
        await add({ until: 'soon' }),
        await add({ until: undefined }),
        await add({ until: day(-1) }),
        await add({ items: ['certified', 'salary'] }),
        await add({ perHour: 0 }),
        await add({ code: 'secret' }),
        await add({ code: 'listed' }),
      ];

      const reasons = [
        /no entry "nowhere"/,
        /no department "nobody"/,
        /purpose/,
        /"soon" is no day/,
        /is no day/,
        /before it begins/,
        /salary/,
        /perHour/,
        /secret/,
        /listed/,
      ];
      for (const [index, answer] of answers.entries()) {
        expect(answer).to.include({ kind: 'error', code: 'data-grant.refused' });
        expect('message' in answer && answer.message).to.match(reasons[index] ?? /^$/);
      }
      expect(await grants()).to.have.length(1);
    });

    it('should be suspended, resumed and ended, and stay ended', async () => {
      const change = (action: string, grantId: string | null = 'grant-1') =>
        call('data-grant.change', { grantId, action, reason: '超用途' });
      const states: string[] = [];
      for (const action of ['suspend', 'suspend', 'resume', 'end']) {
        expect((await change(action)).kind).to.equal('completed');
        states.push((await grants())[0].state);
      }
      const over = await change('resume');

      expect(states).to.deep.equal(['suspended', 'suspended', 'valid', 'ended']);
      expect(over).to.deep.equal({ kind: 'completed', variables: { changed: false } });
      expect((await grants())[0].state).to.equal('ended');
      expect(await change('end', null)).to.deep.equal({ kind: 'completed', variables: { changed: false } });
      expect(await change('end', 'nowhere')).to.include({ kind: 'error', code: 'data-grant.refused' });
      expect(await change('delete')).to.include({ kind: 'error', code: 'data-grant.refused' });
    });
  });
});
