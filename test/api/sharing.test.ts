import { expect } from 'chai';
import type { Adapter, AdapterRequest } from '../../engine/port.ts';
import { bpmn, flows } from '../support/bpmn.ts';
import { ENTRY } from './support/catalogue-entry.ts';
import { deploy } from './support/models.ts';
import { useServer } from './support/server.ts';

const CODE = 'civil.low-income';
const PERSON = '11010519491231002X';
const PURPOSE = '救助资格核验';
const DAY = 86_400_000;

/** Asks the civil affairs bureau, and puts what it says into the case. */
const RELIEF = bpmn(
  `<startEvent id="start" tb:form="relief"/>
   <serviceTask id="fetch" tb:topic="civil.check" tb:purpose="${PURPOSE}" tb:retry="R1/PT1S"><extensionElements>
     <tb:input source="=idNumber" target="idNumber"/><tb:output source="=certified" target="lowIncome"/></extensionElements></serviceTask>
   <userTask id="decide"><extensionElements><tb:assignment assignee="wang"/></extensionElements></userTask><endEvent id="end"/>
   ${flows('start fetch decide end')}`,
  { key: 'relief', attributes: 'tb:starters="applicant" name="救助"' },
);
const FORM = JSON.stringify({
  type: 'default',
  id: 'relief',
  schemaVersion: 16,
  components: [
    {
      type: 'textfield',
      id: 'a',
      key: 'idNumber',
      label: '证件号',
      validate: { required: true },
      properties: { level: '1' },
    },
    {
      type: 'textfield',
      id: 'b',
      key: 'lowIncome',
      label: '低保',
      validate: { required: true },
      properties: { level: '2', labelEn: 'Low income' },
    },
    {
      type: 'textfield',
      id: 'c',
      key: 'school',
      label: '学校',
      validate: { required: true },
      properties: { level: '1', source: 'nowhere#at-all' },
    },
  ],
});

describe('api/sharing', () => {
  const asked: AdapterRequest[] = [];
  const civil: Adapter = {
    name: 'civil',
    topics: ['civil.check', 'civil.register'],
    readTopics: ['civil.check'],
    async call(request) {
      asked.push(request);
      return {
        kind: 'completed',
        variables: { certified: true, holderName: '张三丰', validUntil: '2031-03-01', secretNote: 'never told' },
      };
    },
  };
  const server = useServer({ runtime: { adapters: [civil] } });
  const root = () => server.as('root');
  const wang = () => server.as('wang');
  const mei = () => server.as('mei');
  const later = (days: number): string => new Date(server.clock.now() + days * DAY).toISOString();
  const query = (more: object = {}) =>
    wang().post('/data-queries', { code: CODE, purpose: PURPOSE, values: { idNumber: PERSON }, ...more });
  const demand = async (more: object = {}) => {
    const { body } = await wang().post('/data-demands', {
      code: CODE,
      description: '办理救助',
      purpose: PURPOSE,
      until: later(30),
      ...more,
    });
    return body.id as string;
  };
  const step = (id: string, name: string, more: object = {}) =>
    root().post(`/data-demands/${id}/steps`, { step: name, ...more });
  const consent = async (subject = PERSON): Promise<string> =>
    (
      await wang().post('/data-consents', {
        subject,
        codes: [CODE],
        purpose: PURPOSE,
        textVersion: '2026-03',
        signed: { by: '张三', on: 'paper' },
        until: later(10),
      })
    ).body.id;
  const granted = async (more: object = {}, step2: object = {}): Promise<string> => {
    const id = await demand(more);
    await step(id, 'conform');
    const { body } = await step(id, 'grant', step2);
    return body.grantId;
  };
  const suspend = (id: string, action = 'end') => root().patch(`/data-grants/${id}`, { action, reason: 'test' });

  let firstQuery: Awaited<ReturnType<typeof query>>;

  before(async () => {
    await root().put('/organisation/departments/civil', { nameZh: '民政局', nameEn: 'Civil affairs' });
    await root().put('/organisation/departments/centre', { nameZh: '中心', nameEn: 'Centre' });
    await root().put(`/data-catalogue/${CODE}`, ENTRY);
    await root().post('/deployments', { name: 'f', resources: [{ name: 'relief.form', content: FORM }] });
    await deploy(server, RELIEF);
    firstQuery = await query();
  });

  describe('the catalogue', () => {
    it('should admit one source of an element, others as copies of it', async () => {
      const rival = await root().put('/data-catalogue/centre.low-income', {
        ...ENTRY,
        provider: 'centre',
        topic: null,
      });
      const copy = await root().put('/data-catalogue/centre.low-income', {
        ...ENTRY,
        provider: 'centre',
        topic: null,
        copyOf: CODE,
      });

      expect([rival.status, rival.body.code]).to.deep.equal([409, 'data-element-taken']);
      expect([copy.status, copy.body.copyOf]).to.deep.equal([200, CODE]);
    });

    it('should refuse what is not shared freely without a basis, and a topic that changes something', async () => {
      const baseless = await root().put('/data-catalogue/x', { ...ENTRY, element: 'x', basis: ' ' });
      const changing = await root().put('/data-catalogue/x', { ...ENTRY, element: 'x', topic: 'civil.register' });
      const ungraded = await root().put('/data-catalogue/x', {
        ...ENTRY,
        element: 'x',
        items: [{ name: 'a', nameZh: '甲', nameEn: 'A', sensitive: false }],
      });

      expect([baseless.body.code, changing.body.code]).to.deep.equal(['data-entry-invalid', 'data-entry-invalid']);
      expect(ungraded.status).to.equal(400);
    });

    it('should be searched by name and provider, whatever is typed', async () => {
      const found = await wang().get('/data-catalogue?q=低保&provider=civil');
      const hostile = await wang().get(`/data-catalogue?q=${encodeURIComponent("%_' or 1=1 --")}`);

      expect(found.body.items.map(({ code }: { code: string }) => code)).to.deep.equal([CODE]);
      expect([hostile.status, hostile.body.items]).to.deep.equal([200, []]);
      expect((await wang().get(`/data-catalogue/${CODE}`)).body).to.include({
        providerName: 'Civil affairs',
        connected: true,
      });
    });
  });

  describe('a demand', () => {
    it('should go through conformity check and source, each in its working days', async () => {
      const id = await demand();
      const before = (await wang().get('/data-demands?state=asked')).body.items[0];
      const checked = await step(id, 'conform');
      const done = await step(id, 'grant');

      // Monday the 2nd: two working days end with the 4th, five with the 9th.
      expect(before.dueAt).to.match(/^2026-03-04T16:00:00/);
      expect(checked.body).to.include({ state: 'source' });
      expect(checked.body.dueAt).to.match(/^2026-03-09T16:00:00/);
      expect(done.body.state).to.equal('granted');
      expect(done.body.trail.map((one: { step: string }) => one.step)).to.deep.equal(['conform', 'grant']);
      await suspend(done.body.grantId);
    });

    it('should be decided by nobody who made it, and by no other department', async () => {
      const id = (
        await root().post('/data-demands', { code: CODE, description: 'd', purpose: PURPOSE, until: later(1) })
      ).body.id;
      const own = await step(id, 'conform');
      const other = await mei().post(`/data-demands/${id}/steps`, { step: 'conform' });

      expect([own.body.code, other.status]).to.deep.equal(['data-own-demand', 403]);
    });

    it('should be disputed where it is refused, and settled by the data bureau alone', async () => {
      const id = await demand();
      await step(id, 'conform');
      const silent = await step(id, 'refuse');
      await step(id, 'refuse', { reason: '无依据' });
      const disputed = await wang().post(`/data-demands/${id}/steps`, { step: 'dispute', reason: '有依据' });
      const early = await step(id, 'conform');
      const upheld = await step(id, 'uphold', { reason: '维持' });

      expect(silent.status).to.equal(400);
      expect(disputed.body.state).to.equal('disputed');
      expect(early.body.code).to.equal('data-step-invalid');
      expect(upheld.body.state).to.equal('closed');
    });

    it('should be granted at once where the data is shared on no condition', async () => {
      await root().put('/data-catalogue/free', { ...ENTRY, element: 'free', sharing: 'unconditional', topic: null });
      const id = await demand({ code: 'free' });

      expect((await step(id, 'conform')).body).to.include({ state: 'granted' });
    });
  });

  describe('a query', () => {
    it('should tell nothing without grant, with another purpose, or without consent', async () => {
      asked.length = 0;
      const without = firstQuery;
      const grant = await granted();
      const other = await query({ purpose: '随便看看' });
      const unasked = await query();
      const stranger = await query({ consentId: await consent('440524188001010014') });

      expect([without, other, unasked, stranger].map(({ status, body }) => [status, body.code])).to.deep.equal([
        [403, 'data-grant-missing'],
        [403, 'data-purpose-differs'],
        [403, 'data-consent-missing'],
        [403, 'data-consent-missing'],
      ]);
      expect(asked).to.deep.equal([]);
      await suspend(grant);
    });

    it('should mask by level, leave out what was not granted, and tell the department who asks and why', async () => {
      const grant = await granted({ items: ['holderName', 'validUntil'] });
      asked.length = 0;
      const { status, body } = await query();
      const more = await query({ items: ['certified'] });

      expect(status).to.equal(200);
      expect(body.values).to.deep.equal({ holderName: '张***', validUntil: '2031-03-01' });
      expect(body.masked).to.deep.equal(['holderName']);
      expect(asked[0]).to.include({ requestedBy: 'wang', purpose: PURPOSE, topic: 'civil.check' });
      expect(more.body.code).to.equal('data-item-unknown');
      await suspend(grant);
    });

    it('should show in plain what was granted so, with a consent that still holds', async () => {
      const grant = await granted({ plain: true });
      const consentId = await consent();
      const shown = await query({ consentId });
      await wang().post(`/data-consents/${consentId}/withdraw`);
      const withdrawn = await query({ consentId });

      expect(shown.body.values).to.deep.equal({ certified: true, holderName: '张三丰', validUntil: '2031-03-01' });
      expect(withdrawn.body.code).to.equal('data-consent-missing');
      expect((await wang().get('/data-consents')).body.items[0].subject).to.not.include('19491231');
      await suspend(grant);
    });

    it('should show a consent to who recorded it, whose case it is, who works on the case, and who watches', async () => {
      const { body: relief } = await server.as('li').post('/process-instances', {
        definitionKey: 'relief',
        variables: { idNumber: PERSON, lowIncome: 'x', school: 's' },
      });
      await server.runtime.settle();
      const made = await wang().post('/data-consents', {
        ...{ subject: PERSON, codes: [CODE], purpose: PURPOSE, textVersion: '2026-03' },
        instanceId: relief.id,
        signed: { by: '张三', on: 'pad', reference: 'P-7' },
        until: later(10),
      });
      const { id } = made.body;
      const seenBy = async (person: Parameters<typeof server.as>[0], query = '') =>
        (await server.as(person).get(`/data-consents${query}`)).body.items?.find(
          (one: { id: string }) => one.id === id,
        );
      const grant = await granted({ plain: true });
      await query({ consentId: id });
      await suspend(grant);

      expect(made.body.data).to.deep.equal([{ code: CODE, name: 'Low-income status', providerName: 'Civil affairs' }]);
      expect(await seenBy('wang')).to.include({ state: 'valid', reads: 1, withdrawable: true, purpose: PURPOSE });
      expect(await seenBy('li')).to.include({ withdrawable: true });
      expect(await seenBy('vera')).to.include({ withdrawable: false });
      expect(await seenBy('mei')).to.equal(undefined);
      expect(await seenBy('wang', `?instanceId=${relief.id}`)).to.include({ id });
      expect((await server.as('qian').get(`/data-consents?instanceId=${relief.id}`)).status).to.equal(404);
      expect(JSON.stringify(await seenBy('vera'))).to.not.include('19491231');

      const strangers = await Promise.all(
        (['mei', 'vera', 'qian'] as const).map((who) => server.as(who).post(`/data-consents/${id}/withdraw`)),
      );
      const own = await server.as('li').post(`/data-consents/${id}/withdraw`);
      expect(strangers.map(({ status }) => status)).to.deep.equal([404, 403, 404]);
      expect(own.body).to.include({ state: 'withdrawn', withdrawable: false, reads: 1 });
      expect(await seenBy('wang', '?state=valid')).to.equal(undefined);
      expect(await seenBy('wang', '?state=withdrawn')).to.include({ id });
    });

    it('should suspend a grant that is used more often than allowed', async () => {
      const grant = await granted({ items: ['validUntil'] }, { perHour: 2 });
      server.clock.set(server.clock.now() + 2 * 3_600_000);
      const outcomes = await Promise.all([1, 2, 3].map(() => query()));
      const after = await query();
      const shown = (await wang().get('/data-grants')).body.items.find(({ id }: { id: string }) => id === grant);

      expect(outcomes.filter(({ status }) => status === 200).length).to.be.at.most(2);
      expect(outcomes.some(({ status }) => status === 429)).to.equal(true);
      expect(after.body.code).to.equal('data-grant-suspended');
      expect(shown).to.include({ state: 'suspended', suspendedBy: 'system' });
      const resumed = await suspend(grant, 'resume');
      expect(resumed.body.state).to.equal('valid');
      await suspend(grant);
    });

    it('should be blocked by the negative list, and end with its grant', async () => {
      await granted({ items: ['validUntil'], until: later(1) });
      const block = await root().post('/data-negative-list', {
        element: ENTRY.element,
        department: 'centre',
        reason: '专项整治',
        basis: '通知',
      });
      const blocked = await query();
      const demanded = await wang().post('/data-demands', {
        code: CODE,
        description: 'd',
        purpose: PURPOSE,
        until: later(2),
      });
      await root().post(`/data-negative-list/${block.body.id}/end`);
      const free = await query();
      server.clock.set(server.clock.now() + 2 * DAY);
      const over = await query();

      expect([blocked.body.code, demanded.body.code]).to.deep.equal(['data-forbidden', 'data-forbidden']);
      expect([free.status, over.body.code]).to.deep.equal([200, 'data-grant-ended']);
      expect((await wang().get('/data-negative-list')).body.items[0].until).to.be.a('string');
    });
  });

  describe('what is kept', () => {
    it('should be every read, refused ones too, for auditors alone, and never change', async () => {
      const vera = await server.as('vera').get(`/data-reads?code=${CODE}`);
      const headers = { authorization: `Bearer ${server.tokenOf('vera')}` };
      const csv = await (await fetch(`${server.url}/api/v1/data-reads?format=csv`, { headers })).text();
      const clerk = await wang().get('/data-reads');
      const outcomes = new Set(vera.body.items.map(({ outcome }: { outcome: string }) => outcome));

      expect([...outcomes]).to.include.members(['answered', 'refused']);
      expect(vera.text).to.not.include(PERSON);
      expect(csv).to.include('data-grant-missing');
      expect(clerk.status).to.equal(403);
      const change = server.database.query("update data_read set actor = 'nobody'");
      expect(await change.catch(({ message }) => message)).to.match(/does not change/);
    });

    it('should add up by month, entry and grant', async () => {
      const { body } = await root().get('/reports/data-usage?month=2026-03');
      const rows = body.rows.filter(({ by }: { by: string }) => by === 'person');

      const reads = await server.database.query("select count(*)::int as n from data_read where outcome = 'answered'");
      expect(rows.reduce((sum: number, { answered }: { answered: number }) => sum + answered, 0)).to.equal(
        reads.rows[0].n,
      );
      expect(reads.rows[0].n).to.be.above(0);
      expect(rows.some(({ plain }: { plain: number }) => plain === 1)).to.equal(true);
    });
  });

  describe('the data of a case', () => {
    const start = async () => {
      const { body } = await server.as('li').post('/process-instances', {
        definitionKey: 'relief',
        variables: { idNumber: PERSON, lowIncome: 'x', school: 's' },
      });
      await server.runtime.settle();
      return body.id as string;
    };

    it('should say where it comes from, let the applicant object, and the source answer', async () => {
      const id = await start();
      const { body } = await server.as('li').get(`/process-instances/${id}/shared-data`);
      const raised = await server
        .as('li')
        .post('/data-objections', { code: CODE, item: 'lowIncome', instanceId: id, reason: '已非低保' });
      const seen = (await server.as('li').get(`/process-instances/${id}/shared-data`)).body.items[0];
      const stranger = await server.as('qian').get('/data-objections');
      const waiting = async (who: 'root' | 'mei') =>
        (await server.as(who).get('/me/rulings')).body.items.map(({ kind }: { kind: string }) => kind);
      const told = [await waiting('root'), await waiting('mei')];
      const decided = await root().post(`/data-objections/${raised.body.id}/decide`, {
        outcome: 'corrected',
        decision: '已更正',
      });
      const again = await root().post(`/data-objections/${raised.body.id}/decide`, {
        outcome: 'refused',
        decision: 'x',
      });

      expect(body.items).to.have.length(1);
      expect(body.items[0]).to.include({
        field: 'lowIncome',
        label: 'Low income',
        code: CODE,
        providerName: 'Civil affairs',
      });
      expect(raised.body).to.include({ state: 'open', department: 'civil' });
      expect([...told, await waiting('root')], 'a manager elsewhere is not the source').to.deep.equal([
        ['data'],
        [],
        [],
      ]);
      expect(seen.objection).to.include({ state: 'open' });
      expect(stranger.body.items).to.deep.equal([]);
      expect([decided.body.state, again.body.code]).to.deep.equal(['corrected', 'data-step-invalid']);
    });

    it('should take an objection to a copy to the source', async () => {
      const { body } = await wang().post('/data-objections', { code: 'centre.low-income', reason: '与源数据不一致' });

      expect(body).to.include({ code: 'centre.low-income', sourceCode: CODE, department: 'civil' });
    });

    it('should not be asked for where the grant of the process is suspended', async () => {
      const grant = (
        await root().post('/data-grants', { code: CODE, process: 'relief', purpose: PURPOSE, until: later(5) })
      ).body.id;
      await start();
      const allowed = asked.length;
      await suspend(grant, 'suspend');
      const id = await start();
      const { body } = await root().get(`/process-instances/${id}`);

      expect(asked.length).to.equal(allowed);
      expect(body.incidents[0].message).to.match(/suspended/);
      expect((await root().get(`/data-reads?instanceId=${id}`)).body.items[0]).to.include({
        by: 'process',
        outcome: 'failed',
      });
    });

    it('should be counted by what arrives instead of being asked for', async () => {
      const { body } = await root().get('/reports/sharing-coverage');
      const row = body.rows.find(({ key }: { key: string }) => key === 'relief');

      expect(row).to.deep.include({
        required: 3,
        shared: 1,
        fromApplicant: ['idNumber', 'school'],
        unknownSources: ['nowhere#at-all'],
      });
      expect(body.departments).to.deep.equal({ listed: 2, connected: 1 });
    });
  });

  it('should set aside what fails its rule and report the share of each source, refusing nothing', async () => {
    const rows = [PERSON, '110105194912310021', '', '440524188001010014'].map((idNumber, index) => ({
      key: `r${index}`,
      values: { idNumber },
    }));
    const checked = await root().post('/data-checks', {
      source: 'city-base',
      rules: { idNumber: 'resident-id' },
      rows,
    });
    await root().post('/data-checks', { source: 'city-base', rules: { idNumber: 'resident-id' }, rows });
    const aside = await wang().get('/data-quarantine?source=city-base');
    const { body } = await root().get('/reports/data-quality?since=2026-01-01');
    const decided = await root().post(`/data-quarantine/${aside.body.items[0].id}/decide`, {
      outcome: 'corrected',
      note: '已由来源更正',
    });

    expect(checked.body).to.deep.include({ rows: 4, good: 3, setAside: ['r1'] });
    expect(aside.body.items.map(({ rowKey }: { rowKey: string }) => rowKey)).to.deep.equal(['r1']);
    expect(aside.text).to.not.include('110105194912310021');
    expect(body.rows[0]).to.deep.include({ source: 'city-base', checked: 6, failed: 2 });
    expect(decided.body.state).to.equal('corrected');
  });

  it('should deploy no form with a field that has no level', async () => {
    const form = { type: 'default', id: 'bare', schemaVersion: 16 };
    const components = [{ type: 'textfield', id: 'f', key: 'name', label: '姓名' }];
    const resources = [{ name: 'bare.form', content: JSON.stringify({ ...form, components }) }];
    const { status, body } = await root().post('/deployments', { name: 'bare', resources });

    expect(status).to.equal(422);
    expect(body.problems[0]).to.include({ rule: 'field-level-missing', elementId: 'f', severity: 'error' });
  });
});
