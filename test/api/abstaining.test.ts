import { expect } from 'chai';
import { bpmn, flows } from '../support/bpmn.ts';
import { deploy } from './support/models.ts';
import { type PersonId, useServer } from './support/server.ts';

const round = (key: string, approval: string, more = '') =>
  bpmn(
    `<startEvent id="start"/><userTask id="sign" ${more}><extensionElements><tb:assignment users="wang,zhao,mei"/><tb:approval ${approval}/></extensionElements></userTask><endEvent id="end"/>${flows('start sign end')}`,
    { key, attributes: 'tb:starters="applicant,clerk"' },
  );

describe('api/abstaining', () => {
  const server = useServer();
  before(async () => {
    await deploy(
      server,
      round('abstain-all', 'rule="all"'),
      round('abstain-counted', 'rule="ratio" share="1/2"'),
      round('abstain-left-out', 'rule="ratio" share="1/2" abstain="left-out"'),
      round('abstain-not', 'rule="all"', 'tb:operations="complete,disagree"'),
      round('abstain-own', 'rule="all"', 'tb:decides="case"'),
    );
  });

  const begin = async (definitionKey: string, who: PersonId = 'li'): Promise<string> =>
    (await server.as(who).post('/process-instances', { definitionKey })).body.id;
  const seatOf = async (id: string, who: PersonId) =>
    (await server.as('root').get(`/tasks?instanceId=${id}`)).body.items.find(
      ({ assignee }: { assignee: string }) => assignee === who,
    );
  const say = async (id: string, who: PersonId, verb: string) =>
    server.as(who).post(`/tasks/${(await seatOf(id, who)).id}/${verb}`, { comment: verb });
  const statusOf = async (id: string): Promise<string> =>
    (await server.as('root').get(`/process-instances/${id}`)).body.status;

  it('should be offered, done and kept as an answer that is neither for nor against', async () => {
    const id = await begin('abstain-all');
    const seat = await seatOf(id, 'wang');
    const own = await server.as('wang').get(`/tasks/${seat.id}`);

    const said = await say(id, 'wang', 'abstain');
    const { body: form } = await server.as('zhao').get(`/tasks/${(await seatOf(id, 'zhao')).id}/form`);
    const past = await server.as('wang').get(`/tasks/${seat.id}`);

    expect(own.body.allowedActions).to.include('abstain');
    expect(said.status, said.text).to.equal(200);
    expect(JSON.stringify(form.round)).to.contain('"vote":"abstain"');
    expect(past.body.state).to.equal('abstained');
    await say(id, 'zhao', 'complete');
    await say(id, 'mei', 'complete');
    expect(await statusOf(id)).to.equal('completed');
  });

  it('should count in what a share is of, or not, as the model says', async () => {
    const outcomes = [];
    for (const key of ['abstain-counted', 'abstain-left-out']) {
      const id = await begin(key);
      await say(id, 'wang', 'abstain');
      await say(id, 'zhao', 'complete');
      outcomes.push(await statusOf(id));
    }

    expect(outcomes).to.deep.equal(['active', 'completed']);
  });

  it('should be refused where the model does not name it, and say so', async () => {
    const id = await begin('abstain-not');
    const seat = await seatOf(id, 'wang');

    const refused = await say(id, 'wang', 'abstain');
    const { body: why } = await server.as('wang').get(`/tasks/${seat.id}/why-not?verb=abstain`);

    expect([refused.status, why.allowed]).to.deep.equal([403, false]);
    expect(why.problem.code).to.equal(refused.body.code);
  });

  it('should not be open to who has begun the case where it is decided, and have no seat there for him', async () => {
    const id = await begin('abstain-own', 'wang');

    expect(await seatOf(id, 'wang')).to.equal(undefined);
    expect((await say(id, 'zhao', 'abstain')).status).to.equal(200);
  });
});
