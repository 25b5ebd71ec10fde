import { expect } from 'chai';
import { flows, graphOf } from '../support/bpmn.ts';
import { Case } from './harness.ts';

const model = (loop: string, more = '') =>
  graphOf(
    `<startEvent id="start"/><userTask id="vote">${loop}</userTask>${more}<userTask id="next"/>${flows('start vote next')}`,
  );

const each = (attributes: string, body = '') =>
  `<multiInstanceLoopCharacteristics tb:collection="=approvers" tb:elementVariable="approver" tb:outputCollection="votes"
    tb:outputElement="=approved" ${attributes}>${body}</multiInstanceLoopCharacteristics>`;

const approvers = ['ana', 'bo', 'cy'];

describe('core/multi-instance', () => {
  it('should run all items at once in parallel, and collect results by position', async () => {
    const it = new Case(await model(each('')), { variables: { approvers } });
    expect(it.at('vote').map(({ vars }) => vars)).to.deep.equal([
      { approved: null, approver: 'ana', loopCounter: 1 },
      { approved: null, approver: 'bo', loopCounter: 2 },
      { approved: null, approver: 'cy', loopCounter: 3 },
    ]);

    it.complete('vote', { approved: 'c' }, 2);
    it.complete('vote', { approved: 'a' }, 0);
    expect(it.open).to.deep.equal(['vote']);
    it.complete('vote', { approved: 'b' });

    expect(it.open).to.deep.equal(['next']);
    expect(it.variables).to.deep.equal({ approvers, votes: ['a', 'b', 'c'] });
  });

  it('should run one item after the other in sequence', async () => {
    const it = new Case(await model(each('isSequential="true"')), { variables: { approvers } });
    for (const [index, name] of approvers.entries()) {
      expect(it.at('vote').map(({ vars }) => vars?.approver)).to.deep.equal([name]);
      it.complete('vote', { approved: index });
    }

    expect(it.open).to.deep.equal(['next']);
    expect(it.variables.votes).to.deep.equal([0, 1, 2]);
  });

  it('should be done at once with an empty collection', async () => {
    const it = new Case(await model(each('')), { variables: { approvers: [] } });

    expect(it.open).to.deep.equal(['next']);
    expect(it.variables.votes).to.deep.equal([]);
  });

  it('should end the rest when the completion condition holds', async () => {
    const condition = '<completionCondition>nrOfCompletedInstances / nrOfInstances > 0.5</completionCondition>';
    const it = new Case(await model(each('', condition)), { variables: { approvers } });
    it.complete('vote', { approved: 1 }, 1);
    expect(it.open).to.deep.equal(['vote', 'vote']);
    const left = it.the('vote', 1).id;

    it.complete('vote', { approved: 2 }, 0);

    expect(it.open).to.deep.equal(['next']);
    expect(it.work).to.deep.include({ kind: 'close', element: left, reason: 'sibling' });
    expect(it.variables.votes).to.deep.equal([2, 1, null]);
  });

  it('should take the number of items from a cardinality', async () => {
    const it = new Case(
      await model(
        '<multiInstanceLoopCharacteristics><loopCardinality>n + 1</loopCardinality></multiInstanceLoopCharacteristics>',
      ),
      { variables: { n: 2 } },
    );

    expect(it.at('vote').map(({ item }) => item)).to.deep.equal([1, 2, 3]);
  });

  for (const [variables, code] of [
    [{ approvers: 'ana' }, 'expression-failed'],
    [{}, 'expression-failed'],
  ] as const) {
    it(`should raise an incident when the collection is no list: ${JSON.stringify(variables)}`, async () => {
      const it = new Case(await model(each('')), { variables });

      expect(it.incidents).to.deep.equal([code]);
      expect(it.open).to.deep.equal(['vote']);
    });
  }

  it('should refuse more items than allowed', async () => {
    const it = new Case(await model(each('')), {
      variables: { approvers },
      limits: { moves: 10, loopItems: 2, callDepth: 2 },
    });

    expect(it.incidents).to.deep.equal(['loop-limit-exceeded']);
  });

  it('should bound the items of a step, also where they are items of items', async () => {
    const inner =
      '<subProcess id="in"><multiInstanceLoopCharacteristics><loopCardinality>30</loopCardinality></multiInstanceLoopCharacteristics><userTask id="t"/></subProcess>';
    const it = new Case(
      await graphOf(`<startEvent id="start"/><subProcess id="sub"><multiInstanceLoopCharacteristics><loopCardinality>40</loopCardinality>
        </multiInstanceLoopCharacteristics>${inner}</subProcess>${flows('start sub')}`),
      { limits: { loopItems: 100 } },
    );

    expect(it.at('t')).to.have.length(60);
    expect(new Set(it.incidents)).to.deep.equal(new Set(['loop-limit-exceeded']));
    expect(it.incidents).to.have.length(38);
  });

  it('should have its boundary events on the whole, which end all items', async () => {
    const it = new Case(
      await model(
        each(''),
        `<boundaryEvent id="late" attachedToRef="vote"><timerEventDefinition><timeDuration>PT1H</timeDuration>
        </timerEventDefinition></boundaryEvent><userTask id="chase"/>${flows('late chase')}`,
      ),
      { variables: { approvers } },
    );
    expect(Object.keys(it.state.timers)).to.have.length(1);
    it.complete('vote', { approved: true });

    it.fireNextTimer();

    expect(it.open).to.deep.equal(['chase']);
    expect(it.work.map(({ kind }) => kind)).to.have.members(['close', 'close', 'open']);
  });

  it('should not count many items as an endless loop', async () => {
    const it = new Case(
      await graphOf(`<startEvent id="start"/><subProcess id="sub"><multiInstanceLoopCharacteristics><loopCardinality>500</loopCardinality>
        </multiInstanceLoopCharacteristics><task id="t"/></subProcess><userTask id="next"/>${flows('start sub next')}`),
      { limits: { moves: 10, loopItems: 1000, callDepth: 2 } },
    );

    expect(it.open).to.deep.equal(['next']);
    expect(it.visits('t')).to.equal(500);
  });

  it('should nest, each scope with its own variables', async () => {
    const it = new Case(
      await graphOf(`<startEvent id="start"/><subProcess id="sub"><multiInstanceLoopCharacteristics tb:collection="=departments"
        tb:elementVariable="department" tb:outputCollection="all" tb:outputElement="=opinions"/>
        <userTask id="vote"><multiInstanceLoopCharacteristics tb:collection="=department.people" tb:elementVariable="person"
        tb:outputCollection="opinions" tb:outputElement="=opinion"/></userTask></subProcess><userTask id="next"/>${flows('start sub next')}`),
      { variables: { departments: [{ people: ['a', 'b'] }, { people: ['c'] }] } },
    );
    for (const opinion of ['A', 'B', 'C']) it.complete('vote', { opinion });

    expect(it.open).to.deep.equal(['next']);
    expect(it.variables.all).to.deep.equal([['A', 'B'], ['C']]);
  });
});

describe('core/standard loop', () => {
  const loop = (condition: string, attributes = '') =>
    model(
      `<standardLoopCharacteristics ${attributes}><loopCondition>${condition}</loopCondition></standardLoopCharacteristics>`,
    );

  it('should go round while the condition is true', async () => {
    const it = new Case(await loop('again'));
    it.complete('vote', { again: true });
    it.complete('vote', { again: true });
    expect(it.at('vote').map(({ item }) => item)).to.deep.equal([3]);

    it.complete('vote', { again: false });

    expect(it.open).to.deep.equal(['next']);
  });

  it('should not run at all when tested before and false', async () => {
    const it = new Case(await loop('again', 'testBefore="true"'));

    expect(it.open).to.deep.equal(['next']);
    expect(it.eventsOf('elementEntered').filter(({ element }) => element.item !== undefined)).to.deep.equal([]);
  });

  it('should stop at its maximum', async () => {
    const it = new Case(await loop('true', 'loopMaximum="2"'));
    it.complete('vote');
    it.complete('vote');

    expect(it.open).to.deep.equal(['next']);
  });
});
