import { expect } from 'chai';
import { Organisation } from '../../engine/people/organisation/organisation.ts';
import { flows, graphOf } from '../support/bpmn.ts';
import { ADMIN, person } from './desk.ts';
import { RoundDesk } from './round.ts';

/** Rule, votes in order, who is asked then, what the coordinator says, what comes of it. Voters are a, b, c; k coordinates. */
const REFERRED: readonly (readonly [string, string, readonly string[], string, string])[] = [
  ['rule="all"', '-a', ['b', 'c'], '+b 0c +k', 'agree'],
  ['rule="all"', '+a -b +c', ['k'], '+k', 'agree'],
  ['rule="all"', '+a -b +c', ['k'], '-k', 'disagree'],
  ['rule="all" order="sequence"', '-a +b -c', ['k'], '+k', 'agree'],
  ['rule="any"', '-b', ['k'], '+k', 'agree'],
  ['rule="ratio" share="2/3"', '-a -b', ['k'], '-k', 'disagree'],
  ['rule="weighted" share="1/2" weights="={a: 5}"', '-a', ['k'], '+k', 'agree'],
];

const BY_K = 'against="coordinator" coordinator="k"';

describe('a round with a coordinator', () => {
  for (const [approval, votes, asked, then, result] of REFERRED) {
    it(`should be ${result} with ${approval} after ${votes} and then ${then}`, async () => {
      const desk = await RoundDesk.of(`${approval} ${BY_K}`);

      desk.vote(votes);
      expect(desk.asked()).to.deep.equal(asked);
      desk.vote(then);

      expect(desk.result).to.equal(result);
      expect(desk.openNodes).to.deep.equal(['after']);
    });
  }

  it('should not ask the coordinator where the votes agree, nor after a veto', async () => {
    const agreed = await RoundDesk.of(`rule="all" ${BY_K}`);
    agreed.vote('+a +b +c');
    expect(agreed.result).to.equal('agree');

    const vetoed = await RoundDesk.of(`rule="ratio" share="1/3" veto="c" ${BY_K}`);
    vetoed.vote('-c');
    expect(vetoed.result).to.equal('disagree');
    expect(vetoed.endings).not.to.include('round approved');
  });

  it('should void whom it no longer asks, and ask them again when the vote is taken back', async () => {
    const desk = await RoundDesk.of(`rule="any" ${BY_K}`);
    const cast = desk.taskOf('b');
    desk.vote('-b');
    expect(desk.endings.filter((ending) => ending === 'round voided:sibling')).to.have.length(2);

    desk.do('retrieve-task', { taskId: cast }, person('b'));

    expect(desk.asked().sort()).to.deep.equal(['a', 'b', 'c']);
    expect(desk.endings).to.include('round voided:withdrawn');
    desk.vote('+a');
    expect(desk.result).to.equal('agree');
  });

  it('should let the vote stand once the coordinator has begun', async () => {
    const desk = await RoundDesk.of(`rule="any" ${BY_K}`);
    const cast = desk.taskOf('b');
    desk.vote('-b');
    desk.do('comment-task', { taskId: desk.taskOf('k'), comment: 'let me see' }, person('k'));

    expect(desk.refusal('retrieve-task', { taskId: cast }, person('b')).code).to.equal('vote-not-retrievable');
  });

  it('should let a voter coordinate, who then decides a second time', async () => {
    const desk = await RoundDesk.of('rule="all" against="coordinator" coordinator="a"');

    desk.vote('+a -b +c +a');

    expect(desk.result).to.equal('agree');
  });

  it('should refuse the coordinator an abstention, and voters added to a vote that is decided', async () => {
    const desk = await RoundDesk.of(`rule="any" ${BY_K}`);
    desk.vote('-b');
    const taskId = desk.taskOf('k');

    expect(desk.refusal('abstain-task', { taskId }, person('k')).code).to.equal('action-switched-off');
    expect(desk.refusal('add-signer-task', { taskId, users: ['x'], kind: 'parallel' }, person('k')).code).to.equal(
      'bad-request',
    );
    expect(desk.refusal('add-signer-task', { taskId, users: ['k'], kind: 'before' }, person('k')).code).to.equal(
      'signer-duplicate',
    );
    expect(desk.refusal('remove-signer-task', { taskId }, ADMIN).code).to.equal('signer-last');
  });

  it('should hear whom the coordinator asks before it decides, and whom after', async () => {
    const desk = await RoundDesk.of(`rule="all" ${BY_K}`);
    desk.vote('-a +b +c');
    desk.add('k', ['x'], 'before');
    expect(desk.asked().sort()).to.deep.equal(['k', 'x']);
    desk.vote('+x');
    desk.add('k', ['y'], 'after', false);

    desk.vote('+k');

    expect(desk.result).to.equal('open');
    desk.vote('+y');
    expect(desk.result).to.equal('agree');
  });

  it('should not wait for whom a voter has asked afterwards, once the coordinator decides', async () => {
    const desk = await RoundDesk.of(`rule="all" ${BY_K}`);
    desk.add('a', ['x'], 'after', false);

    desk.vote('+b +c -a');
    expect(desk.asked()).to.deep.equal(['k']);
    desk.vote('+k');

    expect(desk.result).to.equal('agree');
  });

  it('should ask the head of the department of the task unless somebody is named, and administrators where it has none', async () => {
    const task =
      '<userTask id="round" tb:department="sec"><extensionElements><tb:assignment users="a,b"/><tb:approval rule="all" against="coordinator"/></extensionElements></userTask>';
    const graph = await graphOf(`<startEvent id="start"/>${task}<userTask id="after"/>${flows('start round after')}`);
    const headed = new RoundDesk({ graphs: [graph] });
    const period = { since: 0, until: null };
    headed.organisation = new Organisation({
      version: 3,
      people: ['a', 'b', 'boss'].map((id) => ({ id, roles: [], groups: [], department: null, active: true })),
      departments: [
        { id: 'dep', parent: null, ...period },
        { id: 'sec', parent: 'dep', ...period },
      ],
      positions: [{ person: 'boss', department: 'dep', post: null, head: true, order: 0, ...period }],
      proxies: [],
    });
    const headless = new RoundDesk({ graphs: [graph] });
    for (const desk of [headed, headless]) {
      desk.start();
      desk.vote('-a +b');
    }

    expect(headed.asked()).to.deep.equal(['boss']);
    expect(headless.asked()).to.deep.equal(['-']);
    headless.do('complete-task', { taskId: headless.tasksAt('round')[0]?.id ?? '' }, ADMIN);
    expect(headless.result).to.equal('agree');
  });

  it('should offer the task to all who are named, and say why', async () => {
    const desk = await RoundDesk.of('rule="any" against="coordinator" coordinator="k, group:board"');
    desk.vote('-a');

    const [task] = desk.tasksAt('round');

    expect(task).to.deep.include({ assignee: null, candidateUsers: ['k'], candidateGroups: ['board'] });
    desk.do('complete-task', { taskId: task?.id ?? '' }, person('m', { groups: ['board'] }));
    expect(desk.result).to.equal('agree');
  });

  it('should keep the rule of two persons: the coordinator counts as one', async () => {
    const fourEyes = (users: string) =>
      `<userTask id="round" tb:fourEyes="true"><extensionElements><tb:assignment users="${users}"/><tb:approval rule="any" ${BY_K}/></extensionElements></userTask>`;
    const model = (users: string) =>
      graphOf(`<startEvent id="start"/>${fourEyes(users)}<userTask id="after"/>${flows('start round after')}`);
    const desk = new RoundDesk({ graphs: [await model('a,b')] });
    desk.start();

    desk.vote('-a +k');

    expect(desk.result).to.equal('disagree');
  });
});
