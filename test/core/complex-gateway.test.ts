import { expect } from 'chai';
import { flowIf, flows, graphOf } from '../support/bpmn.ts';
import { Case } from './harness.ts';

const users = (...ids: string[]) => ids.map((id) => `<userTask id="${id}"/>`).join('');
const gateway = (condition: string, attributes = '') =>
  `<complexGateway id="g" ${attributes}><activationCondition xsi:type="tFormalExpression">${condition}</activationCondition></complexGateway>`;
const three = (condition: string, out: string, more = '') =>
  graphOf(`<startEvent id="start"/><parallelGateway id="s"/>${users('a', 'b', 'c', 'next', 'rest')}${gateway(condition)}
    ${flows('start s a g', 's b g', 's c g')}${out}${more}`);

describe('core/complex gateway', () => {
  it('should start with enough tokens, take the rest at the reset, and end then', async () => {
    const it = new Case(await three('activationCount &gt;= 2', flowIf('g', 'next', 'waitingForStart')));
    it.complete('a');
    expect(it.open).to.deep.equal(['b', 'c', 'g']);

    it.complete('b');
    expect(it.open).to.deep.equal(['c', 'g', 'next']);
    it.complete('c');
    expect(it.open, 'it has reset').to.deep.equal(['next']);
    it.complete('next');

    expect(it.state.status).to.equal('completed');
    expect(it.visits('next')).to.equal(1);
  });

  it('should not start while its condition does not hold, even if no more tokens can come', async () => {
    const it = new Case(await three('activationCount &gt;= 4', flowIf('g', 'next', 'true')));

    for (const id of ['a', 'b', 'c']) it.complete(id);

    expect(it.open).to.deep.equal(['g']);
    expect(it.visits('next')).to.equal(0);
  });

  it('should know the tokens of each incoming flow by its id', async () => {
    const it = new Case(await three('b_g &gt;= 1', flowIf('g', 'next', 'waitingForStart')));
    it.complete('a');
    it.complete('c');
    expect(it.open).to.deep.equal(['b', 'g']);

    it.complete('b');

    expect(it.open).to.deep.equal(['next']);
  });

  it('should put a token on a flow without condition at the start only', async () => {
    const it = new Case(await three('activationCount &gt;= 2', flows('g next')));

    for (const id of ['a', 'b', 'c']) it.complete(id);

    expect(it.open).to.deep.equal(['next']);
    expect(it.visits('next')).to.equal(1);
  });

  it('should choose flows again at the reset, with waitingForStart false', async () => {
    const out = flowIf('g', 'next', 'waitingForStart') + flowIf('g', 'rest', 'not(waitingForStart)');
    const it = new Case(await three('activationCount &gt;= 1', out));
    it.complete('a');
    expect(it.open).to.deep.equal(['b', 'c', 'g', 'next']);

    it.complete('b');
    expect(it.open, 'one may still come').to.deep.equal(['c', 'g', 'next']);
    it.complete('c');

    expect(it.open).to.deep.equal(['next', 'rest']);
  });

  it('should reset without the tokens that cannot come any more', async () => {
    const graph = await graphOf(`<startEvent id="start"/><parallelGateway id="s"/>${users('a', 'b', 'next')}
      ${gateway('activationCount &gt;= 1')}<exclusiveGateway id="x" default="x_end"/><endEvent id="end"/>
      ${flows('start s a g', 's b x end')}${flowIf('x', 'g', 'go')}${flowIf('g', 'next', 'waitingForStart')}`);
    const it = new Case(graph);
    it.complete('a');
    expect(it.open).to.deep.equal(['b', 'g', 'next']);

    it.complete('b', { go: false });

    expect(it.open).to.deep.equal(['next']);
  });

  it('should keep a token of the next round for the next start', async () => {
    const graph = await graphOf(`<startEvent id="start"/><parallelGateway id="s"/>${users('a1', 'a2', 'b', 'next')}
      <exclusiveGateway id="m"/>${gateway('activationCount &gt;= 1')}${flows('start s a1 m g', 's a2 m', 's b g')}${flowIf('g', 'next', 'waitingForStart')}`);
    const it = new Case(graph);
    it.complete('a1');
    it.complete('a2');
    expect(it.visits('next'), 'it waits for its reset').to.equal(1);

    it.complete('b');

    expect(it.visits('next'), 'the second token of the flow has started the next round').to.equal(2);
    expect(it.open).to.deep.equal(['next', 'next']);
  });

  it('should take its default flow only where no condition holds, and be stuck at the start without any', async () => {
    const body = (attributes: string, out: string) =>
      graphOf(
        `<startEvent id="start"/>${users('a', 'next', 'rest')}${gateway('activationCount &gt;= 1', attributes)}${flows('start a g')}${out}`,
      );
    const withDefault = new Case(await body('default="g_rest"', flowIf('g', 'next', 'false') + flows('g rest')));
    const without = new Case(await body('', flowIf('g', 'next', 'false')));
    withDefault.complete('a');
    without.complete('a');

    expect(withDefault.visits('next')).to.equal(0);
    expect(withDefault.visits('rest'), 'at the start and at the reset').to.equal(2);
    expect(without.incidents).to.deep.equal(['no-flow-chosen']);
  });

  it('should split like an inclusive gateway', async () => {
    const it = new Case(
      await graphOf(`<startEvent id="start"/>${users('a', 'b', 'c')}<complexGateway id="g" default="g_c"/>${flows('start g c')}
      ${flowIf('g', 'a', 'x')}${flowIf('g', 'b', 'y')}`),
      { variables: { x: true, y: true } },
    );

    expect(it.open).to.deep.equal(['a', 'b']);
  });
});
