import { expect } from 'chai';
import { bpmn, flows } from '../support/bpmn.ts';
import { useServer } from './support/server.ts';

const PROCESS = bpmn(
  `<startEvent id="start" tb:form="apply"/>
   <userTask id="check" name="Check" tb:form="check"><extensionElements><tb:assignment groups="window"/></extensionElements></userTask>
   <userTask id="sign" name="Sign"><extensionElements><tb:assignment groups="tax"/></extensionElements></userTask>
   <endEvent id="end"/>${flows('start check sign end')}`,
  { key: 'published', attributes: 'tb:starters="applicant" tb:published="outcome, letter, unset"' },
);
const form = (id: string, key: string): string =>
  JSON.stringify({
    type: 'default',
    id,
    schemaVersion: 18,
    components: [{ id: `Field_${key}`, type: 'textfield', key, label: key, properties: { level: '1' } }],
  });

describe('api/what a process publishes to its applicant', () => {
  const server = useServer();

  it('should be readable by the applicant, with the form that explains it, and nothing else', async () => {
    const resources = [
      { name: 'published.bpmn', content: PROCESS },
      { name: 'apply.form', content: form('apply', 'name') },
      { name: 'check.form', content: form('check', 'outcome') },
    ];
    const deployed = await server.as('root').post('/deployments', { name: 'published', resources });
    expect(deployed.status, deployed.text).to.equal(201);
    const started = await server
      .as('li')
      .post('/process-instances', { definitionKey: 'published', variables: { name: 'Li' } });
    const path = `/process-instances/${started.body.id}`;
    const { body: tasks } = await server.as('wang').get('/tasks?view=claimable');
    await server.as('wang').post(`/tasks/${tasks.items[0].id}/complete`, { variables: { outcome: 'good' } });
    await server.as('root').patch(`${path}/variables`, { variables: { letter: 'L-1', secret: 'x' } });

    const { body: seen } = await server.as('li').get(path);

    expect(started.body).to.deep.include({ initiatorName: 'li', published: [] });
    expect(seen.variables).to.deep.equal({ name: 'Li', outcome: 'good', letter: 'L-1' });
    expect(seen.published).to.deep.equal([
      { name: 'outcome', formKey: 'check' },
      { name: 'letter', formKey: null },
    ]);
  });
});
