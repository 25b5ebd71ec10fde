import { expect } from 'chai';
import type { Task } from '../../engine/core/state.ts';
import { reasonInWords } from '../../engine/people/approvers/in-words.ts';
import { flows, graphOf } from '../support/bpmn.ts';
import { ADMIN } from './desk.ts';
import { begin, deskOf, task } from './office.ts';

/** A script, or a service whose answer is given here, chooses; the step after it reads what it has written. */
async function decidedBy(chooser: string, assignment: string, answer: unknown = undefined): Promise<Task> {
  const desk = deskOf(
    await graphOf(
      `<startEvent id="start"/>${chooser}${task('decide', assignment)}<endEvent id="end"/>${flows('start choose decide end')}`,
    ),
  );
  begin(desk, { initiator: 'amy', variables: { amount: 20_000 } });
  const [effect] = Object.values(desk.state.effects ?? {});
  if (effect) {
    const input = { effectId: effect.id, variables: { signers: answer } };
    desk.do('complete-effect', input, { ...ADMIN, roles: ['system'] });
  }
  return desk.task('decide');
}

const FEEL = `<scriptTask id="choose" name="选人" tb:resultVariable="signers"><script>if amount > 10000 then ["sun", "li"] else ["wang"]</script></scriptTask>`;
const nobody = (list: string) =>
  `<scriptTask id="choose" name="选人" tb:resultVariable="signers"><script>${list}</script></scriptTask>`;
const ADAPTER = `<serviceTask id="choose" name="查询值班" tb:topic="duty.find"><extensionElements><tb:output source="=signers" target="onDuty"/></extensionElements></serviceTask>`;

const reasonsOf = ({ reasons }: Task) => reasons?.map((reason) => [reason.principal, reasonInWords(reason).zh]);

describe('approvers chosen by a script or an adapter (F5)', () => {
  it('should be those the script has named, with the rule, the data and where they came from', async () => {
    const found = await decidedBy(FEEL, 'users="=signers" empty="admin"');

    expect(found.candidateUsers).to.deep.equal(['sun', 'li']);
    expect(found.reasons?.[0]).to.deep.equal({
      principal: 'user:sun',
      rule: 'user',
      params: { expression: '=signers', from: '选人' },
      organisationVersion: 7,
    });
    expect(reasonsOf(found)?.[1]).to.deep.equal(['user:li', '由表达式 =signers 指定（数据来自“选人”）']);
  });

  it('should be those the adapter has answered', async () => {
    const found = await decidedBy(ADAPTER, 'users="=onDuty" empty="admin"', ['wang']);

    expect(found.candidateUsers).to.deep.equal(['wang']);
    expect(reasonsOf(found)).to.deep.equal([['user:wang', '由表达式 =onDuty 指定（数据来自“查询值班”）']]);
  });

  for (const [who, list] of [
    ['nobody', '[]'],
    ['null', 'null'],
    ['people that do not exist', '["ghost"]'],
    ['who has left', '["gone"]'],
    ['whose own case it is', '["amy"]'],
  ] as const) {
    it(`should go by the policy for nobody found where it names ${who}`, async () => {
      const assignment = (empty: string) => `users="=signers" self="avoid" ${empty}`;

      const person = await decidedBy(nobody(list), assignment('empty="person" emptyTo="zhou"'));
      const admin = await decidedBy(nobody(list), assignment('empty="admin"'));

      expect([person.assignee, person.reasons?.map(({ rule }) => rule)]).to.deep.equal(['zhou', ['empty:person']]);
      expect([admin.assignee, ...admin.candidateUsers]).to.deep.equal([null]);
      expect(admin.reasons?.map(({ rule }) => rule)).to.deep.equal(['empty:admin']);
    });
  }

  it('should leave out who has left also where the model has no policy', async () => {
    const [some, none] = [
      await decidedBy(nobody('["gone", "sun"]'), 'users="=signers"'),
      await decidedBy(nobody('["gone"]'), 'users="=signers"'),
    ];

    expect(some.candidateUsers).to.deep.equal(['sun']);
    expect([none.candidateUsers, none.assignee]).to.deep.equal([[], null]);
  });

  it('should stand with the reason where it names no people at all', async () => {
    const desk = deskOf(
      await graphOf(
        `<startEvent id="start"/>${nobody('{a: 1}')}${task('decide', 'users="=signers" empty="admin"')}<endEvent id="end"/>${flows('start choose decide end')}`,
      ),
    );
    begin(desk, { initiator: 'amy' });

    const [incident] = Object.values(desk.state.incidents ?? {});
    expect(incident?.code).to.equal('expression-failed');
    expect(JSON.stringify(incident?.params)).to.contain('not a list of texts');
    expect(desk.openNodes).to.deep.equal(['decide']);
  });
});
