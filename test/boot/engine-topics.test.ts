import { expect } from 'chai';
import { ownAdapters } from '../../engine/boot/own-adapters.ts';
import type { AdapterAnswer } from '../../engine/port.ts';
import { type TestServer, useServer } from '../api/support/server.ts';
import { bpmn, flows } from '../support/bpmn.ts';

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
  const adapters = ownAdapters(() => server.runtime);
  const server: TestServer = useServer({ runtime: { adapters } });
  let calls = 0;
  const call = (
    topic: string,
    variables: Record<string, unknown>,
    key = `effect-${++calls}`,
    instanceId = 'case',
  ): Promise<AdapterAnswer> => {
    const adapter = adapters.find(({ topics }) => topics.includes(topic));
    if (!adapter) throw new Error(`Expected somebody who answers ${topic}, but there is none.`);
    return adapter.call({
      topic,
      idempotencyKey: key,
      instanceId,
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
      const known = server.runtime.organisation.current.at(server.clock.now() + 3 * DAY).responsibilities;
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

  describe('responsibility-list.find', () => {
    const find = (variables: Record<string, unknown>) => call('responsibility-list.find', variables);

    it('should name whom the list holds responsible, whoever leads first, and nobody where it says nothing', async () => {
      expect(await find({ matter: 'stall', area: '330106' })).to.deep.equal({
        kind: 'completed',
        variables: { departments: ['civil', 'market'], entries: ['line-1'] },
      });
      for (const asked of [{ matter: 'stall', area: '4403' }, { matter: 'other' }, { matter: 7 }, {}])
        expect(await find(asked)).to.deep.equal({ kind: 'completed', variables: { departments: [], entries: [] } });
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

  describe('applications.enter', () => {
    const PERSON = '11010519491231002X';
    const deploy = async (key: string) => {
      const work = `<userTask id="work"><extensionElements><tb:assignment users="li"/></extensionElements></userTask>`;
      const content = bpmn(`<startEvent id="start"/>${work}<endEvent id="end"/>${flows('start work end')}`, { key });
      await server.as('anna').post('/deployments', { name: key, resources: [{ name: `${key}.bpmn`, content }] });
    };
    const start = async (definitionKey: string, businessKey: string): Promise<string> =>
      (await server.as('root').post('/process-instances', { definitionKey, businessKey })).body.id;
    const enter = async (instanceId: string, applicant: unknown) => {
      const answer = await call('applications.enter', { applicant }, undefined, instanceId);
      return answer.kind === 'completed' ? answer.variables.sameApplications : answer;
    };

    before(async () => {
      await deploy('licence');
      await deploy('permit');
    });

    it('should find the open applications of the same applicant for the same item, and no others', async () => {
      const first = await start('licence', 'L-1');
      const second = await start('licence', 'L-2');

      const found = [
        await enter(first, PERSON),
        await enter(second, ` ${PERSON.toLowerCase()} `),
        await enter(second, PERSON),
        await enter(await start('licence', 'L-3'), '91350100M000100Y43'),
        await enter(await start('permit', 'P-1'), PERSON),
      ];

      expect(found).to.deep.equal([[], ['L-1'], ['L-1'], [], []]);
    });

    it('should not find what has ended, nor whoever says nothing of himself, and keep no number', async () => {
      const { rows } = await server.database.query<{ applicant: string }>('select applicant from application');
      expect(rows.map(({ applicant }) => applicant)).to.not.include(PERSON);
      const { rows: cases } = await server.database.query<{ id: string }>(
        `select id from instance where business_key in ('L-1', 'L-2')`,
      );
      for (const { id } of cases) await server.as('root').post(`/process-instances/${id}/cancel`, { reason: '撤回' });

      expect(await enter(await start('licence', 'L-4'), PERSON)).to.deep.equal([]);
      expect(await enter(await start('licence', 'L-5'), '')).to.deep.equal([]);
      expect(await enter(await start('licence', 'L-6'), null)).to.deep.equal([]);
      expect(await enter('no case', PERSON)).to.deep.equal([]);
    });

    it('should let one of several that come together find the others', async () => {
      const ids = await Promise.all(['L-7', 'L-8', 'L-9'].map((key) => start('licence', key)));

      const found = await Promise.all(ids.map((id) => enter(id, '110101199003070134')));

      expect(found.map((names) => (names as string[]).length).sort()).to.deep.equal([0, 1, 2]);
    });
  });

  describe('repeats.enter', () => {
    const NUMBER = '950-1';
    const opened = async (businessKey: string): Promise<string> =>
      (await server.as('root').post('/process-instances', { definitionKey: 'licence', businessKey })).body.id;
    const enter = async (instanceId: string, variables: Record<string, unknown>) => {
      const answer = await call('repeats.enter', { days: 30, ...variables }, undefined, instanceId);
      return answer.kind === 'completed' ? answer.variables.repeats : answer;
    };

    it('should count by each name the cases about the same, ended ones too, and this one once', async () => {
      const first = await opened('R-1');
      expect(await enter(first, { subject: 'noise/east', caller: NUMBER })).to.deep.equal({ subject: 1, caller: 1 });
      await server.as('root').post(`/process-instances/${first}/cancel`, { reason: '办结' });
      const second = await opened('R-2');

      const found = [
        await enter(second, { subject: 'noise/east', caller: '950-2' }),
        await enter(second, { subject: 'noise/east', caller: '950-2' }),
        await enter(await opened('R-3'), { subject: ' NOISE/EAST', caller: NUMBER }),
        await enter(await opened('R-4'), { subject: 'noise/west', caller: null }),
        await enter(await opened('R-5'), { subject: '', caller: 7 }),
      ];

      expect(found).to.deep.equal([
        { subject: 2, caller: 1 },
        { subject: 2, caller: 1 },
        { subject: 3, caller: 2 },
        { subject: 1 },
        {},
      ]);
      const { rows } = await server.database.query<{ value: string }>('select value from repeat_entry');
      expect(rows.map(({ value }) => value)).to.not.include(NUMBER);
    });

    it('should leave out what is longer ago, what there is no case of, and refuse days that are none', async () => {
      await server.database.query(
        `update repeat_entry set entered_at = entered_at - interval '40 days' where name = 'caller'`,
      );
      await server.database.query(
        `insert into repeat_entry (instance_id, name, value, definition_key, entered_at)
         select 'gone', name, value, definition_key, entered_at from repeat_entry where name = 'subject' limit 1`,
      );

      expect(await enter(await opened('R-6'), { subject: 'noise/east', caller: NUMBER })).to.deep.equal({
        subject: 4,
        caller: 1,
      });
      expect(await enter('no case', { caller: NUMBER })).to.deep.equal({});
      for (const days of [0, 367, 1.5, '30', null])
        expect(await enter(await opened(`R-${days}`), { days })).to.deep.include({
          kind: 'error',
          code: 'repeats.refused',
        });
    });

    it('should count each of several that come together', async () => {
      const ids = await Promise.all(['R-7', 'R-8', 'R-9'].map(opened));

      const found = await Promise.all(ids.map((id) => enter(id, { caller: '950-9', subject: 'light/north' })));

      expect(found.map((one) => (one as { caller: number }).caller).sort()).to.deep.equal([1, 2, 3]);
    });
  });
});
