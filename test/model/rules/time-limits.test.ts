import { expect } from 'chai';
import { compileModel } from '../../../engine/model/compile.ts';
import { bpmn, flows } from '../../support/bpmn.ts';

async function found(process: string, rule: string): Promise<string[]> {
  const { problems } = await compileModel(bpmn(process));
  return problems
    .filter((problem) => problem.rule === rule)
    .map(({ severity, elementId, message }) => `${severity} ${elementId}: ${message.en}`);
}

const extended = (inside: string) => `<extensionElements>${inside}</extensionElements>`;
const step = (id: string, days: number | string, more = '') =>
  `<userTask id="${id}" ${more}>${extended(`<tb:assignment users="wang"/>${days === '' ? '' : `<tb:limit value="${days}" unit="workingDay"/>`}`)}</userTask>`;
const limits = (promised: number, statutory: number, more = '') =>
  extended(
    `<tb:limit clock="promised" value="${promised}" unit="workingDay" ${more}/><tb:limit clock="statutory" value="${statutory}" unit="workingDay" ${more}/>`,
  );

describe('model/rules: time limits', () => {
  it('should add the steps of a chain', async () => {
    const chain = (promised: number) =>
      `${limits(promised, 20)}<startEvent id="s"/>${step('a', 5)}${step('b', 6)}<endEvent id="e"/>${flows('s a b e')}`;

    expect(await found(chain(11), 'time-limits')).to.deep.equal([]);
    expect(await found(chain(10), 'time-limits')).to.deep.equal([
      'warning process: Expected the steps to take no more than the 10 working days of the promised limit, but a, b may take 11.',
    ]);
  });

  it('should refuse what cannot be done within the law', async () => {
    const long = `${limits(20, 20)}<startEvent id="s"/>${step('a', 21)}<endEvent id="e"/>${flows('s a e')}`;

    expect((await found(long, 'time-limits')).map((one) => one.split(':')[0])).to.deep.equal([
      'warning process',
      'error process',
    ]);
  });

  for (const gateway of ['parallelGateway', 'exclusiveGateway', 'inclusiveGateway']) {
    it(`should take the longest branch of a ${gateway}`, async () => {
      const branches =
        `${limits(9, 20)}<startEvent id="s"/><${gateway} id="f" default="f_b"/>${step('a', 8)}${step('b', 3)}<${gateway} id="j"/>${step('c', 2)}<endEvent id="e"/>
        ${flows('s f a j c e', 'f b j')}`.replace(/ default="f_b"/, '');

      expect(await found(branches, 'time-limits')).to.deep.equal([
        'warning process: Expected the steps to take no more than the 9 working days of the promised limit, but a, c may take 10.',
      ]);
    });
  }

  it('should pass over what leads back, and say so', async () => {
    const loop = `${limits(7, 20)}<startEvent id="s"/>${step('a', 5)}<exclusiveGateway id="g"/>${step('b', 3)}<endEvent id="e"/>${flows('s a g b e', 'g a')}`;

    expect(await found(loop, 'time-limits')).to.deep.equal([
      'warning process: Expected the steps to take no more than the 7 working days of the promised limit, but a, b may take 8 even if nothing is done twice.',
    ]);
  });

  it('should look into sub-processes, and take their own limit where they have one', async () => {
    const sub = (own: string) =>
      `${limits(6, 20)}<startEvent id="s"/><subProcess id="sub">${own}<startEvent id="s2"/>${step('a', 4)}${step('b', 4)}<endEvent id="e2"/>${flows('s2 a b e2')}</subProcess><endEvent id="e"/>${flows('s sub e')}`;

    expect(await found(sub(''), 'time-limits')).to.have.length(1);
    expect(await found(sub(limits(5, 8)), 'time-limits')).to.deep.equal([
      'warning sub: Expected the steps to take no more than the 5 working days of the promised limit, but a, b may take 8.',
    ]);
  });

  it('should count from where the clock starts to where it stops', async () => {
    const part = `${limits(4, 20, 'startsAfter="a" stopsAfter="b"')}<startEvent id="s"/>${step('a', 9)}${step('b', 4)}${step('c', 9)}<endEvent id="e"/>${flows('s a b c e')}`;

    expect(await found(part, 'time-limits')).to.deep.equal([]);
  });

  it('should count what a timer by the calendar lets pass, and what an activity has until one interrupts it', async () => {
    const counts = (attributes: string) =>
      `<timerEventDefinition>${extended(`<tb:limit unit="workingDay" ${attributes}/>`)}</timerEventDefinition>`;
    const chain = (promised: number, attributes: string) =>
      `${limits(promised, 50)}<startEvent id="s"/>${step('a', 5)}<intermediateCatchEvent id="w">${counts(attributes)}</intermediateCatchEvent><endEvent id="e"/>${flows('s a w e')}`;
    const guarded = (promised: number, more: string) =>
      `${limits(promised, 50)}<startEvent id="s"/>${step('a', '')}<boundaryEvent id="b" attachedToRef="a" ${more}>${counts('value="4"')}</boundaryEvent>${step('b2', 3)}<endEvent id="e"/><endEvent id="e2"/>${flows('s a e')}${flows('b b2 e2')}`;

    expect(await found(chain(15, 'value="10"'), 'time-limits')).to.deep.equal([]);
    expect(await found(chain(14, 'value="10"'), 'time-limits')).to.deep.equal([
      'warning process: Expected the steps to take no more than the 14 working days of the promised limit, but a, w may take 15.',
    ]);
    expect(await found(chain(10, 'value="10" used="50%"'), 'time-limits')).to.deep.equal([]);
    expect(await found(guarded(6, ''), 'time-limits')).to.deep.equal([
      'warning process: Expected the steps to take no more than the 6 working days of the promised limit, but a, b2 may take 7.',
    ]);
    expect(await found(guarded(6, 'cancelActivity="false"'), 'time-limits')).to.deep.equal([]);
  });

  it('should not compare what counts otherwise', async () => {
    const mixed = `${limits(1, 20)}<startEvent id="s"/>${step('a', 30).replace('workingDay', 'hour')}<endEvent id="e"/>${flows('s a e')}`;

    expect((await found(mixed, 'time-limits'))[0]).to.match(/^warning a: Expected "a" to count in working days/);
  });

  it('should take days for at most as many working days', async () => {
    const days = (promise: number) =>
      `${limits(promise, 20)}<startEvent id="s"/>${step('a', 5)}${step('b', 7).replace('workingDay', 'day')}<endEvent id="e"/>${flows('s a b e')}`;

    expect(await found(days(12), 'time-limits')).to.deep.equal([]);
    expect(await found(days(11), 'time-limits')).to.deep.equal([
      'warning process: Expected the steps to take no more than the 11 working days of the promised limit, but a, b may take 12.',
    ]);
  });

  it('should let what is over within the day weigh nothing', async () => {
    const brief = `${limits(1, 20)}<startEvent id="s"/>${step('a', 8).replace('workingDay', 'hour')}${step('b', 1)}<endEvent id="e"/>${flows('s a b e')}`;

    expect(await found(brief, 'time-limits')).to.deep.equal([]);
  });

  it('should admit one extension of a limit of law', async () => {
    const twice = `${limits(5, 20, 'extension="10" extensions="2"')}<startEvent id="s"/>${step('a', 1)}<endEvent id="e"/>${flows('s a e')}`;

    expect(await found(twice, 'time-limits')).to.deep.equal([
      'error process: Expected the limit of the law at "process" to be extended once at most, but extensions is 2.',
    ]);
  });

  it('should ask who does it where an expression may find nobody and the law sets a limit', async () => {
    const open = (more: string) =>
      `${limits(5, 20)}<startEvent id="s"/><userTask id="a">${extended(`<tb:assignment users="=handlers" ${more}/>`)}</userTask><endEvent id="e"/>${flows('s a e')}`;

    expect((await found(open(''), 'time-limits'))[0]).to.match(/^warning a: /);
    expect(await found(open('empty="admin"'), 'time-limits')).to.deep.equal([]);
  });

  it('should settle a large drawing in no time at all', async () => {
    const names = Array.from({ length: 400 }, (_, n) => `t${n}`);
    const large = `${limits(500, 900)}<startEvent id="s"/>${names.map((id) => step(id, 1)).join('')}<endEvent id="e"/>${flows(`s ${names.join(' ')} e`)}`;

    expect(await found(large, 'time-limits')).to.deep.equal([]);
  });
});

describe('model/rules: ladders', () => {
  const one = (rung: string, more = '', limit = '<tb:limit value="3" unit="workingDay"/>') =>
    `<startEvent id="s"/><userTask id="a" ${more}>${extended(`<tb:assignment users="w,x"/>${limit}<tb:ladder><tb:rung ${rung}/></tb:ladder>`)}</userTask><endEvent id="e"/>${flows('s a e')}`;
  const OVER = 'after="0" unit="workingDay"';

  const CASES: readonly (readonly [string, string, string, number])[] = [
    ['a reminder', one('used="70%" action="remind" daily="true"'), 'ladders', 0],
    ['silence by a rule', one(`${OVER} action="pass" basis="rule"`), 'ladders', 0],
    ['silence without a rule', one(`${OVER} action="pass"`), 'ladders', 1],
    ['silence that grants a licence', one(`${OVER} action="pass" basis="r"`, 'tb:decides="licence"'), 'ladders', 1],
    ['silence that refuses one', one(`${OVER} action="refuse" basis="r"`, 'tb:decides="licence"'), 'ladders', 1],
    ['a ladder without a limit', one('used="0.7" action="remind"', '', ''), 'ladders', 1],
    ['a clock that is not there', one('used="0.7" action="remind" clock="promised"'), 'ladders', 1],
    ['nobody to go to', one('used="0.7" action="transfer"'), 'ladders', 1],
    ['no process', one('used="0.7" action="supervise"'), 'ladders', 1],
    ['no topic', one('used="0.7" action="call"'), 'ladders', 1],
    ['what has no effect', one('used="0.7" action="remind" topic="t"'), 'ladders', 1],
    ['a return that is not admitted', one(`${OVER} action="return"`, 'tb:operations="complete"'), 'ladders', 1],
    ['an unknown action', one('used="0.7" action="shout"'), 'ladder-invalid', 1],
    ['two instants', one('used="0.7" left="1" unit="day" action="remind"'), 'ladder-invalid', 1],
    ['no instant', one('action="remind"'), 'ladder-invalid', 1],
    ['more than all', one('used="120%" action="remind"'), 'ladder-invalid', 1],
    ['no unit', one('left="1" action="remind"'), 'ladder-invalid', 1],
    ['half a day', one('left="0.5" unit="workingDay" action="remind"'), 'ladder-invalid', 1],
  ];
  for (const [name, model, rule, count] of CASES) {
    it(`should report ${count === 0 ? 'nothing' : rule} of ${name}`, async () => {
      expect(await found(model, rule)).to.have.length(count);
    });
  }
});
