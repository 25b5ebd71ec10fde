import { expect } from 'chai';
import { bpmn, flows } from '../support/bpmn.ts';
import { deploy } from './support/models.ts';
import { START, useServer } from './support/server.ts';

const MODEL = bpmn(
  `<startEvent id="start"/><userTask id="review" name="审查"><extensionElements><tb:assignment groups="window"/><tb:limit value="10" unit="hour"/>
   <tb:ladder><tb:rung name="tell" used="50%" action="remind" to="handler,lead"/><tb:rung name="silence" after="0" unit="hour" action="pass" basis="办法 12"/></tb:ladder></extensionElements></userTask>
   <endEvent id="end"/>${flows('start review end')}`,
  { key: 'laddered', attributes: 'tb:starters="applicant,clerk"' },
);

describe('api/ladders', () => {
  const server = useServer();
  before(() => deploy(server, MODEL));

  it('should say what comes next, have it come, and not tell the applicant how the work is shared', async () => {
    const started = await server.as('root').post('/process-instances', { definitionKey: 'laddered' });
    expect(started.status).to.equal(201);
    const path = `/process-instances/${started.body.id}/clocks`;
    const { items } = (await server.as('root').get(`/tasks?instanceId=${started.body.id}`)).body;

    const [next, ...others] = (await server.as('root').get(path)).body.next;

    expect(others).to.deep.equal([]);
    expect(next).to.deep.include({
      rung: 'tell',
      action: 'remind',
      to: ['handler', 'lead'],
      name: '审查',
      basis: null,
    });
    expect(next.taskIds).to.deep.equal([items[0].id]);
    expect(items[0].nextRung).to.deep.equal({ at: next.at, action: 'remind', to: ['handler', 'lead'] });

    await server.runtime.moveClock(Date.parse(next.at));
    const [silence] = (await server.as('root').get(path)).body.next;
    expect(silence).to.deep.include({ rung: 'silence', action: 'pass', basis: '办法 12' });
    const jobs = (await server.as('root').get(`/jobs?instanceId=${started.body.id}&kind=escalation`)).body.items;
    expect(jobs.length).to.be.greaterThan(0);

    await server.runtime.moveClock(Math.max(Date.parse(silence.at), Date.parse(next.at)));
    const ended = (await server.as('root').get(`/process-instances/${started.body.id}`)).body;
    expect(ended.status).to.equal('completed');
    expect((await server.as('root').get(path)).body.next).to.deep.equal([]);
    server.clock.set(START);
  });
});
