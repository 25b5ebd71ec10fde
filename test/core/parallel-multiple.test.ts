import { expect } from 'chai';
import { flows, graphOf } from '../support/bpmn.ts';
import { Case } from './harness.ts';

const definitions = '<message id="m" name="paid"/><signal id="s" name="holiday"/>';
const both = '<messageEventDefinition messageRef="m"/><signalEventDefinition signalRef="s"/>';
const model = (body: string) => graphOf(`<startEvent id="start"/>${body}`, { definitions });
const host = (attributes: string, events = both) =>
  model(`<userTask id="a"/><boundaryEvent id="on" attachedToRef="a" parallelMultiple="true" ${attributes}>${events}</boundaryEvent>
    <userTask id="h"/>${flows('start a', 'on h')}`);
const scope = (attributes: string) =>
  model(`<userTask id="a"/>${flows('start a')}<subProcess id="esp" triggeredByEvent="true">
    <startEvent id="on" parallelMultiple="true" ${attributes}>${both}</startEvent><userTask id="h"/>${flows('on h')}</subProcess>`);

describe('core/parallel multiple event', () => {
  it('should go on only when all of its events have happened, with what each of them brought', async () => {
    const it = new Case(
      await model(
        `<intermediateCatchEvent id="c" parallelMultiple="true">${both}</intermediateCatchEvent><userTask id="a"/>${flows('start c a')}`,
      ),
    );

    it.receive('holiday', { day: 1 });
    expect(it.open).to.deep.equal(['c']);
    expect(Object.values(it.state.subscriptions).map(({ name }) => name)).to.deep.equal(['paid']);
    it.receive('paid', { amount: 2 });

    expect(it.open).to.deep.equal(['a']);
    expect(it.variables).to.deep.equal({ day: 1, amount: 2 });
  });

  it('should count conditions and times among its events', async () => {
    const it = new Case(
      await model(`<intermediateCatchEvent id="c" parallelMultiple="true"><conditionalEventDefinition><condition xsi:type="tFormalExpression">x</condition>
      </conditionalEventDefinition><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>
      <userTask id="a"/>${flows('start c a')}`),
    );
    it.pull({ kind: 'writeVariables', scope: it.state.root, variables: { x: true } });
    it.pull({ kind: 'writeVariables', scope: it.state.root, variables: { x: false } });
    expect(it.open).to.deep.equal(['c']);

    it.fireNextTimer();

    expect(it.open).to.deep.equal(['a']);
  });

  it('should interrupt its activity only when all have happened', async () => {
    const it = new Case(await host(''));
    it.receive('paid');
    expect(it.open).to.deep.equal(['a']);

    it.receive('holiday');

    expect(it.open).to.deep.equal(['h']);
  });

  it('should leave its activity alone and happen again, each time by all, where it does not interrupt', async () => {
    const it = new Case(await host('cancelActivity="false"'));
    for (const name of ['paid', 'holiday', 'holiday']) it.receive(name);
    expect(it.open).to.deep.equal(['a', 'h']);

    it.receive('paid');

    expect(it.open).to.deep.equal(['a', 'h', 'h']);
  });

  it('should not happen again where one of its events comes only once', async () => {
    const hour = '<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>';
    const it = new Case(await host('cancelActivity="false"', `<messageEventDefinition messageRef="m"/>${hour}`));
    it.fireNextTimer();

    it.receive('paid');

    expect(it.open).to.deep.equal(['a', 'h']);
    expect(it.state.subscriptions).to.deep.equal({});
  });

  it('should count each round of a cycle with the other events', async () => {
    const hourly = '<timerEventDefinition><timeCycle>R/PT1H</timeCycle></timerEventDefinition>';
    const it = new Case(await host('cancelActivity="false"', `<messageEventDefinition messageRef="m"/>${hourly}`));
    it.fireNextTimer();
    it.fireNextTimer();
    expect(it.open).to.deep.equal(['a']);
    it.receive('paid');
    expect(it.open).to.deep.equal(['a', 'h']);

    it.receive('paid');
    expect(it.visits('h')).to.equal(1);
    it.fireNextTimer();

    expect(it.visits('h')).to.equal(2);
  });

  for (const [attributes, open] of [
    ['', ['esp', 'h']],
    ['isInterrupting="false"', ['a', 'esp', 'h']],
  ] as const) {
    it(`should start an event sub-process only when all have happened: ${attributes || 'interrupting'}`, async () => {
      const it = new Case(await scope(attributes));
      it.receive('holiday');
      expect(it.open).to.deep.equal(['a']);

      it.receive('paid');

      expect(it.open).to.deep.equal(open);
    });
  }
});

describe('core/starts by events', () => {
  const roots =
    '<message id="m" name="paid" tb:correlationKey="=order"/><message id="m2" name="sent" tb:correlationKey="=order"/>';
  const by = (startEvent: string, startMessage?: string) => ({
    variables: { order: 'o1' },
    start: { startEvent, ...(startMessage !== undefined && { startMessage }) },
  });

  it('should open a case with the first of several messages and go on when all have come', async () => {
    const it = new Case(
      await graphOf(
        `<startEvent id="start" parallelMultiple="true"><messageEventDefinition messageRef="m"/><messageEventDefinition messageRef="m2"/></startEvent>
        <userTask id="a"/>${flows('start a')}`,
        { definitions: roots },
      ),
      by('start', 'sent'),
    );
    expect(it.open).to.deep.equal(['start']);
    expect(Object.values(it.state.subscriptions).map(({ name, key }) => [name, key])).to.deep.equal([['paid', 'o1']]);

    it.receive('paid');

    expect(it.open).to.deep.equal(['a']);
  });

  it('should open a case with any of several events', async () => {
    const it = new Case(
      await graphOf(
        `<startEvent id="start"><messageEventDefinition messageRef="m"/><messageEventDefinition messageRef="m2"/></startEvent><userTask id="a"/>${flows('start a')}`,
        { definitions: roots },
      ),
      by('start', 'sent'),
    );

    expect(it.open).to.deep.equal(['a']);
    expect(it.state.subscriptions).to.deep.equal({});
  });

  it('should open a case at an instantiating receive task, which does not wait again', async () => {
    const body = `<receiveTask id="r" instantiate="true" messageRef="m"/><userTask id="a"/>${flows('r a')}`;
    const graph = await graphOf(body, { definitions: roots });
    const it = new Case(graph, by('r'));

    expect(it.open).to.deep.equal(['a']);
    expect(() => new Case(graph), 'nothing else opens it').to.throw('start event without a trigger');
  });

  const gateway = (type: string) =>
    graphOf(
      `<eventBasedGateway id="g" instantiate="true" eventGatewayType="${type}"/>
      <intermediateCatchEvent id="c1"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>
      <intermediateCatchEvent id="c2"><messageEventDefinition messageRef="m2"/></intermediateCatchEvent>
      <userTask id="a"/><userTask id="b"/>${flows('g c1 a', 'g c2 b')}`,
      { definitions: roots },
    );

  it('should open a case by one of the events behind an exclusive gateway, and wait for no other', async () => {
    const it = new Case(await gateway('Exclusive'), by('c2'));

    expect(it.open).to.deep.equal(['b']);
    expect(it.state.subscriptions).to.deep.equal({});
  });

  it('should open a case by the first of the events behind a parallel gateway, and wait in it for the others', async () => {
    const it = new Case(await gateway('Parallel'), by('c2'));
    expect(it.open).to.deep.equal(['b', 'g']);
    it.complete('b');
    expect(it.state.status, 'not before all events have come').to.equal('active');

    it.receive('paid');

    expect(it.open).to.deep.equal(['a']);
  });
});
