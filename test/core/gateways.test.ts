import { expect } from 'chai';
import { flowIf, flows, graphOf } from '../support/bpmn.ts';
import { Case } from './harness.ts';

const start = '<startEvent id="start"/>';
const end = '<endEvent id="end"/>';
const users = (...ids: string[]) => ids.map((id) => `<userTask id="${id}"/>`).join('');

describe('core/exclusive gateway', () => {
  const graph = () =>
    graphOf(`${start}<exclusiveGateway id="x" default="x_c"/>${users('a', 'b', 'c')}${flows('start x c')}
      ${flowIf('x', 'a', 'amount > 100')}${flowIf('x', 'b', 'amount > 10')}`);

  for (const [amount, expected] of [
    [500, 'a'],
    [50, 'b'],
    [5, 'c'],
    [null, 'c'],
  ] as const) {
    it(`should take the first true flow or the default: ${amount} → ${expected}`, async () => {
      const it = new Case(await graph(), { variables: { amount } });

      expect(it.open).to.deep.equal([expected]);
    });
  }

  it('should raise an incident when nothing is true, and choose again on retry', async () => {
    const it = new Case(
      await graphOf(`${start}<exclusiveGateway id="x"/>${users('a', 'b')}${flows('start x')}
      ${flowIf('x', 'a', 'go = 1')}${flowIf('x', 'b', 'go = 2')}`),
    );
    expect(it.incidents).to.deep.equal(['no-flow-chosen']);
    expect(it.open).to.deep.equal(['x']);

    it.pull({ kind: 'writeVariables', scope: it.state.root, variables: { go: 2 } });
    it.pull({ kind: 'retryIncident', incident: Object.keys(it.state.incidents)[0] ?? '' });

    expect(it.open).to.deep.equal(['b']);
    expect(it.incidents).to.deep.equal([]);
  });

  it('should not synchronise: each token goes on', async () => {
    const it = new Case(
      await graphOf(`${start}<parallelGateway id="s"/>${users('a', 'b', 'c')}<exclusiveGateway id="x"/>
      ${flows('start s a x c', 's b x')}`),
    );

    it.complete('a');
    it.complete('b');

    expect(it.open).to.deep.equal(['c', 'c']);
    expect(it.at('c').map((element) => element.visit)).to.deep.equal([1, 2]);
  });
});

describe('core/parallel gateway', () => {
  const split = `${start}<parallelGateway id="s"/>${users('a', 'b')}<parallelGateway id="j"/>${users('c')}${end}`;
  const paths = ['start s a j c end', 's b j'];

  it('should wait until every incoming flow has a token', async () => {
    const it = new Case(await graphOf(`${split}${flows(...paths)}`));

    it.complete('a');
    expect(it.open).to.deep.equal(['b', 'j']);
    it.complete('b');

    expect(it.open).to.deep.equal(['c']);
  });

  it('should not depend on the order of the flows in the file', async () => {
    for (const order of [paths, [...paths].reverse()]) {
      for (const done of [
        ['a', 'b'],
        ['b', 'a'],
      ]) {
        const it = new Case(await graphOf(`${split}${flows(...order)}`));
        for (const id of done) it.complete(id);
        expect(it.open).to.deep.equal(['c']);
      }
    }
  });

  it('should not fire on two tokens of the same flow, and keep the surplus for the next firing', async () => {
    const it = new Case(
      await graphOf(`${start}<parallelGateway id="s"/>${users('a1', 'a2', 'b1', 'b2', 'c')}
        <exclusiveGateway id="ma"/><exclusiveGateway id="mb"/><parallelGateway id="j"/>
        ${flows('start s a1 ma j c', 's a2 ma', 's b1 mb j', 's b2 mb')}`),
    );

    it.complete('a1');
    it.complete('a2');
    expect(it.open).to.deep.equal(['b1', 'b2', 'j']);
    it.complete('b1');
    expect(it.open, 'one pair, one token left over').to.deep.equal(['b2', 'c', 'j']);
    it.complete('b2');

    expect(it.open).to.deep.equal(['c', 'c']);
    expect(it.at('c').map((element) => element.visit)).to.deep.equal([1, 2]);
  });

  it('should fire again for each round of a loop', async () => {
    const it = new Case(
      await graphOf(`${start}<exclusiveGateway id="m"/>${split.slice(start.length)}<exclusiveGateway id="x" default="x_end"/>
        ${flows('start m s a j c x end', 's b j')}${flowIf('x', 'm', 'again')}`),
    );
    for (const again of [true, true, false]) {
      it.complete('b');
      it.complete('a');
      it.complete('c', { again });
    }

    expect(it.state.status).to.equal('completed');
    expect(it.visits('j')).to.equal(3);
  });

  it('should join and split at once', async () => {
    const it = new Case(
      await graphOf(`${start}<parallelGateway id="s"/>${users('a', 'b', 'c', 'd')}<parallelGateway id="j"/>
        ${flows('start s a j c', 's b j d')}`),
    );

    it.complete('a');
    it.complete('b');

    expect(it.open).to.deep.equal(['c', 'd']);
  });

  it('should keep tokens of different scope instances apart', async () => {
    const it = new Case(
      await graphOf(`${start}<subProcess id="sub"><multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality>
        </multiInstanceLoopCharacteristics><startEvent id="is"/><parallelGateway id="s"/>${users('a', 'b')}<parallelGateway id="j"/>
        ${flows('is s a j', 's b j')}</subProcess>${end}${flows('start sub end')}`),
    );

    it.complete('a', {}, 0);
    it.complete('b', {}, 1);
    expect(it.open.filter((id) => id === 'j')).to.have.length(2);
    it.complete('b', {}, 0);
    it.complete('a', {}, 0);

    expect(it.state.status).to.equal('completed');
  });
});

describe('core/inclusive gateway', () => {
  const model = `${start}<inclusiveGateway id="s" default="s_d"/>${users('a', 'b', 'd', 'c')}<inclusiveGateway id="j"/>
    ${flows('start s d j c', 'a j', 'b j')}${flowIf('s', 'a', 'x')}${flowIf('s', 'b', 'y')}`;

  for (const [variables, open] of [
    [{ x: true, y: true }, ['a', 'b']],
    [{ x: true }, ['a']],
    [{}, ['d']],
  ] as const) {
    it(`should take every true flow, the default only if there is none: ${JSON.stringify(variables)}`, async () => {
      const it = new Case(await graphOf(model), { variables });
      expect(it.open).to.deep.equal(open);

      for (const id of open.slice(0, -1)) it.complete(id);
      expect(it.open, 'the join waits for what can still come').to.not.include('c');
      it.complete(open.at(-1) ?? '');

      expect(it.open).to.deep.equal(['c']);
    });
  }

  it('should not wait for a token that has left towards elsewhere', async () => {
    const it = new Case(
      await graphOf(`${start}<parallelGateway id="s"/>${users('a', 'b', 'c')}<exclusiveGateway id="x" default="x_j"/>
        <inclusiveGateway id="j"/>${end}${flows('start s a j c', 's b x j')}${flowIf('x', 'end', 'stop')}`),
    );
    it.complete('a');
    expect(it.open).to.deep.equal(['b', 'j']);

    it.complete('b', { stop: true });

    expect(it.open).to.deep.equal(['c']);
  });

  it('should wait for an activity whose boundary event leads to it', async () => {
    const it = new Case(
      await graphOf(`${start}<parallelGateway id="s"/>${users('a', 'b', 'c', 'other')}
        <boundaryEvent id="late" attachedToRef="b"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>
        <inclusiveGateway id="j"/>${flows('start s a j c', 's b other', 'late j')}`),
    );
    it.complete('a');
    expect(it.open, 'the timer may still send a token').to.deep.equal(['b', 'j']);

    it.fireNextTimer();

    expect(it.open).to.deep.equal(['c']);
  });

  it('should go on when that activity ends without its boundary event', async () => {
    const it = new Case(
      await graphOf(`${start}<parallelGateway id="s"/>${users('a', 'b', 'c', 'other')}
        <boundaryEvent id="late" attachedToRef="b"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>
        <inclusiveGateway id="j"/>${flows('start s a j c', 's b other', 'late j')}`),
    );
    it.complete('a');

    it.complete('b');

    expect(it.open).to.deep.equal(['c', 'other']);
  });

  it('should not wait for a token that comes back only through the join itself', async () => {
    const it = new Case(
      await graphOf(`${start}<inclusiveGateway id="j"/>${users('a')}<exclusiveGateway id="x" default="x_end"/>${end}
        ${flows('start j a x end')}${flowIf('x', 'j', 'again')}`),
    );
    expect(it.open).to.deep.equal(['a']);

    it.complete('a', { again: true });
    expect(it.open).to.deep.equal(['a']);
    it.complete('a', { again: false });

    expect(it.state.status).to.equal('completed');
  });

  it('should fire once for tokens that arrive in the same step', async () => {
    const it = new Case(
      await graphOf(`${start}<parallelGateway id="s"/><task id="a"/><task id="b1"/><task id="b2"/><inclusiveGateway id="j"/>${users('c')}
        ${flows('start s a j c', 's b1 b2 j')}`),
    );

    expect(it.open).to.deep.equal(['c']);
  });

  it('should raise an incident when no flow can be taken', async () => {
    const it = new Case(
      await graphOf(
        `${start}<inclusiveGateway id="s"/>${users('a', 'b')}${flows('start s')}${flowIf('s', 'a', 'x')}${flowIf('s', 'b', 'y')}`,
      ),
    );

    expect(it.incidents).to.deep.equal(['no-flow-chosen']);
  });
});

describe('core/flows that leave an activity', () => {
  it('should all be taken where they have no condition', async () => {
    const it = new Case(await graphOf(`${start}${users('a', 'b', 'c')}${flows('start a b', 'a c')}`));

    it.complete('a');

    expect(it.open).to.deep.equal(['b', 'c']);
  });

  it('should be judged by their conditions, the default only if there is no other', async () => {
    const graph = await graphOf(`${start}<userTask id="a" default="a_d"/>${users('b', 'c', 'd')}${flows('start a d')}
      ${flowIf('a', 'b', 'x > 1')}${flowIf('a', 'c', 'x > 2')}`);
    for (const [x, open] of [
      [3, ['b', 'c']],
      [2, ['b']],
      [1, ['d']],
    ] as const) {
      const it = new Case(graph);
      it.complete('a', { x });
      expect(it.open).to.deep.equal(open);
    }
  });

  it('should hold the token with an incident where none can be taken, and not repeat the outputs on retry', async () => {
    const it = new Case(
      await graphOf(`${start}<userTask id="a"><extensionElements><tb:output source="=count + 1" target="count"/></extensionElements></userTask>
        ${users('b', 'c')}${flows('start a')}${flowIf('a', 'b', 'go')}${flowIf('a', 'c', 'stay')}`),
      { variables: { count: 1 } },
    );
    it.complete('a');
    expect(it.incidents).to.deep.equal(['no-flow-chosen']);
    expect(it.the('a').state).to.equal('completing');

    it.pull({ kind: 'writeVariables', scope: it.state.root, variables: { go: true } });
    it.pull({ kind: 'retryIncident', incident: Object.keys(it.state.incidents)[0] ?? '' });

    expect(it.open).to.deep.equal(['b']);
    expect(it.variables).to.include({ count: 2 });
  });

  it('should run an activity once per token where several flows come in', async () => {
    const it = new Case(
      await graphOf(
        `${start}<parallelGateway id="s"/><task id="a"/><task id="b"/>${users('c')}${flows('start s a c', 's b c')}`,
      ),
    );

    expect(it.open).to.deep.equal(['c', 'c']);
  });
});
