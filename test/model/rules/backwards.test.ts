import { expect } from 'chai';
import { compileModel } from '../../../engine/model/compile.ts';
import { bpmn, flows } from '../../support/bpmn.ts';
import { verify } from './verify.ts';

const task = (id: string, attributes = '', inside = ''): string =>
  `<userTask id="${id}" ${attributes}><extensionElements><tb:assignment assignee="x"/>${inside}</extensionElements></userTask>`;

/** start → a → b → c → end */
const line = (a: string, b: string, c: string): string =>
  `<startEvent id="start"/>${a}${b}${c}<endEvent id="end"/>${flows('start a b c end')}`;

const [a, b, c] = ['a', 'b', 'c'].map((id) => task(id)) as [string, string, string];
const ACCEPTED = task('a', 'tb:milestone="accepted"');
/** A step that decides on a licence; it is not returned itself. */
const LICENCE = 'tb:decides="licence" tb:operations="complete"';

verify('backwards', {
  valid: [
    { name: 'a target that leads here', body: line(a, b, task('c', '', '<tb:return targets="a, b"/>')) },
    { name: 'a free flow to another step', body: line(task('a', 'tb:freeFlow="c"'), b, c) },
    {
      name: 'a free flow to a mandatory step',
      body: line(task('a', 'tb:freeFlow="c"'), b, task('c', 'tb:noSkip="true"')),
    },
    {
      name: 'a licence that is not handed back after acceptance',
      body: line(ACCEPTED, task('b', '', '<tb:return applicant="false"/>'), task('c', LICENCE)),
    },
    { name: 'any other item that is', body: line(ACCEPTED, b, c) },
  ],
  invalid: [
    {
      name: 'a target that is not there',
      body: line(a, b, task('c', '', '<tb:return targets="nowhere"/>')),
      at: ['c'],
    },
    { name: 'a target that comes later', body: line(a, task('b', '', '<tb:return targets="c"/>'), c), at: ['b'] },
    { name: 'a free flow to nowhere', body: line(task('a', 'tb:freeFlow="nowhere"'), b, c), at: ['a'] },
    { name: 'a free flow to itself', body: line(task('a', 'tb:freeFlow="a"'), b, c), at: ['a'] },
    {
      name: 'a free flow past a mandatory step',
      body: line(task('a', 'tb:freeFlow="c"'), task('b', 'tb:noSkip="true"'), c),
      at: ['a'],
    },
    {
      name: 'a free flow out of a round',
      body: line(task('a', 'tb:freeFlow="c"', '<tb:approval rule="all"/>'), b, c),
      at: ['a'],
    },
    { name: 'a licence that is handed back after acceptance', body: line(ACCEPTED, b, task('c', LICENCE)), at: ['b'] },
    {
      name: 'settings of a return that is switched off',
      body: line(a, task('b', 'tb:operations="complete"', '<tb:return resubmit="again"/>'), c),
      at: ['b'],
      severity: 'warning',
    },
    {
      name: 'settings of taking back that is switched off',
      body: line(a, task('b', 'tb:operations="complete"', '<tb:retrieve until="strict"/>'), c),
      at: ['b'],
      severity: 'warning',
    },
    {
      name: 'a free flow that is switched off',
      body: line(task('a', 'tb:operations="complete" tb:freeFlow="c"'), b, c),
      at: ['a'],
      severity: 'warning',
    },
    {
      name: 'who answers again where only one decides, and a seat where there are none',
      body: line(a, task('b', '', '<tb:return signers="allSigners" seat="before"/>'), c),
      at: ['b', 'b'],
      severity: 'warning',
    },
  ],
});

describe('model/compile/backwards', () => {
  const CASES: readonly (readonly [string, string])[] = [
    ['<tb:return resubmit="sometimes"/>', 'backwards-attribute'],
    ['<tb:return applicant="maybe"/>', 'backwards-attribute'],
    ['<tb:return/><tb:return/>', 'backwards-ambiguous'],
    ['<tb:retrieve until="never"/>', 'backwards-attribute'],
    ['<tb:retrieve within="two hours"/>', 'retrieve-window'],
    ['<tb:retrieve within="P1M"/>', 'retrieve-window'],
    ['<tb:retrieve within="PT0S"/>', 'retrieve-window'],
    ['<tb:return consent="=1 +"/>', 'expression-invalid'],
  ];
  for (const [inside, expected] of CASES) {
    it(`should report ${expected} of ${inside}`, async () => {
      const { problems } = await compileModel(bpmn(line(a, task('b', '', inside), c)));

      expect(problems.map(({ rule }) => rule)).to.include(expected);
    });
  }

  it('should report a mark that is neither true nor false', async () => {
    const marked = await compileModel(bpmn(line(a, task('b', 'tb:noSkip="perhaps"'), c)));

    expect(marked.problems.map(({ rule }) => rule)).to.include('backwards-attribute');
  });
});
