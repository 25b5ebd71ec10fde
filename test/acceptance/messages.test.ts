import { expect } from 'chai';
import { flows } from '../support/bpmn.ts';
import { useEngine } from './support/engine.ts';
import { catching, end, message, start, throwing, user } from './support/shapes.ts';

const named = (name: string) => ({ definitions: `<message id="M" name="${name}"/>` });
const byKey = message('M', 'tb:correlationKey="=order"');
const waiting = [start(), catching('c', byKey), user('a'), end(), flows('start c a end')].join('');

describe('acceptance/messages', () => {
  const engine = useEngine();

  it('should go to exactly one case, the one that has waited longest, and be answered when repeated', async () => {
    const key = await engine.model(waiting, named('paid'));
    const cases = [await engine.start(key, { order: 'o1' }), await engine.start(key, { order: 'o1' })];
    const input = { correlationKey: 'o1', variables: { amount: 3 }, messageId: 'bank-1' };

    const answers = [await engine.publish('paid', input), await engine.publish('paid', input)];

    expect(answers[0]).to.deep.equal({ outcome: 'correlated', instanceIds: [cases[0]] });
    expect(answers[1]).to.deep.equal(answers[0]);
    expect(await Promise.all(cases.map((id) => engine.open(id)))).to.deep.equal([['a'], ['c']]);
    expect((await engine.instance(cases[0] ?? '')).variables).to.include({ amount: 3 });
  });

  it('should be taken once when many send the same message at the same time', async () => {
    const key = await engine.model(waiting, named('storm'));
    const cases = await Promise.all(Array.from({ length: 5 }, () => engine.start(key, { order: 's' })));

    const answers = await Promise.all(
      Array.from({ length: 10 }, () => engine.publish('storm', { correlationKey: 's', messageId: 'once' })),
    );

    expect(new Set(answers.flatMap(({ instanceIds }) => instanceIds)).size).to.equal(1);
    const open = await Promise.all(cases.map((id) => engine.open(id)));
    expect(open.filter(([at]) => at === 'a')).to.have.lengthOf(1);
  });

  it('should wait for its time to live in the order of arrival, and no longer', async () => {
    const key = await engine.model(waiting, named('early'));
    for (const n of [1, 2, 3])
      expect(
        (await engine.publish('early', { correlationKey: 'k', variables: { n }, timeToLive: 'PT1H' })).outcome,
      ).to.equal('buffered');

    const got: unknown[] = [];
    for (let round = 0; round < 2; round++) {
      const id = await engine.start(key, { order: 'k' });
      await engine.settle();
      got.push((await engine.instance(id)).variables.n);
    }
    await engine.advance('PT1H');
    const late = await engine.start(key, { order: 'k' });
    await engine.settle();

    expect(got).to.deep.equal([1, 2]);
    expect(await engine.open(late)).to.deep.equal(['c']);
  });

  it('should be ignored without a receiver and without time to live', async () => {
    const key = await engine.model(waiting, named('nobody'));
    expect(await engine.publish('nobody', { correlationKey: 'x' })).to.deep.equal({
      outcome: 'ignored',
      instanceIds: [],
    });

    const id = await engine.start(key, { order: 'x' });
    await engine.settle();

    expect(await engine.open(id)).to.deep.equal(['c']);
  });

  it('should not be taken for another key, another name or another case', async () => {
    const key = await engine.model(waiting, named('mine'));
    const id = await engine.start(key, { order: '7' });
    const other = await engine.start(key, { order: '8' });

    for (const [name, more] of [
      ['mine', { correlationKey: '70' }],
      ['mine', { correlationKey: '' }],
      ['mine', {}],
      ['yours', { correlationKey: '7' }],
      ['mine', { correlationKey: '7', instanceId: other }],
    ] as const)
      expect((await engine.publish(name, more)).outcome, JSON.stringify([name, more])).to.equal('ignored');

    expect(await engine.open(id)).to.deep.equal(['c']);
  });

  it('should correlate by business key or instance where the model names no key', async () => {
    const plain = [start(), catching('c', message('M')), user('a'), end(), flows('start c a end')].join('');
    const key = await engine.model(plain, named('plain'));
    const first = await engine.start(key, {}, { businessKey: 'B-1' });
    const second = await engine.start(key, {}, { businessKey: 'B-2' });

    expect((await engine.publish('plain', { businessKey: 'B-2' })).instanceIds).to.deep.equal([second]);
    expect((await engine.publish('plain', { instanceId: first })).instanceIds).to.deep.equal([first]);
  });

  it('should start a case, unless one already waits for it', async () => {
    const body = [start('s', message('M')), catching('c', byKey), user('a'), end(), flows('s c a end')].join('');
    await engine.model(body, named('both'));
    const input = { correlationKey: '7', variables: { order: '7' } };

    const started = await engine.publish('both', input);
    const correlated = await engine.publish('both', input);

    expect([started.outcome, correlated.outcome]).to.deep.equal(['started', 'correlated']);
    expect(correlated.instanceIds).to.deep.equal(started.instanceIds);
  });

  it('should start the newest version only', async () => {
    const key = engine.newKey();
    const starting = (at: string): string => [start('s', message('M')), user(at), end(), flows(`s ${at} end`)].join('');
    await engine.model(starting('a'), { key, ...named('newest') });
    await engine.model(starting('b'), { key, ...named('newest') });

    const { instanceIds } = await engine.publish('newest');

    expect(instanceIds).to.have.lengthOf(1);
    expect(await engine.open(instanceIds[0] ?? '')).to.deep.equal(['b']);
  });

  it('should pass from case to case', async () => {
    const receiver = await engine.run(waiting, { order: 'A' }, named('handed-on'));

    await engine.run(
      [start(), throwing('t', byKey), end(), flows('start t end')].join(''),
      { order: 'A' },
      named('handed-on'),
    );
    await engine.settle();

    expect(await engine.open(receiver)).to.deep.equal(['a']);
  });
});
