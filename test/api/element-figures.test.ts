import { expect } from 'chai';
import { bpmn, flows } from '../support/bpmn.ts';
import { useServer } from './support/server.ts';

const WORK = '<extensionElements><tb:assignment groups="window"/></extensionElements>';
const VISIT = bpmn(
  `<startEvent id="start"/><userTask id="look">${WORK}</userTask><endEvent id="end"/>${flows('start look end')}`,
  {
    key: 'look-at',
  },
);
const EACH = `<multiInstanceLoopCharacteristics tb:collection="= [1, 2, 3]" tb:elementVariable="n"/>`;
const MAIN = bpmn(
  `<startEvent id="start"/><parallelGateway id="fork"/><callActivity id="visit" calledElement="look-at"/>
   <userTask id="votes">${WORK}${EACH}</userTask>
   <subProcess id="inside"><startEvent id="in"/><userTask id="deep">${WORK}</userTask><endEvent id="out"/>${flows('in deep out')}</subProcess>
   <parallelGateway id="join"/><endEvent id="end"/>
   ${flows('start fork visit join end')}${flows('fork votes join')}${flows('fork inside join')}`,
  { key: 'figured' },
);

describe('figures of the elements of a definition', () => {
  const server = useServer();

  it('should count the cases that are listed at each, inside a called process or a sub-process, too', async () => {
    const resources = [
      { name: 'look-at.bpmn', content: VISIT },
      { name: 'figured.bpmn', content: MAIN },
    ];
    const deployed = await server.as('anna').post('/deployments', { name: 'figured', resources });
    const { id } = deployed.body.definitions.find(({ key }: { key: string }) => key === 'figured');
    for (const businessKey of ['E-1', 'E-2'])
      await server.as('root').post('/process-instances', { definitionKey: 'figured', businessKey });

    const { body } = await server.as('root').get(`/process-definitions/${id}/statistics`);
    const listed = await Promise.all(
      body.elements.map(async ({ elementId }: { elementId: string }) => {
        const path = `/process-instances?definitionId=${id}&elementId=${elementId}&count=true&limit=1`;
        return [elementId, (await server.as('root').get(path)).body.total];
      }),
    );

    const shown = body.elements.map(({ elementId, cases }: { elementId: string; cases: number }) => [elementId, cases]);
    expect(listed).to.deep.equal(shown);
    expect(Object.fromEntries(shown)).to.deep.equal({ visit: 2, votes: 2, inside: 2, deep: 2 });
    const votes = body.elements.find(({ elementId }: { elementId: string }) => elementId === 'votes');
    expect(votes.active).to.be.greaterThan(votes.cases);
  });
});
