import { expect } from 'chai';
import { bpmn, flows } from '../support/bpmn.ts';
import { deploy } from './support/models.ts';
import { useServer } from './support/server.ts';

const RATED = bpmn(
  `<startEvent id="start"/><intermediateCatchEvent id="rate" name="Rate"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>
   <endEvent id="end"/>${flows('start rate end')}`,
  {
    key: 'rated',
    attributes: 'tb:starters="applicant"',
    definitions: '<message id="m" name="rating" tb:senders="applicant"/>',
  },
);

describe('api/messages of applicants', () => {
  const server = useServer();
  let id: string;

  beforeEach(async () => {
    await deploy(server, RATED);
    id = (await server.as('li').post('/process-instances', { definitionKey: 'rated' })).body.id as string;
  });

  it('should reach their own case, which says that it waits for one', async () => {
    const before = await server.as('li').get(`/process-instances/${id}`);

    const sent = await server.as('li').post('/messages', { name: 'rating', instanceId: id, variables: { rating: 5 } });

    const [awaited] = before.body.awaits as { message: string; elementId: string; name: string }[];
    expect(awaited).to.include({ message: 'rating', elementId: 'rate', name: 'Rate' });
    expect(sent.body).to.deep.equal({ outcome: 'correlated', instanceIds: [id] });
    const after = await server.as('root').get(`/process-instances/${id}`);
    expect(after.body).to.deep.include({ status: 'completed', variables: { rating: 5 }, awaits: [] });
  });

  it('should not reach a case of somebody else, whose existence is not told', async () => {
    const reply = await server.as('qian').post('/messages', { name: 'rating', instanceId: id });

    expect(reply.status).to.equal(404);
  });

  it('should not be of another name', async () => {
    const reply = await server.as('li').post('/messages', { name: 'payment', instanceId: id });

    expect(reply.body.code).to.equal('message-not-expected');
  });

  it('should not be left in the inbox for later, where the engine would deliver them', async () => {
    for (const more of [{ timeToLive: 'P1D' }, { messageId: 'x' }, { correlationKey: 'x' }, { businessKey: 'x' }]) {
      const reply = await server.as('li').post('/messages', { name: 'rating', instanceId: id, ...more });
      expect(reply.status, JSON.stringify(more)).to.equal(400);
    }
    expect((await server.as('li').post('/messages', { name: 'rating' })).status).to.equal(400);
  });
});
