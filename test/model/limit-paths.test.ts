import { expect } from 'chai';
import { compileModel } from '../../engine/model/compile.ts';
import { exceeds, type LimitWays, limitWays } from '../../engine/model/limit-paths.ts';
import { bpmn, flowIf, flows } from '../support/bpmn.ts';

const task = (id: string, value = '', unit = '工作日'): string =>
  `<userTask id="${id}"><extensionElements><tb:assignment groups="g"/>${value && `<tb:limit value="${value}" unit="${unit}"/>`}</extensionElements></userTask>`;

async function waysOf(body: string): Promise<LimitWays> {
  const { graphs, problems } = await compileModel(bpmn(body));
  expect(problems.filter(({ severity }) => severity === 'error')).to.deep.equal([]);
  return limitWays(graphs[0] as NonNullable<(typeof graphs)[0]>);
}

const sums = ({ ways }: LimitWays) =>
  ways.map(({ steps, sums: all }) => [steps.at(-1)?.elementId, ...all.map(({ amount, unit }) => `${amount} ${unit}`)]);

const PROMISED = (value: number, rest = ''): string =>
  `<extensionElements><tb:limit clock="promised" value="${value}" unit="工作日" ${rest}/></extensionElements>`;

describe('limit ways', () => {
  it('should add up each way to its end, the longest first', async () => {
    const found = await waysOf(
      `<startEvent id="start"/>${task('a', '3')}<exclusiveGateway id="x" default="x_short"/>${task('b', '5')}<endEvent id="long"/><endEvent id="short"/>
       ${flows('start a x short', 'b long')}${flowIf('x', 'b', 'more = true')}`,
    );

    expect(sums(found)).to.deep.equal([
      ['long', '8 workingDay'],
      ['short', '3 workingDay'],
    ]);
  });

  it('should keep apart what cannot be added, and name steps without a limit', async () => {
    const found = await waysOf(
      `<startEvent id="start"/>${task('a', '3')}${task('b', '2', '小时')}${task('c', '30', '分钟')}${task('d')}<endEvent id="end"/>${flows('start a b c d end')}`,
    );

    expect(sums(found)).to.deep.equal([['end', '3 workingDay', '150 minute']]);
    expect(found.ways[0]?.unlimited).to.deep.equal(['d']);
  });

  it('should go round a loop once, and count a sub-process by its longest way', async () => {
    const found = await waysOf(
      `<startEvent id="start"/><subProcess id="sub"><startEvent id="s"/><parallelGateway id="p"/>${task('a', '2')}${task('b', '7')}<parallelGateway id="j"/><endEvent id="e"/>${flows('s p a j e', 'p b j')}</subProcess>
       <exclusiveGateway id="again" default="again_end"/><endEvent id="end"/>${flows('start sub again end')}${flowIf('again', 'sub', 'bad = true')}`,
    );

    expect(sums(found)).to.deep.equal([['end', '7 workingDay']]);
  });

  it('should compare with what is promised, from where its clock starts', async () => {
    const all = `<startEvent id="start"/>${task('a', '4')}${task('b', '7')}<endEvent id="end"/>${flows('start a b end')}`;
    const whole = await waysOf(PROMISED(10) + all);
    const later = await waysOf(PROMISED(10, 'startsAfter="a"') + all);
    const said = ({ ways, bounds }: LimitWays, upTo?: number) =>
      bounds.map((bound) => exceeds(ways[0] as never, bound, upTo));

    expect(said(whole)).to.deep.equal([true]);
    expect(said(whole, 1)).to.deep.equal([false]);
    expect(said(later)).to.deep.equal([false]);
  });
});
