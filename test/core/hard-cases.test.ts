import { expect } from 'chai';
import { flows, graphOf } from '../support/bpmn.ts';
import { Case } from './harness.ts';

const definitions = `<message id="m" name="stop"/><error id="e" errorCode="broke"/><escalation id="esc" escalationCode="late"/>`;
const model = (body: string, key = 'p') => graphOf(body, { key, definitions });
const error = '<errorEventDefinition errorRef="e"/>';

describe('core/hard cases', () => {
  it('should end all items of a multi-instance sub-process when one throws an error to its border', async () => {
    const it = new Case(
      await model(`<startEvent id="start"/><subProcess id="sub"><multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality>
        </multiInstanceLoopCharacteristics><startEvent id="is"/><userTask id="a"/><endEvent id="ie">${error}</endEvent>${flows('is a ie')}</subProcess>
        <boundaryEvent id="on" attachedToRef="sub">${error}</boundaryEvent><userTask id="h"/><userTask id="b"/>${flows('start sub b', 'on h')}`),
    );
    expect(it.at('a')).to.have.length(3);

    it.complete('a', {}, 1);

    expect(it.open).to.deep.equal(['h']);
  });

  it('should let an event sub-process inside a called process catch before the call activity does', async () => {
    const called = await model(
      `<startEvent id="is"/><endEvent id="ie">${error}</endEvent>${flows('is ie')}<subProcess id="esp" triggeredByEvent="true">
        <startEvent id="on">${error}</startEvent><userTask id="h"/>${flows('on h')}</subProcess>`,
      'q',
    );
    const it = new Case([
      await model(`<startEvent id="start"/><callActivity id="call" calledElement="q"/><boundaryEvent id="border" attachedToRef="call">${error}
        </boundaryEvent><userTask id="x"/><userTask id="b"/>${flows('start call b', 'border x')}`),
      called,
    ]);
    expect(it.open).to.deep.equal(['call', 'esp', 'h']);

    it.complete('h');

    expect(it.open).to.deep.equal(['b']);
  });

  it('should keep the token at the boundary event when the way on fails, the activity being ended', async () => {
    const it = new Case(
      await model(
        `<startEvent id="start"/><userTask id="a"/><boundaryEvent id="on" attachedToRef="a"><messageEventDefinition messageRef="m"/>
        <extensionElements><tb:output source="=for i in 1..n return i" target="l"/></extensionElements></boundaryEvent><userTask id="h"/>
        ${flows('start a', 'on h')}`.replace(
          /(<messageEventDefinition[^>]*>)\s*(<extensionElements>.*?<\/extensionElements>)/s,
          '$2$1',
        ),
      ),
      { variables: { n: 1e9 } },
    );
    it.receive('stop', { told: 1 });
    expect(it.open).to.deep.equal(['on']);
    expect(it.incidents).to.deep.equal(['expression-limit']);

    it.pull({ kind: 'writeVariables', scope: it.state.root, variables: { n: 1 } });
    it.pull({ kind: 'retryIncident', incident: Object.keys(it.state.incidents)[0] ?? '' });

    expect(it.open).to.deep.equal(['h']);
    expect(it.variables.l).to.deep.equal([1]);
  });

  it('should not start a handler for an escalation that the handler itself throws', async () => {
    const escalation = '<escalationEventDefinition escalationRef="esc"/>';
    const it = new Case(
      await model(`<startEvent id="start"/><intermediateThrowEvent id="t">${escalation}</intermediateThrowEvent><userTask id="a"/>${flows('start t a')}
        <subProcess id="esp" triggeredByEvent="true"><startEvent id="on" isInterrupting="false">${escalation}</startEvent>
        <endEvent id="again">${escalation}</endEvent>${flows('on again')}</subProcess>`),
    );

    expect(it.open).to.deep.equal(['a']);
    expect(it.eventsOf('escalationThrown').map(({ caughtBy }) => caughtBy)).to.deep.equal(['on', null]);
  });

  it('should ask the outside again when an unhandled business error is retried', async () => {
    const it = new Case(
      await model(
        `<startEvent id="start"/><businessRuleTask id="s" tb:topic="decide"/><userTask id="b"/>${flows('start s b')}`,
      ),
    );
    const [before] = Object.keys(it.state.effects);
    it.pull({ kind: 'throwError', element: it.the('s').id, code: 'x', variables: {} });
    expect(it.state.effects).to.deep.equal({});

    it.pull({ kind: 'retryIncident', incident: Object.keys(it.state.incidents)[0] ?? '' });

    const [after] = Object.keys(it.state.effects);
    expect(after).to.be.a('string').and.not.equal(before);
    expect(it.incidents).to.deep.equal([]);
  });

  it('should not wait twice when an unhandled error at a waiting task is retried', async () => {
    const it = new Case(
      await model(
        `<startEvent id="start"/><receiveTask id="r" messageRef="m"/><userTask id="b"/>${flows('start r b')}`,
      ),
    );
    it.pull({ kind: 'throwError', element: it.the('r').id, code: 'x', variables: {} });

    it.pull({ kind: 'retryIncident', incident: Object.keys(it.state.incidents)[0] ?? '' });

    expect(Object.keys(it.state.subscriptions)).to.have.length(1);
    it.receive('stop');
    expect(it.open).to.deep.equal(['b']);
  });

  it('should pass abstract and manual tasks, and send what a send task sends', async () => {
    const it = new Case(
      await model(
        `<startEvent id="start"/><task id="t"/><manualTask id="mt"/><sendTask id="s" messageRef="m"/><userTask id="b"/>${flows('start t mt s b')}`,
      ),
    );

    expect(it.open).to.deep.equal(['b']);
    expect(it.eventsOf('messageSent').map(({ name }) => name)).to.deep.equal(['stop']);
  });

  it('should raise an incident for a throwing event whose name cannot be told, and send nothing', async () => {
    const it = new Case(
      await graphOf(
        `<startEvent id="start"/><endEvent id="end"><messageEventDefinition messageRef="n"/></endEvent>${flows('start end')}`,
        {
          definitions: '<message id="n" name="=missing"/>',
        },
      ),
    );

    expect(it.incidents).to.deep.equal(['expression-failed']);
    expect(it.eventsOf('messageSent')).to.deep.equal([]);
    expect(it.state.status).to.equal('active');
  });
});
