import { expect } from 'chai';
import { compileModel } from '../../../engine/model/compile.ts';
import { bpmn, flows } from '../../support/bpmn.ts';

const PARTS = /^(acceptance|basis|withdrawal|conduct|issues|milestone|post-check|procedure|data-store)/;

async function rules(process: string, definitions = ''): Promise<string[]> {
  const { problems } = await compileModel(bpmn(process, { definitions }));
  return problems.map(({ rule }) => rule).filter((rule) => PARTS.test(rule));
}

const chain = (accept: string, decide: string, settings = '') =>
  `<extensionElements>${settings}</extensionElements><startEvent id="start"/><userTask id="accept" ${accept}/><userTask id="decide" ${decide}/><endEvent id="end"/>${flows('start accept decide end')}`;

const CHECK = `<subProcess id="check" triggeredByEvent="true"><startEvent id="on" isInterrupting="false"><escalationEventDefinition escalationRef="e"/></startEvent><task id="t"/>${flows('on t')}</subProcess>`;
const ESCALATION = '<escalation id="e" escalationCode="post-check"/>';

const asked = (attributes: string) =>
  `<subProcess id="asked" triggeredByEvent="true"><startEvent id="in" ${attributes}><escalationEventDefinition escalationRef="e"/></startEvent><task id="u"/>${flows('in u')}</subProcess>`;
const withdrawal = ({ attributes }: { attributes: string }) =>
  `${chain('', '')}<subProcess id="withdrawal" triggeredByEvent="true"><startEvent id="on" ${attributes}><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></startEvent><task id="t"/>${flows('on t')}</subProcess>`;

describe('model/rules: procedure by law', () => {
  const CASES: readonly (readonly [string, string, readonly string[]])[] = [
    [
      'verbs before acceptance without a milestone',
      chain('tb:operations="request-supplement"', ''),
      ['acceptance-milestone'],
    ],
    ['them before the milestone', chain('tb:operations="request-supplement" tb:milestone="accepted"', ''), []],
    [
      'them after the milestone',
      chain('tb:milestone="accepted"', 'tb:operations="decline-acceptance"'),
      ['acceptance-milestone'],
    ],
    [
      'one article with two English texts',
      chain(
        '',
        '',
        '<tb:suspensionReason code="a" basis="法 1" basisEn="x"/><tb:suspensionReason code="b" basis="法 1" basisEn="y"/>',
      ),
      ['basis-in-english'],
    ],
    [
      'one article with one of them twice',
      chain(
        '',
        '',
        '<tb:suspensionReason code="a" basis="法 1" basisEn="x"/><tb:suspensionReason code="b" basis="法 1" basisEn="x"/>',
      ),
      [],
    ],
    [
      'an English text of no article',
      chain('', '', '<tb:suspensionReason code="a" basisEn="x"/>'),
      ['basis-in-english'],
    ],
    ['an unknown milestone', chain('tb:milestone="received"', ''), ['milestone-unknown']],
    ['a refusal without deciders', chain('', 'tb:operations="refuse"'), ['procedure-settings']],
    ['a refusal with deciders', chain('', 'tb:operations="refuse" tb:deciders="chief"'), []],
    ['two ways of refusing', chain('', 'tb:operations="refuse,reject" tb:deciders="chief"'), ['procedure-settings']],
    ['a special procedure of no kind', chain('', 'tb:operations="start-special-procedure"'), ['procedure-settings']],
    [
      'one of a kind',
      chain('', 'tb:operations="start-special-procedure"', '<tb:specialProcedure kind="hearing"/>'),
      [],
    ],
    [
      'a suspension without anything',
      chain('', 'tb:operations="apply-suspension"'),
      ['procedure-settings', 'procedure-settings', 'procedure-settings'],
    ],
    [
      'a whole suspension',
      chain(
        '',
        'tb:operations="apply-suspension"',
        '<tb:conduct leads="l" suspensionMax="30"/><tb:suspensionReason code="court"/>',
      ),
      [],
    ],
    [
      'tolerance without materials',
      chain('tb:operations="accept-tolerantly" tb:milestone="accepted"', '', '<tb:conduct toleranceDays="10"/>'),
      ['procedure-settings'],
    ],
    ['a document that no step issues', chain('tb:issues="delivery"', ''), ['issues-unknown']],
    ['a receipt of what is taken in', chain('tb:issues="takeIn"', ''), []],
    [
      'a receipt that several issue',
      chain('', '', '').replace(
        '<userTask id="accept" />',
        '<userTask id="accept" tb:issues="takeIn"><extensionElements><tb:assignment users="a,b"/><tb:approval rule="all"/></extensionElements></userTask>',
      ),
      ['procedure-settings'],
    ],
    [
      'a document with a condition that is none',
      chain('', 'tb:issues="grant" tb:issuesWhen="granted"'),
      ['issues-when-invalid'],
    ],
    ['handing on without leads', chain('', 'tb:operations="hand-on"'), ['procedure-settings']],
    ['days that are none', chain('', '', '<tb:conduct extensionCap="ten"/>'), ['conduct-days']],
    ['no day at all', chain('', '', '<tb:conduct extensionCap="0"/>'), ['conduct-days']],
    ['an end that is none', chain('', '', '<tb:conduct undelivered="lost"/>'), ['conduct-undelivered']],
    ['a way to cancel that is none', chain('', '', '<tb:conduct cancel="both"/>'), ['conduct-cancel']],
    ['two conducts', chain('', '', '<tb:conduct leads="a"/><tb:conduct leads="b"/>'), ['conduct-ambiguous']],
    ['a material twice', chain('', '', '<tb:material code="a"/><tb:material code="a"/>'), ['conduct-key']],
    ['a material without a code', chain('', '', '<tb:material name="a"/>'), ['conduct-key']],
    [
      'a promise that nobody checks',
      chain('', 'tb:operations="decide-on-promise" tb:deciders="chief"'),
      ['post-check'],
    ],
    ['one that somebody checks', chain('', 'tb:operations="decide-on-promise" tb:deciders="chief"') + CHECK, []],
    [
      'one whose check interrupts',
      chain('', 'tb:operations="decide-on-promise" tb:deciders="chief"') + CHECK.replace('isInterrupting="false"', ''),
      ['post-check'],
    ],
    ['a withdrawal that ends the case', withdrawal({ attributes: 'tb:withdraws="case"' }), []],
    ['one that is neither', withdrawal({ attributes: 'tb:withdraws="all"' }), ['withdrawal-start']],
    [
      'one that ends the case and does not interrupt',
      withdrawal({ attributes: 'isInterrupting="false" tb:withdraws="case"' }),
      ['withdrawal-start'],
    ],
    [
      'two that end the case',
      withdrawal({ attributes: 'tb:withdraws="case"' }) + asked('tb:withdraws="case"'),
      ['withdrawal-start'],
    ],
    [
      'a request for a withdrawal that ends the case',
      withdrawal({ attributes: 'tb:withdraws="case"' }) + asked('isInterrupting="false" tb:withdraws="request"'),
      [],
    ],
    [
      'a request without one',
      chain('', '') + asked('isInterrupting="false" tb:withdraws="request"'),
      ['withdrawal-start'],
    ],
    [
      'a withdrawal of a part of the process',
      `${chain('', '')}<subProcess id="part"><startEvent id="p"/><task id="q"/>${flows('p q')}${asked('tb:withdraws="case"')}</subProcess>`,
      ['withdrawal-start'],
    ],
    [
      'a withdrawal by which the case begins',
      chain('', '').replace('<startEvent id="start"', '<startEvent id="start" tb:withdraws="case"'),
      ['withdrawal-start'],
    ],
    [
      'a data store of the engine',
      `${chain('', '')}<dataStoreReference id="s" name="tongban/x"/>`,
      ['data-store-reserved'],
    ],
  ];
  for (const [name, process, expected] of CASES) {
    it(`should report ${expected.join(', ') || 'nothing'} of ${name}`, async () => {
      expect(await rules(process, ESCALATION)).to.deep.equal(expected);
    });
  }

  it('should take a milestone on a flow', async () => {
    const flow = '<sequenceFlow id="f" sourceRef="accept" targetRef="decide" tb:milestone="accepted"/>';
    const process = `<startEvent id="start"/><userTask id="accept" tb:operations="decline-acceptance"/><userTask id="decide" tb:operations="decline-acceptance"/>${flow}${flows('start accept')}`;

    const { problems } = await compileModel(bpmn(process));

    const found = problems.filter(({ rule }) => rule === 'acceptance-milestone');
    expect(found.map(({ elementId }) => elementId)).to.deep.equal(['decide']);
  });
});
