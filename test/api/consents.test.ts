import { expect } from 'chai';
import type { Adapter, AdapterRequest } from '../../engine/port.ts';
import { item, material } from '../items/items.ts';
import { bpmn, flows } from '../support/bpmn.ts';
import { ENTRY } from './support/catalogue-entry.ts';
import { deploy } from './support/models.ts';
import { useServer } from './support/server.ts';

const CODE = 'civil.low-income';
const PERSON = '11010519491231002X';
const DAY = 86_400_000;

/** Asks the civil affairs bureau; where that does not answer, or must not be asked, a person looks at what was handed in. */
const RELIEF = bpmn(
  `<startEvent id="start"/>
   <serviceTask id="fetch" tb:topic="civil.check" tb:purpose="救助资格核验" tb:purposeEn="Check of the right to relief" tb:retry="R1/PT1S" tb:manualPath="by-hand"><extensionElements>
     <tb:input source="=applicant.idNumber" target="idNumber"/><tb:output source="=certified" target="lowIncome"/></extensionElements></serviceTask>
   <boundaryEvent id="hand" attachedToRef="fetch"><errorEventDefinition errorRef="byHand"/></boundaryEvent>
   <userTask id="person"><extensionElements><tb:assignment assignee="wang"/></extensionElements></userTask>
   <endEvent id="end"/>${flows('start fetch end', 'hand person end')}`,
  {
    key: 'relief',
    attributes: 'tb:starters="applicant,window" name="救助" tb:nameEn="Relief"',
    definitions: '<error id="byHand" errorCode="by-hand"/>',
  },
);
/** First a person looks, so that what is withdrawn meanwhile is withdrawn before the bureau is asked. */
const LATER = RELIEF.replace('id="relief"', 'id="later"').replace(
  /<sequenceFlow [^>]*sourceRef="start"[^>]*\/>/,
  '<userTask id="first"><extensionElements><tb:assignment assignee="wang"/></extensionElements></userTask><sequenceFlow id="a1" sourceRef="start" targetRef="first"/><sequenceFlow id="a2" sourceRef="first" targetRef="fetch"/>',
);

describe('api/consents that are asked as one applies', () => {
  const asked: AdapterRequest[] = [];
  const civil: Adapter = {
    name: 'civil',
    topics: ['civil.check'],
    readTopics: ['civil.check'],
    async call(request) {
      asked.push(request);
      return { kind: 'completed', variables: { certified: true } };
    },
  };
  const server = useServer({ runtime: { adapters: [civil] } });
  const root = () => server.as('root');
  const li = () => server.as('li');
  let definitionId: string;

  before(async () => {
    await root().put('/organisation/departments/civil', { nameZh: '民政局', nameEn: 'Civil affairs' });
    await root().put(`/data-catalogue/${CODE}`, ENTRY);
    await deploy(server, RELIEF, LATER);
    definitionId = (await root().get('/process-definitions?key=relief&latest=true')).body.items[0].id;
    const relief = item({
      key: 'relief',
      processKey: 'relief',
      materials: [
        material('M1', { source: 'government', waiver: { way: 'dataSharing', topic: 'civil.check' } }),
        material('M2', { source: 'government', waiver: { way: 'electronicLicence' } }),
      ],
    });
    await root().post('/service-items/import', { items: [relief] });
  });
  beforeEach(() => {
    asked.length = 0;
  });

  const variables = { applicant: { idNumber: PERSON } };
  const start = async (consents?: object[], key = 'relief') => {
    const { body } = await li().post('/process-instances', {
      definitionKey: key,
      variables,
      ...(consents && { consents }),
    });
    await server.runtime.settle();
    return body;
  };
  const consentsOf = async (id: string) => (await root().get(`/data-consents?instanceId=${id}`)).body.items;
  const openAt = async (id: string): Promise<string[]> =>
    (await root().get(`/tasks?instanceId=${id}`)).body.items.map(({ elementId }: { elementId: string }) => elementId);

  it('should be told in words before: who is asked for what, why, until when, and on which basis', async () => {
    const { body } = await li()
      .with({ 'accept-language': 'zh' })
      .get(`/process-definitions/${definitionId}/data-consents`);

    expect(body.items).to.have.length(1);
    expect(body.items[0]).to.deep.include({
      ...{ code: CODE, topic: 'civil.check', name: '低保资格', provider: 'civil', providerName: '民政局' },
      ...{ items: ['是否低保', '姓名', '有效期'], purpose: '救助资格核验', basis: ENTRY.basis },
    });
    expect(body.items[0]).to.deep.include({
      ...{ purposeEn: 'Check of the right to relief', basisEn: 'Interim Measures for Social Relief, article 50' },
    });
    expect(Date.parse(body.items[0].until)).to.be.greaterThan(server.clock.now() + 30 * DAY);
  });

  it('should be recorded with purpose, data and period, let the department be asked, and count that it was', async () => {
    const { id, status } = await start([{ code: CODE, given: true }]);

    expect(status).to.be.a('string');
    expect(asked.map(({ variables: given }) => given)).to.deep.equal([{ idNumber: PERSON }]);
    const [consent] = await consentsOf(id);
    expect(consent).to.deep.include({
      codes: [CODE],
      purpose: '救助资格核验',
      state: 'valid',
      recordedBy: 'li',
      reads: 1,
    });
    expect(consent.subject)
      .to.match(/^110.*\*\*\*/)
      .and.not.contain('19491231');
    const mine = (await li().get('/data-consents')).body.items;
    expect(mine.map(({ id: each }: { id: string }) => each)).to.include(consent.id);
  });

  it('should be refusable: nobody is asked, a person takes over, and the refusal is on record', async () => {
    const { id } = await start([{ code: CODE, given: false }]);

    expect(asked).to.deep.equal([]);
    expect(await openAt(id)).to.deep.equal(['person']);
    expect((await consentsOf(id)).map(({ state }: { state: string }) => state)).to.deep.equal(['refused']);
    expect((await root().get(`/effects?instanceId=${id}`)).body.items[0].lastError).to.contain(CODE);
  });

  it('should make what the department would have said something to be handed in', async () => {
    const apply = async (given: boolean) => {
      const body = { variables, consents: [{ code: CODE, given }] };
      const { instanceId } = (await li().post('/service-items/relief/apply', body)).body;
      const { serviceItem } = (await root().get(`/process-instances/${instanceId}`)).body.variables;
      return serviceItem.materials.map(({ how }: { how: string }) => how);
    };

    expect(await apply(true)).to.deep.equal(['held', 'held']);
    expect(await apply(false)).to.deep.equal(['bring', 'held']);
  });

  it('should end when it is withdrawn, and open again by a later one', async () => {
    const withdrawn = await start([{ code: CODE, given: true }], 'later');
    const [consent] = await consentsOf(withdrawn.id);
    await li().post(`/data-consents/${consent.id}/withdraw`);
    const [task] = (await root().get(`/tasks?instanceId=${withdrawn.id}`)).body.items;
    await server.as('wang').post(`/tasks/${task.id}/complete`, {});
    await server.runtime.settle();
    const after = await openAt(withdrawn.id);

    const refused = await start([{ code: CODE, given: false }], 'later');
    server.clock.set(server.clock.now() + 1);
    await root().post('/data-consents', {
      ...{ subject: PERSON, codes: [CODE], purpose: 'p', textVersion: '1', instanceId: refused.id },
      signed: { by: '张三', on: 'paper' },
      until: new Date(server.clock.now() + DAY).toISOString(),
    });
    const [other] = (await root().get(`/tasks?instanceId=${refused.id}`)).body.items;
    await server.as('wang').post(`/tasks/${other.id}/complete`, {});
    await server.runtime.settle();

    expect(after).to.deep.equal(['person']);
    expect(asked.map(({ instanceId }) => instanceId)).to.deep.equal([refused.id]);
  });

  it('should end with its period', async () => {
    const { id } = await start([{ code: CODE, given: true }], 'later');
    const [consent] = await consentsOf(id);
    server.clock.set(Date.parse(consent.until));
    const [task] = (await root().get(`/tasks?instanceId=${id}`)).body.items;
    await server.as('wang').post(`/tasks/${task.id}/complete`, {});
    await server.runtime.settle();

    expect(asked).to.deep.equal([]);
    expect(await openAt(id)).to.deep.equal(['person']);
  });

  it('should bind people who work on the case, whatever grant they have', async () => {
    const wang = server.as('wang');
    const until = new Date(server.clock.now() + 30 * DAY).toISOString();
    const demand = { code: CODE, description: '救助', purpose: '核查', until };
    const { id: demandId } = (await wang.post('/data-demands', demand)).body;
    for (const step of ['conform', 'grant']) await root().post(`/data-demands/${demandId}/steps`, { step });
    const { id } = await start([{ code: CODE, given: false }]);
    const query = { code: CODE, purpose: '核查', values: { idNumber: PERSON } };

    const inCase = await wang.post('/data-queries', { ...query, instanceId: id });
    const plain = await wang.post('/data-queries', query);

    expect([inCase.body.code, plain.body.code]).to.deep.equal(['data-consent-refused', 'data-consent-missing']);
    expect(asked).to.deep.equal([]);
  });

  it('should keep nothing of a case that did not come to be, and refuse what is not asked', async () => {
    const count = async () => (await server.database.query('select from data_consent')).rowCount;
    const before = await count();
    const foreign = await li().post('/process-instances', {
      definitionKey: 'relief',
      consents: [{ code: 'nothing', given: true }],
    });
    const closed = await li().post('/process-instances', {
      definitionKey: 'relief',
      startAt: ['person'],
      consents: [{ code: CODE, given: true }],
    });
    const stray = await li().post('/process-instances', {
      definitionKey: 'nowhere',
      consents: [{ code: CODE, given: true }],
    });

    expect([foreign.status, closed.status, stray.status]).to.deep.equal([404, 403, 404]);
    expect(await count()).to.equal(before);
  });

  describe('at the counter', () => {
    const SIGNED = { by: '张三', on: 'paper', reference: 'TY-1' };
    const takeIn = (consents: object[]) =>
      server.as('wang').post('/process-instances', { definitionKey: 'relief', variables, consents });

    it('should hold as what people say themselves does, under their signature', async () => {
      const [given, refused] = await Promise.all(
        [true, false].map((each) => takeIn([{ code: CODE, given: each, signed: SIGNED }])),
      );
      await server.runtime.settle();

      expect(asked.map(({ instanceId }) => instanceId)).to.deep.equal([given?.body.id]);
      expect(await openAt(refused?.body.id)).to.deep.equal(['person']);
      const [consent] = await consentsOf(refused?.body.id);
      expect(consent).to.deep.include({ state: 'refused', recordedBy: 'wang', signed: { ...SIGNED, by: '张***' } });
      const own = (await server.as('wang').get('/data-consents')).body.items;
      expect(own.find(({ id }: { id: string }) => id === consent.id).signed).to.deep.equal(SIGNED);
    });

    it('should be refused without one, and leave nothing behind', async () => {
      const count = async () => (await server.database.query('select from data_consent')).rowCount;
      const before = await count();
      const half = [
        { code: CODE, given: true, signed: SIGNED },
        { code: CODE, given: true },
      ];

      const answers = [await takeIn(half), await server.as('wang').post('/data-consents', later())];

      expect(answers.map(({ status, body }) => [status, body.code])).to.deep.equal([
        [422, 'data-consent-unsigned'],
        [422, 'data-consent-unsigned'],
      ]);
      expect(await count()).to.equal(before);
    });

    it('should be recorded in a case that is open already, about whom its data names, and count from then on', async () => {
      const { id } = await start([{ code: CODE, given: true }], 'later');
      server.clock.set(server.clock.now() + 1);
      const refused = await server.as('wang').post('/data-consents', later(id, { given: false, signed: SIGNED }));
      const [task] = (await root().get(`/tasks?instanceId=${id}`)).body.items;
      await server.as('wang').post(`/tasks/${task.id}/complete`, {});
      await server.runtime.settle();

      expect(refused.body).to.include({ state: 'refused', instanceId: id });
      expect(refused.body.subject).to.equal((await consentsOf(id)).at(-1).subject);
      expect(await openAt(id)).to.deep.equal(['person']);
      expect(asked).to.deep.equal([]);
    });

    it('should not count reads that another answer in the case permitted', async () => {
      const { id } = await start([{ code: CODE, given: true }]);
      server.clock.set(server.clock.now() + 1);
      await root().post('/data-consents', later(id, { given: false, signed: SIGNED }));

      const reads = (await consentsOf(id)).map((one: { state: string; reads: number }) => [one.state, one.reads]);

      expect(reads).to.deep.equal([
        ['refused', 0],
        ['valid', 1],
      ]);
    });

    it('should name somebody where no case does', async () => {
      const nobody = await server.as('wang').post('/data-consents', later(undefined, { signed: SIGNED }));

      expect([nobody.status, nobody.body.code]).to.deep.equal([422, 'data-subject-missing']);
    });

    function later(instanceId?: string, more: object = { subject: PERSON }) {
      const until = new Date(server.clock.now() + DAY).toISOString();
      return {
        codes: [CODE],
        purpose: '救助资格核验',
        textVersion: '1',
        until,
        ...(instanceId && { instanceId }),
        ...more,
      };
    }
  });

  it('should not be asked of whom nobody asked: the law that the catalogue names is enough', async () => {
    const { id } = await start();

    expect(asked).to.have.length(1);
    expect(await consentsOf(id)).to.deep.equal([]);
  });
});
