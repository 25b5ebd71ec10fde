import { expect } from 'chai';
import { compileModel } from '../../../engine/model/compile.ts';
import { bpmn, flows } from '../../support/bpmn.ts';

async function found(process: string, definitions = ''): Promise<string[]> {
  const { problems } = await compileModel(bpmn(process, { definitions }));
  for (const problem of problems) expect(problem.rule, problem.message.en).to.be.oneOf(['legal-limits', 'time-limits']);
  return problems
    .filter(({ rule }) => rule === 'legal-limits')
    .map(({ severity, elementId, message }) => `${severity} ${elementId}: ${message.en}`);
}

const extended = (inside: string) => `<extensionElements>${inside}</extensionElements>`;
const task = (id: string, inside = '', attributes = '') =>
  `<userTask id="${id}" ${attributes}>${extended(`<tb:assignment users="wang,li"/>${inside}`)}</userTask>`;
const model = (ofCase: string, inside: string, names = 'a') =>
  `${extended(ofCase)}<startEvent id="s"/>${inside}<endEvent id="e"/>${flows(`s ${names} e`)}`;
const days = (clock: string, more = '', unit = 'workingDay') =>
  `<tb:limit clock="${clock}" value="5" unit="${unit}" ${more}/>`;
const LAW = days('statutory', 'basis="b"');
const part = (limit: string) =>
  `<subProcess id="x">${extended(limit)}<startEvent id="s1"/>${task('a')}<endEvent id="e1"/>${flows('s1 a e1')}</subProcess>`;
const call = (limit: string) => `<callActivity id="c" calledElement="other">${extended(limit)}</callActivity>`;
const step = (basis: string) => `<tb:limit value="5" unit="workingDay" basis="${basis}"/>`;

const ACCEPTS =
  '<tb:ladder><tb:rung clock="acceptance" after="0" unit="workingDay" action="accept" basis="行政许可法 32"/></tb:ladder>';
const ACCEPTANCE = days('acceptance', 'stopsAfter="a" basis="行政许可法 32"');
const timer = (interrupting: boolean) =>
  `<boundaryEvent id="b" attachedToRef="a" cancelActivity="${interrupting}"><timerEventDefinition><timeDuration>P5D</timeDuration></timerEventDefinition></boundaryEvent>${flows('b e')}`;
const TWO = 'tb:fourEyes="true"';
const ROUND = '<tb:approval rule="all"/>';

const procedure = (attributes = '', more = '') =>
  model(
    '',
    `${task('a')}<subProcess id="x" triggeredByEvent="true"><startEvent id="on" isInterrupting="false"><escalationEventDefinition escalationRef="esc"/></startEvent>
     ${task('look', more, attributes)}<endEvent id="over"/>${flows('on look over')}</subProcess>`,
  );
const escalation = (code: string) => `<escalation id="esc" escalationCode="special-procedure:${code}"/>`;

describe('model/rules: what the law says about limits besides their length', () => {
  const ROWS: readonly (readonly [name: string, process: string, expected: readonly string[], definitions?: string])[] =
    [
      ['a limit of the law with its article', model(days('statutory', 'basis="行政许可法 42"'), task('a')), []],
      [
        'a limit of the law without one',
        model(days('statutory'), task('a')),
        [
          'warning process: Expected the statutory limit at "process" to name the article it rests on (basis), but it does not.',
        ],
      ],
      [
        'a limit of the law inside another that counts from whenever a token comes',
        model(LAW, part(LAW), 'x'),
        ['warning x: Expected the statutory limit at "x" to say from when it counts (countsFrom or startsAfter), '],
      ],
      [
        'one that counts from its own receipt',
        model(LAW, part(days('statutory', 'basis="b" countsFrom="=at"')), 'x'),
        [],
      ],
      ['one that starts after a step', model(LAW, part(days('statutory', 'basis="b" startsAfter="a"')), 'x'), []],
      ['one inside a promise alone', model(days('promised'), part(LAW), 'x'), []],
      [
        'one at a call two scopes further in',
        model(
          LAW,
          `<subProcess id="x"><startEvent id="s1"/>${call(LAW)}<endEvent id="e1"/>${flows('s1 c e1')}</subProcess>`,
          'x',
        ),
        ['warning c'],
      ],
      ['a promise without one', model(days('promised'), task('a')), []],
      [
        'a promise in calendar days beside a law in working days',
        model(days('promised', '', 'day') + days('statutory', 'basis="b"'), task('a')),
        [
          'warning process: Expected the promise at "process" to be counted in working days as the limit of the law is, but it is counted in days: nobody can tell whether it is kept within the law.',
        ],
      ],
      [
        'a promise in hours beside a law in calendar days',
        model(days('promised', '', 'hour') + days('statutory', 'basis="b"', 'day'), task('a')),
        [],
      ],
      [
        'an acceptance limit that nothing follows',
        model(ACCEPTANCE, task('a')),
        [
          'warning process: Expected "process" to say what follows when nobody accepts in time (action="accept" of tb:ladder, or a timer at the task), because the application then counts as accepted, but it does not.',
        ],
      ],
      ['one with silence that accepts', model(ACCEPTANCE + ACCEPTS, task('a')), []],
      ['one with a timer at the task that accepts', model(ACCEPTANCE, task('a') + timer(true)), []],
      ['one with a timer that only reminds', model(ACCEPTANCE, task('a') + timer(false)), ['warning process']],
      [
        'one of the whole process with a timer at a task of it',
        model(days('acceptance', 'basis="b"'), task('a') + timer(true)),
        [],
      ],
      ...['行政许可法 34', '《行政许可法》第三十四条', '行政许可法 55', '许可法第五十五条', '行政处罚法第四十二条'].map(
        (basis) =>
          [`a step that rests on ${basis}, done by one`, model('', task('a', step(basis))), ['warning a']] as const,
      ),
      ['one that is done by two', model('', task('a', step('行政许可法 34') + ROUND, TWO)), []],
      ...['行政许可法 42', '行政许可法 345', '行政处罚法 421', '处罚办法 42', '行政许可法第三十二条'].map(
        (basis) => [`a step that rests on ${basis}`, model('', task('a', step(basis))), []] as const,
      ),
      ['the inspection of a special procedure by one', procedure(), ['warning look'], escalation('inspection')],
      ['that by two', procedure(TWO, ROUND), [], escalation('inspection')],
      ['a hearing', procedure(), [], escalation('hearing')],
      [
        'a licence that may be rejected without a decision',
        model('', task('a', '', 'tb:decides="licence" tb:operations="complete,reject"')),
        [
          'warning a: Expected "a" to refuse the licence in writing ("refuse"), but it admits "reject", which ends without a decision that gives reasons and remedies.',
        ],
      ],
      ['one where everything is admitted', model('', task('a', '', 'tb:decides="licence"')), ['warning a']],
      [
        'one that is refused in writing',
        model('', task('a', '', 'tb:decides="licence" tb:deciders="wang" tb:operations="complete,refuse"')),
        [],
      ],
      ['what is no licence', model('', task('a', '', 'tb:operations="complete,reject"')), []],
    ];
  for (const [name, process, expected, definitions] of ROWS) {
    it(`should say ${expected.length === 0 ? 'nothing of' : 'what is missing of'} ${name}`, async () => {
      const messages = await found(process, definitions);

      expect(messages).to.have.length(expected.length);
      for (const [index, message] of messages.entries())
        expect(message.slice(0, expected[index]?.length)).to.equal(expected[index]);
    });
  }
});
