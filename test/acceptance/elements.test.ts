import { expect } from 'chai';
import { bpmn, flows } from '../support/bpmn.ts';
import { ORDER_CONVERSATION } from '../support/correlation.ts';
import { useEngine } from './support/engine.ts';
import { condition, end, start, user } from './support/shapes.ts';

const io =
  '<ioSpecification id="io"><dataInput id="x"/><dataOutput id="y"/><inputSet><dataInputRefs>x</dataInputRefs></inputSet><outputSet><dataOutputRefs>y</dataOutputRefs></outputSet></ioSpecification>';
const inputs = (...pairs: [string, string][]) =>
  `<extensionElements>${pairs.map(([source, target]) => `<tb:input source="${source}" target="${target}"/>`).join('')}</extensionElements>`;

describe('acceptance/elements', () => {
  const engine = useEngine();

  describe('data stores', () => {
    const model = (store: string) =>
      `${start()}<dataStoreReference id="ref" name="${store}"/><userTask id="a">${io}
      <dataInputAssociation id="in"><sourceRef>ref</sourceRef><targetRef>x</targetRef></dataInputAssociation>
      <dataOutputAssociation id="out"><sourceRef>y</sourceRef><targetRef>ref</targetRef></dataOutputAssociation></userTask>${end()}${flows('start a end')}`;

    it('should be shared by cases and written by administrators only', async () => {
      const written = await engine.admin.put('/data-stores/register', { value: { seats: 3 } });
      expect(written.body).to.include({ name: 'register', updatedBy: 'admin', instanceId: null });
      const id = await engine.run(model('register'));
      const [a] = await engine.tasks(id);
      const form = await engine.admin.get(`/tasks/${a?.id}/form`);
      expect(form.body.data).to.deep.include({ x: { seats: 3 } });

      await engine.complete(id, 'a', { y: { seats: 2 } });

      const { body } = await engine.admin.get('/data-stores/register');
      expect(body).to.deep.include({ value: { seats: 2 }, instanceId: id, updatedBy: null });
      expect((await engine.admin.put('/data-stores/register', { value: 1, version: 0 })).body.code).to.equal(
        'data-store-changed',
      );
      expect((await engine.as('chen').get('/data-stores/register')).status).to.equal(403);
      expect((await engine.as('chen').put('/data-stores/register', { value: 1 })).status).to.equal(403);
      expect((await engine.admin.get('/data-stores/nothing-here')).status).to.equal(404);
      const { body: list } = await engine.admin.get('/data-stores');
      expect(list.items.map(({ name }: { name: string }) => name)).to.include('register');
    });

    it('should open a case when the condition of a start event turns true, and name what it may not read', async () => {
      const stores = '<dataStoreReference id="ref" name="water"/>';
      const watching = (text: string) =>
        `${stores}<startEvent id="start">${condition(text)}</startEvent>${user('a')}${end()}${flows('start a end')}`;
      const key = await engine.model(watching('water.level &gt; 5'));

      for (const level of [6, 7, 5, 9]) await engine.admin.put('/data-stores/water', { value: { level } });
      await engine.settle();

      const { body } = await engine.admin.get(`/process-instances?definitionKey=${key}`);
      expect(body.items).to.have.length(2);
      const refused = await engine.tryToDeploy(bpmn(watching('water.level &gt; limit')));
      expect(refused.status).to.equal(422);
      expect(JSON.stringify(refused.body)).to.include('start-condition').and.include('limit');
    });
  });

  it('should let pools talk to each other by message name and the properties of their correlation key', async () => {
    const shop = engine.newKey();
    const other = `<process id="${shop}" isExecutable="true"><startEvent id="s1"><messageEventDefinition messageRef="mOrder"/></startEvent><userTask id="pack"/>
      <endEvent id="bill">${inputs(['=order.id', 'reference'], ['=customer', 'payer'])}<messageEventDefinition messageRef="mPaid"/></endEvent>${flows('s1 pack bill')}</process>`;
    const customer = await engine.model(
      `${start()}<intermediateThrowEvent id="ask">${inputs(['={id: no}', 'order'], ['=who', 'customer'])}<messageEventDefinition messageRef="mOrder"/></intermediateThrowEvent>
       <intermediateCatchEvent id="wait"><messageEventDefinition messageRef="mPaid"/></intermediateCatchEvent>${user('served')}${end()}${flows('start ask wait served end')}`,
      { definitions: ORDER_CONVERSATION + other },
    );
    const li = await engine.start(customer, { no: 1, who: 'li' });
    const wang = await engine.start(customer, { no: 1, who: 'wang' });
    await engine.settle();
    const { body } = await engine.admin.get(`/process-instances?definitionKey=${shop}`);
    expect(body.items).to.have.length(2);
    const ofWang = body.items.find(
      ({ variables }: { variables: { customer: string } }) => variables.customer === 'wang',
    );

    await engine.complete(ofWang.id, 'pack');
    await engine.settle();

    expect(await engine.open(wang)).to.deep.equal(['served']);
    expect(await engine.open(li)).to.deep.equal(['wait']);
    const published = await engine.publish('paid', { variables: { reference: 1, payer: 'li' } });
    expect(published).to.deep.equal({ outcome: 'correlated', instanceIds: [li] });
  });

  it('should offer a task to those of its lane, and say which lane', async () => {
    const lanes =
      '<laneSet id="set"><lane id="lane" name="受理"><extensionElements><tb:assignment groups="hall"/></extensionElements><flowNodeRef>a</flowNodeRef></lane></laneSet>';
    const id = await engine.run(`${lanes}${start()}<userTask id="a"/>${end()}${flows('start a end')}`);

    const { body } = await engine.as('chen').get(`/tasks?view=claimable&instanceId=${id}`);

    expect(body.items.map((each: { assignedByLane: string }) => each.assignedByLane)).to.deep.equal(['受理']);
    expect((await engine.as('feng').get(`/tasks?view=claimable&instanceId=${id}`)).body.items).to.deep.equal([]);
  });

  describe('ad-hoc sub-process', () => {
    const adHoc = `${start()}<adHocSubProcess id="h"><userTask id="visit" name="现场核查"><extensionElements><tb:assignment groups="hall"/></extensionElements></userTask>
      <userTask id="report"/><userTask id="after"/>${flows('visit after')}<completionCondition xsi:type="tFormalExpression">done = true</completionCondition></adHocSubProcess>${end()}${flows('start h end')}`;

    it('should list what can be begun, begin it, and end by its condition', async () => {
      const id = await engine.run(adHoc, {}, { attributes: 'tb:starters="hall"' });
      const { body } = await engine.admin.get(`/process-instances/${id}`);
      expect(body.activities.map(({ elementId }: { elementId: string }) => elementId)).to.deep.equal([
        'visit',
        'report',
      ]);
      const path = `/process-instances/${id}/elements/${body.activities[0].elementInstanceId}/activities`;

      const begun = await engine.as('jin').post(path, { elementId: 'visit', variables: { reason: 'r' } });

      expect(begun.status).to.equal(200);
      expect(await engine.open(id)).to.deep.equal(['h', 'visit']);
      expect((await engine.admin.get(path)).body.items).to.have.length(2);
      expect((await engine.admin.post(path, { elementId: 'after' })).body.code).to.equal('not-found');
      await engine.complete(id, 'visit', { done: true });
      expect((await engine.instance(id)).status).to.equal('completed');
      expect((await engine.admin.get(path)).status).to.equal(404);
    });

    it('should offer nothing to those who may not begin anything', async () => {
      const id = await engine.run(adHoc, {}, { attributes: 'tb:starters="tax-hall"' });
      const [scope] = (await engine.admin.get(`/process-instances/${id}`)).body.activities;
      const path = `/process-instances/${id}/elements/${scope.elementInstanceId}/activities`;
      await engine.admin.post(path, { elementId: 'visit' });

      const seen = await engine.as('chen').get(path);
      const begun = await engine.as('chen').post(path, { elementId: 'report' });

      expect(seen.body.items).to.deep.equal([]);
      expect(begun.body.code).to.equal('forbidden');
      expect((await engine.as('gu').post(path, { elementId: 'report' })).status).to.equal(404);
      const { id: task } = await engine.task(id, 'visit');
      await engine.as('chen').post(`/tasks/${task}/claim`, {});
      expect((await engine.as('chen').post(path, { elementId: 'report' })).status).to.equal(200);
    });
  });
});
