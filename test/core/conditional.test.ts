import { expect } from 'chai';
import type { ProcessGraph } from '../../engine/model/graph.ts';
import { flows, graphOf } from '../support/bpmn.ts';
import { Case } from './harness.ts';

const when = (condition: string) =>
  `<conditionalEventDefinition><condition xsi:type="tFormalExpression">${condition}</condition></conditionalEventDefinition>`;
const set = (it: Case, variables: Record<string, unknown>) =>
  it.pull({ kind: 'writeVariables', scope: it.state.root, variables });

const catching = () =>
  graphOf(
    `<startEvent id="start"/><intermediateCatchEvent id="c">${when('x &gt; 1')}</intermediateCatchEvent><userTask id="a"/>${flows('start c a')}`,
  );

const boundary = (condition: string, attributes = '') =>
  graphOf(`<startEvent id="start"/><userTask id="a"/><boundaryEvent id="on" attachedToRef="a" ${attributes}>${when(condition)}</boundaryEvent>
    <userTask id="h"/><userTask id="b"/>${flows('start a b', 'on h')}`);

describe('core/conditional event', () => {
  it('should wait until its condition turns true', async () => {
    const it = new Case(await catching(), { variables: { x: 0 } });
    set(it, { x: 1 });
    expect(it.open).to.deep.equal(['c']);

    set(it, { x: 2 });

    expect(it.open).to.deep.equal(['a']);
    expect(it.state.conditions).to.deep.equal({});
  });

  it('should happen at once when its condition is true from the beginning', async () => {
    const it = new Case(await catching(), { variables: { x: 5 } });

    expect(it.open).to.deep.equal(['a']);
  });

  it('should end its activity when it interrupts, also by what another task writes', async () => {
    const it = new Case(
      await graphOf(`<startEvent id="start"/><parallelGateway id="s"/><userTask id="a"/><userTask id="w"/>
        <boundaryEvent id="on" attachedToRef="a">${when('done')}</boundaryEvent><userTask id="h"/>${flows('start s a', 's w', 'on h')}`),
    );

    it.complete('w', { done: true });

    expect(it.open).to.deep.equal(['h']);
  });

  it('should happen again only after its condition was false, when it does not interrupt', async () => {
    const it = new Case(await boundary('x', 'cancelActivity="false"'), { variables: { x: false } });
    set(it, { x: true });
    set(it, { x: true, y: 1 });
    expect(it.open).to.deep.equal(['a', 'h']);

    set(it, { x: false });
    set(it, { x: true });

    expect(it.open).to.deep.equal(['a', 'h', 'h']);
  });

  it('should not happen any more when its activity is done', async () => {
    const it = new Case(await boundary('x'));
    it.complete('a');

    set(it, { x: true });

    expect(it.open).to.deep.equal(['b']);
    expect(it.state.conditions).to.deep.equal({});
  });

  it('should start an event sub-process, an interrupting one once', async () => {
    const it = new Case(
      await graphOf(`<startEvent id="start"/><userTask id="a"/>${flows('start a')}<subProcess id="esp" triggeredByEvent="true">
        <startEvent id="on">${when('x')}</startEvent><userTask id="h"/>${flows('on h')}</subProcess>`),
    );
    set(it, { x: true });
    expect(it.open).to.deep.equal(['esp', 'h']);

    set(it, { x: false });
    set(it, { x: true });

    expect(it.open).to.deep.equal(['esp', 'h']);
  });

  it('should decide an event-based gateway', async () => {
    const it = new Case(
      await graphOf(`<startEvent id="start"/><eventBasedGateway id="g"/><intermediateCatchEvent id="c">${when('x')}</intermediateCatchEvent>
        <intermediateCatchEvent id="t"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>
        <userTask id="a"/><userTask id="b"/>${flows('start g c a', 'g t b')}`),
    );

    set(it, { x: true });

    expect(it.open).to.deep.equal(['a']);
    expect(it.state.timers).to.deep.equal({});
  });

  it('should raise an incident when it cannot be evaluated, and be judged again by the next change', async () => {
    const it = new Case(await boundary('count(for i in 1..n return i) &gt; 1'), { variables: { n: 1e9 } });
    expect(it.incidents).to.deep.equal(['expression-limit']);

    set(it, { n: 2 });

    expect(it.open).to.deep.equal(['h']);
    expect(it.incidents).to.deep.equal([]);
  });

  it('should not turn for ever where two conditions turn each other on', async () => {
    const flip = (id: string, condition: string, value: string) =>
      `<boundaryEvent id="${id}" attachedToRef="a" cancelActivity="false"><extensionElements><tb:output source="=${value}" target="x"/></extensionElements>
        ${when(condition)}</boundaryEvent><endEvent id="${id}End"/>${flows(`${id} ${id}End`)}`;
    const it = new Case(
      await graphOf(
        `<startEvent id="start"/><userTask id="a"/><endEvent id="end"/>${flows('start a end')}${flip('on', 'x', 'false')}${flip('off', 'not(x)', 'true')}`,
      ),
      { variables: { x: true }, limits: { moves: 50, loopItems: 10, callDepth: 5 } },
    );

    expect(it.incidents).to.include('step-budget-exceeded');
    expect(it.open).to.include('a');
  });
});

describe('core/conditional event: when it is judged', () => {
  /** The same graph, counting how often conditions are evaluated. */
  function counted(graph: ProcessGraph): { graph: ProcessGraph; count: () => number } {
    let count = 0;
    const nodes = graph.nodes.map((node) => ({
      ...node,
      events: node.events.map((event) => {
        if (event.kind !== 'conditional') return event;
        const { condition } = event;
        const evaluate: typeof condition.evaluate = (...args) => {
          count += 1;
          return condition.evaluate(...args);
        };
        return { ...event, condition: { source: condition.source, reads: condition.reads, evaluate } };
      }),
    }));
    return { graph: { ...graph, nodes }, count: () => count };
  }

  const judgements = async (condition: string, variables: Record<string, unknown>, ...writes: object[]) => {
    const { graph, count } = counted(await boundary(condition));
    const it = new Case(graph, { variables });
    const counts = [count()];
    for (const write of writes) {
      set(it, write as Record<string, unknown>);
      counts.push(count());
    }
    return counts;
  };

  it('should be at its beginning, and then only when something is written that it reads', async () => {
    expect(await judgements('x &gt; 5', { x: 1 }, { y: 1 }, { z: { x: 9 } }, { x: 2 }, { y: 2, x: 3 })).to.deep.equal([
      1, 1, 1, 2, 3,
    ]);
  });

  it('should follow the variable of a path, whatever of it is written', async () => {
    expect(await judgements('a.b.c = 1', { a: {} }, { b: 1 }, { c: 1 }, { a: { b: { c: 2 } } })).to.deep.equal([
      1, 1, 1, 2,
    ]);
  });

  it('should follow a name that nobody has declared yet', async () => {
    const it = new Case(await boundary('later = 1'));

    set(it, { later: 1 });

    expect(it.open).to.deep.equal(['h']);
    expect(await judgements('later = 1', {}, { other: 1 }, { later: 0 })).to.deep.equal([1, 1, 2]);
  });

  it('should follow names inside functions, filters and loops of the expression', async () => {
    const condition = 'count(items[price &gt; limit]) &gt; 0 or some i in others satisfies i = wanted';
    const variables = { items: [], others: [], limit: 1, wanted: 2 };

    expect(
      await judgements(
        condition,
        variables,
        { unrelated: 1 },
        { items: [{ price: 0 }] },
        { limit: 3 },
        { wanted: 4 },
        { others: [1] },
      ),
    ).to.deep.equal([1, 1, 2, 3, 4, 5]);
  });

  it('should be each time where it asks for the time or a name has symbols', async () => {
    expect(await judgements('date and time(due) &lt; now()', { due: '2100-01-01T00:00:00Z' }, { x: 1 })).to.deep.equal([
      1, 2,
    ]);
    expect(await judgements('x = 1', { x: 0 }, { 'a-b': 1 })).to.deep.equal([1, 2]);
  });

  it('should follow the counters of the loop it sits on', async () => {
    const it = new Case(
      await graphOf(`<startEvent id="start"/><userTask id="a"><multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics></userTask>
        <boundaryEvent id="on" attachedToRef="a">${when('nrOfCompletedInstances = 2')}</boundaryEvent><userTask id="h"/><userTask id="b"/>${flows('start a b', 'on h')}`),
    );
    it.complete('a');
    expect(it.open).to.deep.equal(['a', 'a']);

    it.complete('a');

    expect(it.open).to.deep.equal(['h']);
  });
});
