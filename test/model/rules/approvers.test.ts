import { expect } from 'chai';
import { compileModel } from '../../../engine/model/compile.ts';
import { bpmn, flows } from '../../support/bpmn.ts';

const step = (assignment: string, attributes = '', more = '') =>
  bpmn(
    `<startEvent id="start"/><userTask id="before"><extensionElements><tb:assignment users="a"/></extensionElements></userTask>
     <userTask id="a" ${attributes}><extensionElements><tb:assignment ${assignment}/>${more}</extensionElements></userTask>
     <endEvent id="end"/>${flows('start before a end')}`,
  );

const ROUND = '<tb:approval rule="all"/>';

/** Attributes of the assignment, of the task, what stands beside, and the rules that report, with `?` for a warning. */
const CASES: readonly (readonly [string, string, string, readonly string[]])[] = [
  ['role="clerk" empty="admin"', '', '', []],
  ['rule="superior" level="2" empty="block-start" self="superior" repeat="keep-first"', '', '', []],
  ['rule="responsibility" matter="=item" area="=area" level="1" empty="admin"', '', '', []],
  ['rule="superior"', '', '', ['?approvers']],
  ['rule="initiator"', '', '', []],
  ['rule="boss" empty="admin"', '', '', ['approver-attribute']],
  ['role="clerk" empty="pass"', '', '', ['approver-attribute']],
  ['role="clerk" self="maybe" empty="admin"', '', '', ['approver-attribute']],
  ['role="clerk" repeat="twice" empty="admin"', '', '', ['approver-attribute']],
  ['rule="chosen-at-start" empty="admin"', '', '', ['approvers']],
  ['rule="form-department-head" empty="admin"', '', '', ['approvers']],
  ['rule="responsibility" empty="admin"', '', '', ['approvers']],
  ['rule="handler-of" empty="admin"', '', '', ['approvers']],
  ['rule="handler-of" node="nowhere" empty="admin"', '', '', ['approvers']],
  ['rule="handler-of" node="a" empty="admin"', '', '', ['approvers']],
  ['rule="handler-of" node="before" empty="admin"', '', '', []],
  ['rule="handler-of" node="before" empty="admin"', 'tb:separateFrom="before"', '', ['approvers']],
  ['role="clerk" level="2" empty="admin"', '', '', ['approvers']],
  ['role="clerk" variable="x" empty="admin"', '', '', ['approvers']],
  ['role="clerk" area="x" empty="admin"', '', '', ['approvers']],
  ['role="clerk" empty="person"', '', '', ['approvers']],
  ['role="clerk" empty="admin" emptyTo="x"', '', '', ['approvers']],
  ['rule="chosen-before" variable="x" assignee="y" empty="admin"', '', '', ['approvers']],
  ['rule="initiator" self="avoid"', '', '', ['approvers']],
  ['role="clerk" empty="auto-pass"', 'tb:decides="case"', '', []],
  ['role="clerk" empty="auto-pass"', 'tb:decides="licence" tb:operations="complete"', '', ['approvers']],
  ['role="clerk" empty="auto-refuse"', 'tb:decides="licence" tb:operations="complete"', '', ['approvers']],
  ['role="clerk" empty="person" emptyTo="x"', 'tb:decides="licence" tb:operations="complete"', '', []],
  ['role="clerk" empty="admin" self="approve"', 'tb:decides="licence" tb:operations="complete"', '', ['approvers']],
  ['role="clerk" empty="admin" self="skip"', 'tb:decides="licence" tb:operations="complete"', '', ['approvers']],
  ['users="x,y"', 'tb:decides="permit"', '', ['decides-unknown']],
  ['users="x,y"', 'tb:fourEyes="true"', ROUND, []],
  ['users="x,y"', 'tb:fourEyes="true"', '', ['approvers']],
  ['users="x,x"', 'tb:fourEyes="true"', ROUND, ['approvers']],
  ['users="x,y" repeat="keep-first" empty="admin"', 'tb:fourEyes="true"', ROUND, ['approvers']],
  ['users="x,y" empty="auto-pass"', 'tb:fourEyes="true"', ROUND, ['approvers']],
  ['users="x,y" self="skip" empty="admin"', 'tb:fourEyes="true"', ROUND, ['approvers']],
  ['users="x,y"', 'tb:separateFrom="before"', '', []],
  ['users="x,y"', 'tb:separateFrom="before start"', '', ['separation-unknown']],
  ['users="x,y"', 'tb:separateFrom="a"', '', ['separation-unknown']],
  ['rule="responsibility" matter="x" empty="admin"', '', '<tb:approval rule="lead"/>', []],
  ['rule="draw" groups="g" number="5"', '', ROUND, []],
  ['rule="draw" groups="g" number="=count" conflicts="=near"', '', ROUND, []],
  ['rule="draw" groups="g" number="5"', '', '', ['approvers']],
  ['rule="draw" groups="g"', '', ROUND, ['approvers']],
  ['rule="draw" number="5"', '', ROUND, ['approvers']],
  ['rule="draw" groups="g" number="0"', '', ROUND, ['approvers']],
  ['rule="draw" groups="g" number="some"', '', ROUND, ['approvers']],
  ['rule="draw" groups="g" number="5" empty="admin"', '', ROUND, ['approvers']],
  ['rule="draw" groups="g" number="5" self="approve"', '', ROUND, ['approvers']],
  ['rule="draw" groups="g" number="5" assignee="x"', '', ROUND, ['approvers']],
  ['rule="draw" groups="g" number="5"', '', '<tb:approval rule="all" layered="=2"/>', ['approvers']],
  ['role="clerk" number="5" empty="admin"', '', ROUND, ['approvers']],
  ['role="clerk" conflicts="x" empty="admin"', '', ROUND, ['approvers']],
];

describe('model/rules/approvers', () => {
  for (const [assignment, attributes, beside, expected] of CASES) {
    it(`should report ${expected.join(', ') || 'nothing'} of ${[assignment, attributes, beside].filter(Boolean).join(' and ')}`, async () => {
      const { problems } = await compileModel(step(assignment, attributes, beside));

      const found = problems.filter(({ rule }) => rule !== 'diagram-missing');
      expect(found.map(({ rule, severity }) => (severity === 'warning' ? `?${rule}` : rule))).to.deep.equal(expected);
      for (const { message } of found) {
        expect(message.en).to.match(/^Expected /);
        expect(message.zh).to.match(/\p{Script=Han}/u);
      }
    });
  }

  it('should hold a separation from what a call activity calls, in both directions, and refuse one from nothing', async () => {
    const model = (names: string) =>
      bpmn(
        `<startEvent id="start"/><userTask id="before"><extensionElements><tb:assignment users="a"/></extensionElements></userTask>
         <callActivity id="call" calledElement="other" tb:separateFrom="${names}"/><endEvent id="end"/>${flows('start before call end')}`,
      );

    const { graphs } = await compileModel(model('before'));
    const [before, call] = ['before', 'call'].map((id) => graphs[0]?.nodes.find((node) => node.id === id));
    expect(before?.user?.separateFrom).to.deep.equal([call?.index]);
    expect(call?.call?.separateFrom).to.deep.equal([before?.index]);

    for (const names of ['nobody', 'start', 'call']) {
      const { problems } = await compileModel(model(names));
      expect(
        problems.map(({ rule, elementId }) => `${rule} ${elementId}`),
        names,
      ).to.include('separation-unknown call');
    }
  });

  it('should hold a separation in both directions', async () => {
    const { graphs } = await compileModel(step('users="x"', 'tb:separateFrom="before"'));

    const [before, a] = ['before', 'a'].map((id) => graphs[0]?.nodes.find((node) => node.id === id));
    expect(before?.user?.separateFrom).to.deep.equal([a?.index]);
    expect(a?.user?.separateFrom).to.deep.equal([before?.index]);
  });
});
