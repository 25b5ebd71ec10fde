import { expect } from 'chai';
import { flows, graphOf } from '../support/bpmn.ts';
import { Case } from './harness.ts';

const definitions = '<message id="m" name="paid"/><signal id="s" name="holiday"/><error id="e" errorCode="broke"/>';
const either = '<messageEventDefinition messageRef="m"/><signalEventDefinition signalRef="s"/>';
const model = (body: string) => graphOf(`<startEvent id="start"/>${body}`, { definitions });

describe('core/multiple event', () => {
  for (const name of ['paid', 'holiday']) {
    it(`should go on with the first of its events and no longer wait for the others: ${name}`, async () => {
      const it = new Case(
        await model(
          `<intermediateCatchEvent id="c">${either}</intermediateCatchEvent><userTask id="a"/>${flows('start c a')}`,
        ),
      );
      expect(Object.keys(it.state.subscriptions)).to.have.length(2);

      it.receive(name);

      expect(it.open).to.deep.equal(['a']);
      expect(it.state.subscriptions).to.deep.equal({});
    });
  }

  it('should interrupt its activity by any of its events, errors among them', async () => {
    const graph =
      await model(`<userTask id="a"/><boundaryEvent id="on" attachedToRef="a">${either}<errorEventDefinition errorRef="e"/></boundaryEvent>
      <userTask id="h"/>${flows('start a', 'on h')}`);
    const byMessage = new Case(graph);
    const byError = new Case(graph);

    byMessage.receive('paid');
    byError.pull({ kind: 'throwError', element: byError.the('a').id, code: 'broke', variables: {} });

    expect([byMessage.open, byError.open]).to.deep.equal([['h'], ['h']]);
  });

  it('should throw all of its events, each once, even if the error among them is retried', async () => {
    const it = new Case(
      await model(`<endEvent id="end">${either}<errorEventDefinition errorRef="e"/></endEvent>${flows('start end')}`),
    );

    it.pull({ kind: 'retryIncident', incident: Object.keys(it.state.incidents)[0] ?? '' });

    expect(it.eventsOf('messageSent')).to.have.length(1);
    expect(it.eventsOf('signalThrown')).to.have.length(1);
    expect(it.eventsOf('errorThrown')).to.have.length(2);
    expect(it.incidents).to.deep.equal(['uncaught-error']);
  });

  it('should judge each of its conditions by itself', async () => {
    const when = (condition: string) =>
      `<conditionalEventDefinition><condition xsi:type="tFormalExpression">${condition}</condition></conditionalEventDefinition>`;
    const it = new Case(
      await model(
        `<intermediateCatchEvent id="c">${when('x')}${when('y')}</intermediateCatchEvent><userTask id="a"/>${flows('start c a')}`,
      ),
    );
    expect(it.open).to.deep.equal(['c']);

    it.pull({ kind: 'writeVariables', scope: it.state.root, variables: { y: true } });

    expect(it.open).to.deep.equal(['a']);
  });
});
