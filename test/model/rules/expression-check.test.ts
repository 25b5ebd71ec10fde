import { expect } from 'chai';
import { compileModel } from '../../../engine/model/compile.ts';
import { bpmn, flowIf, flows } from '../../support/bpmn.ts';
import { verify } from './verify.ts';

const FORMAL = 'xsi:type="tFormalExpression"';
const decides = (condition: string, before = ''): string =>
  `${before}<startEvent id="start"/><exclusiveGateway id="g" default="g_no"/><endEvent id="yes"/><endEvent id="no"/>
   ${flows('start g no')}${flowIf('g', 'yes', condition)}`;
const script = (text: string, before = ''): string =>
  `${before}<startEvent id="start"/><scriptTask id="s" tb:resultVariable="r"><script>${text.replaceAll('<', '&lt;')}</script></scriptTask>
   <endEvent id="end"/>${flows('start s end')}`;
const repeats = (inside: string): string =>
  `<startEvent id="start"/><task id="t">${inside}</task><endEvent id="end"/>${flows('start t end')}`;
const times = (count: string, until = ''): string =>
  repeats(`<multiInstanceLoopCharacteristics><loopCardinality ${FORMAL}>${count}</loopCardinality>
    ${until && `<completionCondition ${FORMAL}>${until}</completionCondition>`}</multiInstanceLoopCharacteristics>`);
const known =
  '<dataObject id="d1" name="申请人"/><dataObject id="d2" name="amount1"/><dataObject id="d3" name="total-sum"/>';

verify('expression-check', {
  valid: [
    { name: 'a condition that may be true', body: decides('amount > 3 and approved') },
    { name: 'a variable as condition', body: decides('approved') },
    { name: 'a constant condition', body: decides('false') },
    { name: 'a comparison with null', body: decides('reason != null') },
    { name: 'a list of one and its element', body: decides('["a"] = "a"') },
    { name: 'a name that nobody in the model writes', body: decides('来自消息的变量 = 1', known) },
    { name: 'a short name that is near to another', body: decides('余额 > 1', '<dataObject id="d" name="金额"/>') },
    { name: 'names that differ in a number', body: decides('amount2 > 1', known) },
    { name: 'an entry of the elements of a list', body: script('people[申请入 = 1]', known) },
    { name: 'a name with a symbol that the model declares', body: decides('total-sum > 3', known) },
    { name: 'counters of the engine', body: times('3', 'nrOfCompletedInstances / nrOfInstances >= 0.5') },
    { name: 'tokens on flows', body: decides('g_yes = null') },
    { name: 'what a script gives', body: script('"a" + "b"') },
  ],
  invalid: [
    { name: 'a text as condition', body: decides('"yes"'), at: ['g_yes'] },
    { name: 'a sum of numbers as condition', body: decides('1 + 2'), at: ['g_yes'] },
    { name: 'a text as number of items', body: times('"3"'), at: ['t'] },
  ],
});

verify('expression-check', {
  valid: [],
  invalid: [
    { name: 'a sum of a text and a number', body: script('"a" + 1'), at: ['s'], severity: 'warning' },
    { name: 'a call with too few arguments', body: script('contains("a")'), at: ['s'], severity: 'warning' },
    {
      name: 'a call with an unknown parameter',
      body: script('contains(text: "a", match: "b")'),
      at: ['s'],
      severity: 'warning',
    },
    { name: 'an argument of another type', body: script('upper case(3)'), at: ['s'], severity: 'warning' },
    { name: 'a comparison of types within a value', body: script('[1 < "a"]'), at: ['s'], severity: 'warning' },
    { name: 'a choice by a text', body: script('if "a" then 1 else 2'), at: ['s'], severity: 'warning' },
    {
      name: 'a name near to one that is known',
      body: decides('申请入 = "张三"', known),
      at: ['g_yes'],
      severity: 'warning',
    },
  ],
});

describe('model/rules/expression-check', () => {
  const problemsOf = async (body: string) => (await compileModel(bpmn(body))).problems;

  it('should refuse a condition that its types keep from being true, and say why', async () => {
    const problems = await problemsOf(decides('申请人 = "张三" and "a" > 3'));

    expect(problems.map(({ severity }) => severity)).to.deep.equal(['error', 'warning']);
    expect(problems[1]?.message.en).to.contain('a text > a number is never true').and.contain('Line 1, column 16');
    expect(problems[1]?.message.zh).to.contain('文本 > 数字 永不为真').and.contain('第 1 行第 16 列');
  });

  it('should refuse a condition whose call never gives anything', async () => {
    const problems = await problemsOf(decides('x and contains("a")'));

    expect(problems.map(({ severity }) => severity)).to.have.members(['error', 'warning']);
  });

  it('should ask whether the similar name is meant', async () => {
    const [problem] = await problemsOf(decides('申请入 = "张三"', known));

    expect(problem?.message.en).to.contain('did you mean "申请人"');
    expect(problem?.message.zh).to.contain('是否应为“申请人”');
  });

  it('should know the types of the counters', async () => {
    const problems = await problemsOf(times('3', 'nrOfInstances = "3"'));

    expect(problems.map(({ severity }) => severity)).to.have.members(['warning', 'error']);
  });
});
