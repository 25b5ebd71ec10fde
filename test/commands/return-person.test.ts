import { expect } from 'chai';
import { Organisation } from '../../engine/people/organisation/organisation.ts';
import { NO_ORGANISATION, type PersonRow } from '../../engine/people/organisation/rows.ts';
import { flows, graphOf } from '../support/bpmn.ts';
import { Chain, officer, task } from './chain.ts';
import { person } from './desk.ts';
import { RoundDesk } from './round.ts';

const employee = (id: string, active: boolean): PersonRow => ({
  id,
  active,
  roles: ['clerk'],
  groups: [],
  department: null,
});

const MODEL = `<startEvent id="start"/>${task('a').replace('assignee="a-officer"', 'groups="office"')}${task('b')}<endEvent id="end"/>${flows('start a b end')}`;

describe('the person a task is returned to', () => {
  const returned = async (active: boolean): Promise<Chain> => {
    const desk = await Chain.of(graphOf(MODEL));
    desk.complete('a', person('x', { groups: ['office'] }));
    desk.organisation = new Organisation({ ...NO_ORGANISATION, people: [employee('x', active)] });
    desk.do('return-task', { taskId: desk.task('b').id }, officer('b'));
    return desk;
  };

  it('should be who did it before', async () => {
    expect((await returned(true)).task('a')).to.deep.include({ state: 'claimed', assignee: 'x' });
  });

  it('should ask the rule of the model again where the person has left', async () => {
    const { state, assignee, candidateGroups } = (await returned(false)).task('a');

    expect({ state, assignee, candidateGroups }).to.deep.equal({
      state: 'offered',
      assignee: null,
      candidateGroups: ['office'],
    });
  });

  it('should be the last human visit, whatever did the steps between by itself (trap 11)', async () => {
    const desk = await Chain.of(
      graphOf(
        `<startEvent id="start"/>${task('a')}<task id="auto"/><scriptTask id="count" scriptFormat="feel" tb:resultVariable="n"><script>1</script></scriptTask>
         ${task('b')}<endEvent id="end"/>${flows('start a auto count b end')}`,
      ),
    );
    desk.work('a');

    desk.do('return-task', { taskId: desk.task('b').id }, officer('b'));

    expect(desk.openNodes).to.deep.equal(['a']);
  });
});

describe('what is left of a round', () => {
  it('should be voided by a veto and not by the end of the case, and nothing is deleted (trap 9)', async () => {
    const desk = await RoundDesk.of('rule="ratio" share="1/2" veto="b"');

    desk.vote('-b');

    expect(desk.endings).to.deep.equal([
      'draft approved',
      'round disagreed',
      'round voided:sibling',
      'round voided:sibling',
    ]);
    expect(desk.state.trail.map(({ outcome }) => outcome)).to.deep.equal([
      'approved',
      'disagreed',
      'voided:sibling',
      'voided:sibling',
    ]);
    expect(desk.state.status).to.equal('active');
  });
});
