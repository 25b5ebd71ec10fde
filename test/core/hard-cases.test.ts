import { expect } from 'chai';
import { flows, graphOf, undone } from '../support/bpmn.ts';
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

  it('should leave a transaction by its error event where undoing it fails', async () => {
    const it = new Case(
      await model(`<startEvent id="start"/><transaction id="tx">${undone('a')}<endEvent id="cancel"><cancelEventDefinition/></endEvent>${flows('a cancel')}
        </transaction><boundaryEvent id="on" attachedToRef="tx"><cancelEventDefinition/></boundaryEvent><userTask id="cancelled"/>
        <boundaryEvent id="hazard" attachedToRef="tx">${error}</boundaryEvent><userTask id="help"/>${flows('start tx', 'on cancelled', 'hazard help')}`),
    );
    it.complete('a');

    it.pull({ kind: 'throwError', element: it.the('undo_a').id, code: 'broke', variables: {} });

    expect(it.open).to.deep.equal(['help']);
  });

  it('should end what is being undone with the scope around it', async () => {
    const it = new Case(
      await model(`<startEvent id="start"/><subProcess id="sub">${undone('a')}<endEvent id="undo"><compensateEventDefinition/></endEvent>${flows('a undo')}
        </subProcess><boundaryEvent id="on" attachedToRef="sub"><messageEventDefinition messageRef="m"/></boundaryEvent><userTask id="h"/>
        ${flows('start sub', 'on h')}`),
    );
    it.complete('a');
    expect(it.open).to.deep.equal(['sub', 'undo', 'undo_a']);

    it.receive('stop');

    expect(it.open).to.deep.equal(['h']);
    expect(it.state.compensations).to.deep.equal({});
  });

  it('should undo an activity as often as it has completed, also after a return', async () => {
    const it = new Case(
      await model(
        `<startEvent id="start"/>${undone('a')}<userTask id="b"/><endEvent id="undo"><compensateEventDefinition/></endEvent>${flows('start a b undo')}`,
      ),
    );
    it.complete('a', { n: 1 });
    const { id, parent } = it.the('b');
    const node = it.graph.byId.get('a') ?? 0;
    it.pull({ kind: 'moveToken', from: [id], scope: parent ?? '', node });
    it.complete('a', { n: 2 });
    it.complete('b');

    expect(it.the('undo_a').vars).to.deep.equal({ n: 2 });
    it.complete('undo_a');
    expect(it.the('undo_a').vars).to.deep.equal({ n: 1 });
  });

  it('should let only one of two events undo an activity', async () => {
    const undo = (id: string) => `<endEvent id="${id}"><compensateEventDefinition/></endEvent>`;
    const it = new Case(
      await model(
        `<startEvent id="start"/>${undone('a')}${undone('b')}<parallelGateway id="s"/>${undo('one')}${undo('two')}${flows('start a b s one', 's two')}`,
      ),
    );
    it.complete('a');
    it.complete('b');
    expect(it.open, 'each has taken what was still to be undone').to.deep.equal(['one', 'two', 'undo_a', 'undo_b']);

    it.complete('undo_a');
    it.complete('undo_b');

    expect(it.state.status).to.equal('completed');
    expect([it.visits('undo_a'), it.visits('undo_b')]).to.deep.equal([1, 1]);
  });
});
