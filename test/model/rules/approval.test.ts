import { expect } from 'chai';
import { compileModel } from '../../../engine/model/compile.ts';
import { bpmn, flows } from '../../support/bpmn.ts';

/** Attributes of `tb:approval`, what stands beside it, and the rules that report. */
const CASES: readonly (readonly [string, string, readonly string[]])[] = [
  ['rule="ratio" share="2/3"', '', []],
  ['rule="ratio"', '', ['approval-share']],
  ['rule="weighted" share="4/3" weights="={a: 2}"', '', ['approval-share']],
  ['rule="most"', '', ['approval-attribute']],
  ['rule="any" share="1/2"', '', ['approval-unused']],
  ['rule="any" against="wait"', '', ['approval-unused']],
  ['rule="any" against="coordinator" coordinator="k"', '', []],
  ['rule="any" against="coordinator"', '', ['approval']],
  ['rule="all" coordinator="k"', '', ['approval-unused']],
  ['rule="lead" against="coordinator" coordinator="k" layered="2"', '', ['approval-unused']],
  ['rule="weighted" share="1/2" weights="a: 2"', '', ['approval-weights']],
  ['rule="lead"', '', ['approval']],
  [
    'rule="all"',
    '<multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>',
    ['approval'],
  ],
];

describe('model/rules/approval', () => {
  for (const [attributes, beside, expected] of CASES) {
    it(`should report ${expected.join(', ') || 'nothing'} of ${attributes}${beside && ' in a loop'}`, async () => {
      const { problems } = await compileModel(
        bpmn(
          `<startEvent id="start"/><userTask id="a"><extensionElements><tb:assignment users="a,b"/><tb:approval ${attributes}/></extensionElements>${beside}</userTask><endEvent id="end"/>${flows('start a end')}`,
        ),
      );

      expect(problems.map(({ rule }) => rule).filter((rule) => rule.startsWith('approval'))).to.deep.equal(expected);
    });
  }
});
