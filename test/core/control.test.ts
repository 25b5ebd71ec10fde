import { expect } from 'chai';
import { flowIf, flows, graphOf } from '../support/bpmn.ts';
import { Case } from './harness.ts';

const line = () =>
  graphOf(
    `<startEvent id="start"/><userTask id="a"/><userTask id="b"/><userTask id="c"/><endEvent id="end"/>${flows('start a b c end')}`,
  );

const nested = () =>
  graphOf(
    `<startEvent id="start"/><userTask id="a"/><subProcess id="sub"><startEvent id="is"/><userTask id="b"/><userTask id="c"/>${flows('is b c')}
    <subProcess id="esp" triggeredByEvent="true"><startEvent id="on"><messageEventDefinition messageRef="m"/></startEvent></subProcess></subProcess>
    <boundaryEvent id="late" attachedToRef="sub"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>
    <userTask id="d"/>${flows('start a sub d', 'late d')}`,
    { definitions: '<message id="m" name="m"/>' },
  );

describe('core/start', () => {
  it('should start before the elements asked for', async () => {
    const it = new Case(await line(), { start: { startAt: ['b', 'c'] } });

    expect(it.open).to.deep.equal(['b', 'c']);
  });

  it('should start at the event that was triggered, not at the others', async () => {
    const it = new Case(
      await graphOf(
        `<startEvent id="start"/><startEvent id="byMessage"><messageEventDefinition messageRef="m"/></startEvent>
        <userTask id="a"/><userTask id="b"/>${flows('start a', 'byMessage b')}`,
        { definitions: '<message id="m" name="m"/>' },
      ),
      { start: { startEvent: 'byMessage' } },
    );

    expect(it.open).to.deep.equal(['b']);
  });

  it('should refuse to start where only a trigger could start it', async () => {
    const graph = await graphOf(
      `<startEvent id="byMessage"><messageEventDefinition messageRef="m"/></startEvent><userTask id="b"/>${flows('byMessage b')}`,
      { definitions: '<message id="m" name="m"/>' },
    );

    expect(() => new Case(graph)).to.throw('not-found');
  });

  it('should refuse elements that do not exist', async () => {
    const graph = await line();

    expect(() => new Case(graph, { start: { startAt: ['nowhere'] } })).to.throw('not-found');
  });
});

describe('core/modify', () => {
  it('should start before and after elements', async () => {
    const it = new Case(await line());

    it.pull({
      kind: 'modify',
      instructions: [
        { type: 'startBefore', elementId: 'c', variables: { x: 1 } },
        { type: 'startAfter', elementId: 'a' },
      ],
    });

    expect(it.open).to.deep.equal(['a', 'b', 'c']);
    expect(it.variables).to.deep.equal({ x: 1 });
  });

  it('should make the enclosing scopes that are missing, with all that listens on them, and use those that are there', async () => {
    const it = new Case(await nested());

    it.pull({ kind: 'modify', instructions: [{ type: 'startBefore', elementId: 'c' }] });
    it.pull({ kind: 'modify', instructions: [{ type: 'startBefore', elementId: 'b' }] });

    expect(it.open).to.deep.equal(['a', 'b', 'c', 'sub']);
    expect(Object.values(it.state.timers)).to.have.length(1);
    expect(Object.values(it.state.subscriptions)).to.have.length(1);
  });

  it('should end instances by element or by instance, and the scopes that become empty', async () => {
    const it = new Case(await nested());
    it.pull({ kind: 'modify', instructions: [{ type: 'startBefore', elementId: 'c' }] });
    it.pull({ kind: 'modify', instructions: [{ type: 'cancel', elementInstanceId: it.the('c').id }] });
    expect(it.open).to.deep.equal(['a']);
    expect(it.visits('d'), 'a cancelled scope does not leave').to.equal(0);

    it.pull({ kind: 'modify', instructions: [{ type: 'cancel', elementId: 'a' }] });

    expect(it.state.status).to.equal('terminated');
    expect(it.state.timers).to.deep.equal({});
  });

  it('should end the case once when several instructions together leave nothing', async () => {
    const it = new Case(await nested());
    it.pull({ kind: 'modify', instructions: [{ type: 'startBefore', elementId: 'c' }] });

    it.pull({
      kind: 'modify',
      instructions: [
        { type: 'cancel', elementId: 'a' },
        { type: 'cancel', elementId: 'c' },
      ],
    });

    expect(it.state.status).to.equal('terminated');
    expect(it.open).to.deep.equal([]);
  });

  it('should do all of its instructions or none', async () => {
    const it = new Case(await line());

    const result = it.attempt({
      kind: 'modify',
      instructions: [
        { type: 'cancel', elementId: 'a' },
        { type: 'startBefore', elementId: 'nowhere' },
      ],
    });

    expect(result).to.have.nested.property('failure.code', 'not-found');
    expect(it.open).to.deep.equal(['a']);
  });

  it('should go on with the other items when one item of a loop is ended', async () => {
    const it = new Case(
      await graphOf(`<startEvent id="start"/><userTask id="v"><multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality>
        </multiInstanceLoopCharacteristics></userTask><userTask id="n"/>${flows('start v n')}`),
    );
    it.pull({ kind: 'modify', instructions: [{ type: 'cancel', elementInstanceId: it.the('v').id }] });
    expect(it.at('v')).to.have.length(1);

    it.complete('v');

    expect(it.open).to.deep.equal(['n']);
  });
});

describe('core/move token', () => {
  it('should return to an earlier node: the next visit, the work there closed', async () => {
    const it = new Case(await line());
    it.complete('a');
    const { id } = it.the('b');
    const node = it.definitions.byId('process:1').graph.byId.get('a') ?? -1;

    it.pull({ kind: 'moveToken', from: [id], scope: it.state.root, node });

    expect(it.open).to.deep.equal(['a']);
    expect(it.the('a').visit).to.equal(2);
    expect(it.work).to.deep.equal([
      { kind: 'close', element: id, reason: 'return' },
      { kind: 'open', element: it.the('a').id },
    ]);
  });

  it('should discard the tokens that wait at a join', async () => {
    const it = new Case(
      await graphOf(`<startEvent id="start"/><userTask id="a"/><parallelGateway id="s"/><userTask id="b"/><userTask id="c"/>
        <parallelGateway id="j"/><userTask id="d"/>${flows('start a s b j d', 's c j')}`),
    );
    it.complete('a');
    it.complete('b');
    const from = [it.the('c').id, it.the('j').id];
    const node = it.definitions.byId('process:1').graph.byId.get('a') ?? -1;

    it.pull({ kind: 'moveToken', from, scope: it.state.root, node, reason: 'jump' });
    expect(it.open).to.deep.equal(['a']);
    for (const id of ['a', 'c', 'b']) it.complete(id);

    expect(it.open).to.deep.equal(['d']);
  });

  it('should refuse a node of another scope and instances that are gone', async () => {
    const it = new Case(await nested());
    const { byId } = it.definitions.byId('process:1').graph;
    const { root } = it.state;

    const elsewhere = it.attempt({ kind: 'moveToken', from: [it.the('a').id], scope: root, node: byId.get('b') ?? -1 });
    const gone = it.attempt({ kind: 'moveToken', from: ['nobody'], scope: root, node: byId.get('a') ?? -1 });

    expect([elsewhere, gone].map((result) => result.ok)).to.deep.equal([false, false]);
    expect(it.open).to.deep.equal(['a']);
  });
});

describe('core/case', () => {
  it('should end with everything in it when it is cancelled, and take nothing afterwards', async () => {
    const it = new Case(await nested(), { variables: { kept: 1 } });
    it.complete('a');
    const { id } = it.the('b');

    it.pull({ kind: 'cancel', reason: 'withdrawn' });

    expect(it.state).to.deep.include({ status: 'terminated', endedAt: it.now, timers: {}, subscriptions: {} });
    expect(it.open).to.deep.equal([]);
    expect(it.work).to.deep.equal([{ kind: 'close', element: id, reason: 'caseEnd' }]);
    expect(it.variables, 'the final variables stay').to.deep.equal({ kept: 1 });
    expect(it.attempt({ kind: 'cancel', reason: 'again' })).to.have.nested.property('failure.code', 'case-not-open');
  });

  it('should be suspended and resumed, each only once', async () => {
    const it = new Case(await line());
    it.pull({ kind: 'suspend' });
    expect(it.state.status).to.equal('suspended');
    expect(it.attempt({ kind: 'suspend' })).to.have.nested.property('failure.code', 'case-not-active');
    it.pull({ kind: 'resume' });

    expect(it.state.status).to.equal('active');
    expect(it.attempt({ kind: 'resume' })).to.have.nested.property('failure.code', 'case-not-suspended');
  });

  it('should turn an endless loop into an incident that stands where it turned, and go on from there', async () => {
    const it = new Case(
      await graphOf(`<startEvent id="start"/><exclusiveGateway id="m"/><task id="t"/><exclusiveGateway id="x" default="x_m"/><userTask id="a"/>
        ${flows('start m t x m')}${flowIf('x', 'a', 'done')}`),
      { limits: { moves: 100, loopItems: 10, callDepth: 5 } },
    );
    expect(it.incidents).to.deep.equal(['step-budget-exceeded']);
    expect(it.open).to.have.length(1);

    it.pull({ kind: 'writeVariables', scope: it.state.root, variables: { done: true } });
    it.pull({ kind: 'retryIncident', incident: Object.keys(it.state.incidents)[0] ?? '' });

    expect(it.open).to.deep.equal(['a']);
    expect(it.incidents).to.deep.equal([]);
  });

  it('should refuse triggers aimed at what is not there', async () => {
    const it = new Case(await line());

    for (const trigger of [
      { kind: 'fireTimer', timer: 'x' },
      { kind: 'receive', subscription: 'x', messageId: 'm', variables: {} },
      { kind: 'completeEffect', effect: 'x', variables: {} },
      { kind: 'failEffect', effect: 'x', message: '' },
      { kind: 'retryIncident', incident: 'x' },
      { kind: 'throwError', element: 'x', code: 'c', variables: {} },
      { kind: 'writeVariables', scope: 'x', variables: {} },
      { kind: 'completeElement', element: it.state.root, variables: {} },
    ] as const) {
      expect(it.attempt(trigger), trigger.kind).to.have.nested.property('failure.code', 'not-found');
    }
    expect(it.open).to.deep.equal(['a']);
  });
});
