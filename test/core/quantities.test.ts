import { expect } from 'chai';
import { flows, graphOf } from '../support/bpmn.ts';
import { Case } from './harness.ts';

const model = (body: string, definitions = '') => graphOf(`<startEvent id="start"/>${body}`, { definitions });

describe('core/start and completion quantity', () => {
  it('should start with several tokens, whatever flows they come by, and keep those beyond', async () => {
    const it = new Case(
      await model(`<parallelGateway id="s"/><userTask id="a"/><userTask id="b"/><userTask id="c"/><userTask id="d" startQuantity="2"/>
      ${flows('start s a d', 's b d', 's c d')}`),
    );
    it.complete('a');
    expect(it.work).to.deep.equal([]);
    it.complete('b');
    expect(it.work.map(({ kind }) => kind)).to.deep.equal(['open']);
    it.complete('c');
    expect(it.open, 'one runs, one token waits').to.deep.equal(['d', 'd']);

    it.complete('d');

    expect(it.open).to.deep.equal(['d']);
    expect(it.state.status).to.equal('active');
  });

  it('should put several tokens on each flow', async () => {
    const it = new Case(
      await model(`<userTask id="a" completionQuantity="3"/><userTask id="b"/>${flows('start a b')}`),
    );

    it.complete('a');

    expect(it.open).to.deep.equal(['b', 'b', 'b']);
  });

  it('should meet: three tokens out, three tokens in', async () => {
    const it = new Case(
      await model(`<userTask id="a" completionQuantity="3"/><userTask id="b" startQuantity="3"/>${flows('start a b')}`),
    );

    it.complete('a');

    expect(it.open).to.deep.equal(['b']);
    it.complete('b');
    expect(it.state.status).to.equal('completed');
  });
});

describe('core/behavior of multi-instance activities', () => {
  const roots = `<signal id="sig" name="item done"/><signalEventDefinition id="thrown" signalRef="sig"/>
    <escalation id="esc" escalationCode="E"/><escalationEventDefinition id="escalated" escalationRef="esc"/>`;
  const many = (attributes: string, inside = '', more = '') =>
    model(
      `<userTask id="a"><multiInstanceLoopCharacteristics ${attributes}><loopCardinality>3</loopCardinality>${inside}
      </multiInstanceLoopCharacteristics></userTask><userTask id="after"/>${flows('start a after')}${more}`,
      roots,
    );
  const all = (it: Case) => {
    for (let i = 0; i < 3; i++) it.complete('a');
  };

  it('should throw nothing unless the model says so', async () => {
    const it = new Case(await many(''));
    all(it);

    expect(it.eventsOf('signalThrown')).to.deep.equal([]);
    expect(it.open).to.deep.equal(['after']);
  });

  it('should throw for each item with None, and still go on only when all are done', async () => {
    const it = new Case(await many('behavior="None" noneBehaviorEventRef="thrown"'));
    it.complete('a');
    expect(it.eventsOf('signalThrown').map(({ name, variables }) => [name, variables])).to.deep.equal([
      ['item done', { nrOfInstances: 3, nrOfActiveInstances: 2, nrOfCompletedInstances: 1 }],
    ]);
    it.complete('a');
    it.complete('a');

    expect(it.eventsOf('signalThrown')).to.have.length(3);
    expect(it.open).to.deep.equal(['after']);
  });

  it('should throw for the first item only with One', async () => {
    const it = new Case(await many('behavior="One" oneBehaviorEventRef="thrown"'));
    all(it);

    expect(it.eventsOf('signalThrown')).to.have.length(1);
  });

  it('should throw where a condition holds with Complex, and be ended by what catches it on its border', async () => {
    const inside = `<complexBehaviorDefinition><condition xsi:type="tFormalExpression">nrOfCompletedInstances = 2</condition>
      <event id="ev"><escalationEventDefinition id="ed" escalationRef="esc"/></event></complexBehaviorDefinition>`;
    const more = `<boundaryEvent id="on" attachedToRef="a"><escalationEventDefinition escalationRef="esc"/></boundaryEvent>
      <userTask id="early"/>${flows('on early')}`;
    const it = new Case(await many('behavior="Complex"', inside, more));
    it.complete('a');
    expect(it.open).to.deep.equal(['a', 'a']);

    it.complete('a');

    expect(it.open).to.deep.equal(['early']);
  });
});
