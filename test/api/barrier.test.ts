import { expect } from 'chai';
import { realSurroundings } from '../../adapters/real-surroundings.ts';
import { createSimulator } from '../../adapters/simulator/simulator.ts';
import { bpmn, flows } from '../support/bpmn.ts';
import { useServer } from './support/server.ts';

const SLOW_MS = 60;

const library = createSimulator(
  {
    name: 'library',
    topics: ['library'],
    rules: [{ delayMs: SLOW_MS, answer: { kind: 'completed', variables: { found: true } } }],
  },
  realSurroundings,
);

/** A person, a department, a message to another case, the department again, and what follows from it. */
const ASKING = bpmn(
  `<startEvent id="start"/><userTask id="ask"/><serviceTask id="first" tb:topic="library"/>
   <intermediateThrowEvent id="tell"><messageEventDefinition messageRef="M"/></intermediateThrowEvent>
   <serviceTask id="second" tb:topic="library"/><userTask id="answered"/><endEvent id="end"/>
   ${flows('start ask first tell second answered end')}`,
  { key: 'asking', definitions: '<message id="M" name="told"/>' },
);
const TOLD = bpmn(
  `<startEvent id="start"><messageEventDefinition messageRef="M"/></startEvent><serviceTask id="third" tb:topic="library"/>
   <userTask id="informed"/><endEvent id="end"/>${flows('start third informed end')}`,
  { key: 'told', definitions: '<message id="M" name="told"/>' },
);

describe('api/barrier', () => {
  const server = useServer({ runtime: { adapters: [library] } });

  before(async () => {
    for (const [name, content] of [
      ['asking', ASKING],
      ['told', TOLD],
    ]) {
      const reply = await server
        .as('root')
        .post('/deployments', { name, resources: [{ name: `${name}.bpmn`, content }] });
      expect(reply.status).to.equal(201);
    }
  });

  const open = async (definitionKey: string): Promise<string[]> =>
    (await server.as('root').get(`/tasks?view=claimable&definitionKey=${definitionKey}`)).body.items.map(
      ({ elementId }: { elementId: string }) => elementId,
    );

  it('should answer only when departments have answered and what follows from it is done', async () => {
    const root = server.as('root');
    const started = await root.post('/process-instances', { definitionKey: 'asking' });
    const { items } = (await root.get(`/tasks?instanceId=${started.body.id}`)).body;
    await root.post(`/tasks/${items[0].id}/complete`, {});

    const barrier = await server.nobody.post('/test/clock', { advance: 'PT0S' });

    expect(barrier.status).to.equal(200);
    expect(await open('asking')).to.deep.equal(['answered']);
    expect(await open('told')).to.deep.equal(['informed']);
  });

  it('should answer moves that come at the same time one after the other', async () => {
    const from = server.clock.now();

    await Promise.all(['PT1H', 'PT0S', 'PT2H'].map((advance) => server.nobody.post('/test/clock', { advance })));

    expect(server.clock.now() - from).to.equal(3 * 3_600_000);
  });
});
