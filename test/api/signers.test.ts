import { expect } from 'chai';
import { bpmn, flows } from '../support/bpmn.ts';
import { deploy } from './support/models.ts';
import { useServer } from './support/server.ts';

describe('api/signers', () => {
  const server = useServer();

  before(async () => {
    await deploy(
      server,
      bpmn(
        `<startEvent id="start"/><userTask id="sign"><extensionElements><tb:assignment assignee="wang" users="zhao"/>
         <tb:approval rule="lead"/></extensionElements></userTask><endEvent id="end"/>${flows('start sign end')}`,
        { key: 'led' },
      ),
    );
  });

  it('should let who leads a round take out whom another one added, and add to the vote, though the task is not theirs', async () => {
    const { id } = (await server.as('root').post('/process-instances', { definitionKey: 'led' })).body;
    const taskOf = async (who: 'wang' | 'zhao' | 'mei') =>
      (await server.as(who).get(`/tasks?view=mine&instanceId=${id}`)).body.items[0];
    const [own, theirs] = [await taskOf('wang'), await taskOf('zhao')];
    await server.as('zhao').post(`/tasks/${theirs.id}/add-signer`, { users: ['mei'], kind: 'parallel' });
    const added = (await taskOf('mei')).id;

    const { round } = (await server.as('wang').get(`/tasks/${own.id}/form`)).body;
    const seat = (user: string) => round.seats.find((one: { user: string }) => one.user === user);
    expect(seat('mei').allowedActions).to.deep.equal(['add-signer', 'remove-signer']);
    expect(seat('zhao').allowedActions).to.deep.equal(['add-signer']);
    const others = (await server.as('zhao').get(`/tasks/${theirs.id}/form`)).body.round;
    expect(others.seats.map((one: { allowedActions: string[] }) => one.allowedActions)).to.deep.equal([
      [],
      [],
      ['remove-signer'],
    ]);
    const removed = await server.as('wang').post(`/tasks/${added}/remove-signer`, { comment: '重复' });
    const again = await server.as('wang').post(`/tasks/${theirs.id}/add-signer`, { users: ['anna'], kind: 'parallel' });

    expect(removed.status, removed.text).to.equal(200);
    expect(again.status, again.text).to.equal(200);
    expect(
      (await server.as('qian').post(`/tasks/${own.id}/add-signer`, { users: ['mei'], kind: 'parallel' })).status,
    ).to.equal(404);
  });

  it('should offer who coordinates a round the vote before the votes differ, and not after', async () => {
    await deploy(
      server,
      bpmn(
        `<startEvent id="start"/><userTask id="sign"><extensionElements><tb:assignment users="wang,zhao"/>
         <tb:approval rule="all" against="coordinator" coordinator="root"/></extensionElements></userTask><endEvent id="end"/>${flows('start sign end')}`,
        { key: 'coordinated' },
      ),
    );
    const { id } = (await server.as('mei').post('/process-instances', { definitionKey: 'coordinated' })).body;
    const taskOf = async (who: 'wang' | 'zhao' | 'root') =>
      (await server.as(who).get(`/tasks?view=mine&instanceId=${id}`)).body.items[0].id;
    const [against, agreeing] = [await taskOf('wang'), await taskOf('zhao')];
    const offered = async (task: string) => {
      const { body } = await server.as('root').get(`/tasks/${task}/form`);
      return body.round?.seats.map((one: { allowedActions: string[] }) => one.allowedActions.includes('add-signer'));
    };

    const open = await offered(against);
    await server.as('wang').post(`/tasks/${against}/disagree`, { comment: '不符' });
    await server.as('zhao').post(`/tasks/${agreeing}/complete`, {});

    expect(open).to.deep.equal([true, true, false]);
    expect(await offered(await taskOf('root'))).to.deep.equal([false, false, false]);
  });
});
