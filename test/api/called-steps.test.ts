import { expect } from 'chai';
import { bpmn, flows } from '../support/bpmn.ts';
import { useServer } from './support/server.ts';

const PARENT = bpmn(
  `<extensionElements><tb:limit clock="promised" value="10" unit="workingDay"/></extensionElements>
   <startEvent id="start" tb:form="apply"/><callActivity id="visit" calledElement="called-visit"/><endEvent id="end"/>${flows('start visit end')}`,
  { key: 'calling', attributes: 'tb:inboxVariables="owner, kind, rest"' },
);
const CHILD = bpmn(
  `<startEvent id="start"/><userTask id="look" name="Look" tb:form="look"><extensionElements><tb:assignment groups="window"/></extensionElements></userTask>
   <endEvent id="end"/>${flows('start look end')}`,
  { key: 'called-visit' },
);
const field = (key: string, zh: string, en: string, more: object = {}) => ({
  type: 'textfield',
  id: `Field_${key}`,
  key,
  label: zh,
  properties: { level: '2', labelEn: en },
  ...more,
});
const form = (id: string, components: readonly object[]): string =>
  JSON.stringify({ type: 'default', id, schemaVersion: 18, components });
const APPLY = form('apply', [
  field('owner', '经营者', 'Owner'),
  field('kind', '类别', 'Kind', {
    type: 'select',
    values: [{ value: 'new', label: '新办', labelEn: 'New' }],
  }),
]);
const LOOK = form('look', [field('owner', '姓名', 'Name'), field('seen', '所见', 'What was seen')]);

describe('api/called-steps', () => {
  const server = useServer();
  let id = '';

  before(async () => {
    const resources = [
      { name: 'calling.bpmn', content: PARENT },
      { name: 'called-visit.bpmn', content: CHILD },
      { name: 'apply.form', content: APPLY },
      { name: 'look.form', content: LOOK },
    ];
    const deployed = await server.as('root').post('/deployments', { name: 'called', resources });
    expect(deployed.status, deployed.text).to.equal(201);
    const started = await server.as('root').post('/process-instances', {
      definitionKey: 'calling',
      variables: { owner: '王', kind: 'new' },
    });
    expect(started.status, started.text).to.equal(201);
    id = started.body.id;
    await server.as('root').patch(`/process-instances/${id}/variables`, { variables: { rest: 'x' } });
  });

  it('should find a case by a step of the process that it calls', async () => {
    const at = async (query: string): Promise<string[]> =>
      (await server.as('mei').get(`/process-instances?open=true&${query}`)).body.items.map(
        (item: { id: string }) => item.id,
      );

    expect(await at('definitionKey=called-visit&elementId=look')).to.deep.equal([id]);
    expect(await at('definitionKey=calling&elementId=look')).to.deep.equal([]);
    expect(await at('definitionKey=calling')).to.deep.equal([id]);
    expect(await at('definitionKey=called-visit')).to.deep.equal([]);
  });

  it('should list as many open tasks of it as the overview counts', async () => {
    const { body: overview } = await server.as('mei').get('/reports/overview');
    const { body: open } = await server.as('mei').get('/reports/open-tasks?definitionKey=called-visit&count=true');

    const part = overview.definitions.find((one: { definitionKey: string }) => one.definitionKey === 'called-visit');
    expect([open.total, part.openTasks]).to.deep.equal([1, 1]);
  });

  it('should call data as the application does, whatever the forms of later steps say', async () => {
    const { body } = await server.as('root').get(`/process-instances/${id}/labels`);

    expect(body.items).to.have.deep.members([
      { name: 'owner', label: 'Owner', files: false, directory: null, choices: [] },
      { name: 'kind', label: 'Kind', files: false, directory: null, choices: [{ value: 'new', label: 'New' }] },
      { name: 'seen', label: 'What was seen', files: false, directory: null, choices: [] },
    ]);
  });

  it('should say with a task what the forms of its case call what it shows', async () => {
    const { body } = await server.as('wang').get('/tasks?view=claimable&definitionKey=called-visit');

    expect(body.items[0].variables).to.deep.equal({ owner: '王', kind: 'new', rest: 'x' });
    expect(body.items[0].variableWords).to.deep.equal({
      owner: { zh: '经营者', en: 'Owner' },
      kind: { zh: '类别', en: 'Kind', values: { new: { zh: '新办', en: 'New' } } },
    });
  });

  it('should call whoever had the case by the step they had it at, also where no version in effect has the step any more', async () => {
    server.clock.set(server.clock.now() + 3_600_000);
    const { body } = await server.as('root').get(`/process-instances/${id}/holders`);
    const stepsOf = (
      clocks: readonly { readonly clock: string; readonly holders: readonly { readonly elementName: string }[] }[],
    ) => clocks.map(({ clock, holders }) => [clock, ...holders.map(({ elementName }) => elementName)]);
    expect(stepsOf(body.items)).to.deep.equal([['promised', 'Look']]);

    const content = CHILD.replaceAll('"look"', '"visit"').replace('name="Look"', 'name="Visit"');
    const deployed = await server
      .as('root')
      .post('/deployments', { name: 'later', resources: [{ name: 'called-visit.bpmn', content }] });
    expect(deployed.status, deployed.text).to.equal(201);

    const { body: later } = await server.as('root').get(`/process-instances/${id}/holders`);
    expect(stepsOf(later.items)).to.deep.equal([['promised', 'Look']]);
  });
});
