import { expect } from 'chai';
import { bpmn, compileClean, compileXml, flows, graphOf, undone } from '../support/bpmn.ts';
import { Case } from './harness.ts';

const definitions = '<message id="m" name="stop"/><error id="e" errorCode="broke"/>';
const model = (body: string) => graphOf(`<startEvent id="start"/>${body}`, { definitions });
const UNDO = '<intermediateThrowEvent id="undo"><compensateEventDefinition/></intermediateThrowEvent>';
const throws = (id: string, attributes: string) =>
  `<intermediateThrowEvent id="${id}"><compensateEventDefinition ${attributes}/></intermediateThrowEvent>`;

describe('core/compensation', () => {
  it('should undo completed activities, the latest first, and go on when all are undone', async () => {
    const it = new Case(
      await model(`${undone('a')}${undone('b')}${undone('never')}${UNDO}<userTask id="after"/>
      <exclusiveGateway id="x" default="x_undo"/>${flows('start a b x undo after', 'never undo')}
      <sequenceFlow id="f" sourceRef="x" targetRef="never"><conditionExpression>false</conditionExpression></sequenceFlow>`),
    );

    it.complete('a');
    it.complete('b');
    expect(it.open).to.deep.equal(['undo', 'undo_b']);
    it.complete('undo_b');
    expect(it.open).to.deep.equal(['undo', 'undo_a']);
    it.complete('undo_a');

    expect(it.open).to.deep.equal(['after']);
    expect(it.visits('undo_never')).to.equal(0);
    expect(it.state.compensations).to.deep.equal({});
  });

  it('should not undo an activity that has not completed, nor one twice', async () => {
    const it = new Case(
      await model(`${undone('a')}${undone('b')}<parallelGateway id="s"/>${UNDO}${throws('again', '')}<userTask id="c"/>
      ${flows('start s a undo again c', 's b')}`),
    );

    it.complete('a');
    it.complete('undo_a');

    expect(it.open).to.deep.equal(['b', 'c']);
    expect(it.visits('undo_a')).to.equal(1);
  });

  it('should undo only the activity that is named', async () => {
    const it = new Case(
      await model(
        `${undone('a')}${undone('b')}${throws('undo', 'activityRef="a"')}<userTask id="c"/>${flows('start a b undo c')}`,
      ),
    );
    it.complete('a');
    it.complete('b');

    expect(it.open).to.deep.equal(['undo', 'undo_a']);
    it.complete('undo_a');

    expect(it.open).to.deep.equal(['c']);
  });

  it('should go on at once where the event does not wait, and the scope still ends only when all is undone', async () => {
    const it = new Case(
      await model(
        `${undone('a')}${throws('undo', 'waitForCompletion="false"')}<userTask id="c"/>${flows('start a undo c')}`,
      ),
    );

    it.complete('a');
    expect(it.open).to.deep.equal(['c', 'undo', 'undo_a']);
    it.complete('c');
    expect(it.state.status).to.equal('active');
    it.complete('undo_a');

    expect(it.state.status).to.equal('completed');
    expect(it.visits('c')).to.equal(1);
  });

  it('should undo before an end event consumes its token', async () => {
    const it = new Case(
      await model(`${undone('a')}<endEvent id="end"><compensateEventDefinition/></endEvent>${flows('start a end')}`),
    );

    it.complete('a');
    expect(it.open).to.deep.equal(['end', 'undo_a']);
    it.complete('undo_a');

    expect(it.state.status).to.equal('completed');
  });

  it('should give each the data it had when it completed, and write what it gives to the data of today', async () => {
    const it = new Case(
      await model(`${undone('a')}<userTask id="b"/>${UNDO}<userTask id="c"/>${flows('start a b undo c')}`),
      { variables: { n: 1, state: 'new' } },
    );
    it.complete('a', { n: 2 });
    it.complete('b', { n: 3 });
    const { vars } = it.the('undo_a');

    it.complete('undo_a', { state: 'undone', n: 2 });

    expect(vars).to.deep.equal({ n: 2, state: 'new' });
    expect(it.variables).to.deep.equal({ n: 2, state: 'undone' });
  });

  it('should let each see what undoing has written before it, over its own past', async () => {
    const it = new Case(
      await model(`${undone('a')}${undone('b')}<userTask id="c"/>${UNDO}${flows('start a b c undo')}`),
      { variables: { n: 1, log: [] } },
    );
    it.complete('a', { n: 2 });
    it.complete('b', { n: 3 });
    it.complete('c', { n: 4, log: ['c'] });

    expect(it.the('undo_b').vars).to.deep.equal({ n: 3, log: [] });
    it.complete('undo_b', { log: ['b'] });

    expect(it.the('undo_a').vars).to.deep.equal({ n: 2, log: ['b'] });
    it.complete('undo_a', { log: ['b', 'a'] });
    expect(it.variables).to.deep.equal({ n: 4, log: ['b', 'a'] });
  });

  it('should write from inside a compensation sub-process to the data of today', async () => {
    const handler = `<subProcess id="undo_a" isForCompensation="true"><startEvent id="in"/><userTask id="x"/><userTask id="y"/>
      ${flows('in x y')}</subProcess>`;
    const it = new Case(
      await model(
        `<userTask id="a"/>${handler}<boundaryEvent id="at" attachedToRef="a"><compensateEventDefinition/></boundaryEvent>
        <association id="to" sourceRef="at" targetRef="undo_a"/><userTask id="b"/>${UNDO}${flows('start a b undo')}`,
      ),
      { variables: { n: 1 } },
    );
    it.complete('a', { n: 2 });
    it.complete('b', { n: 3 });

    it.complete('x', { n: 20 });

    expect(it.variables).to.deep.equal({ n: 20 });
    expect(it.the('undo_a').vars).to.deep.equal({ n: 20 });
  });

  it('should undo each round of a loop', async () => {
    const it = new Case(
      await model(
        `${undone('a', { inside: '<standardLoopCharacteristics loopMaximum="2"/>' })}${UNDO}${flows('start a undo')}`,
      ),
    );
    it.complete('a', { n: 1 });
    it.complete('a', { n: 2 });

    expect(it.the('undo_a').vars).to.deep.include({ n: 2, loopCounter: 2 });
    it.complete('undo_a');
    expect(it.the('undo_a').vars).to.deep.include({ n: 1, loopCounter: 1 });
    it.complete('undo_a');

    expect(it.state.status).to.equal('completed');
  });

  it('should undo each completed item of a multi-instance activity, in reverse order, and none that was ended', async () => {
    const inside = `<multiInstanceLoopCharacteristics tb:collection="= list" tb:elementVariable="x">
      <completionCondition>nrOfCompletedInstances = 2</completionCondition></multiInstanceLoopCharacteristics>`;
    const it = new Case(await model(`${undone('a', { inside })}${UNDO}${flows('start a undo')}`), {
      variables: { list: ['p', 'q', 'r'] },
    });
    it.complete('a', {}, 2);
    it.complete('a', {}, 0);

    expect(it.the('undo_a').vars).to.deep.include({ x: 'p' });
    it.complete('undo_a');
    expect(it.the('undo_a').vars).to.deep.include({ x: 'r' });
    it.complete('undo_a');

    expect(it.state.status).to.equal('completed');
    expect(it.visits('undo_a')).to.equal(2);
  });

  it('should not undo a multi-instance activity that is not done', async () => {
    const inside =
      '<multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>';
    const it = new Case(
      await model(
        `<parallelGateway id="s"/>${undone('a', { inside })}<userTask id="b"/>${UNDO}${flows('start s a', 's b undo')}`,
      ),
    );
    it.complete('a');

    it.complete('b');

    expect(it.open).to.deep.equal(['a']);
  });

  it('should undo the completed children of an embedded sub-process, inside it', async () => {
    const sub = `<subProcess id="sub">${undone('a')}${undone('b')}${flows('a b')}</subProcess>`;
    const it = new Case(await model(`${sub}${undone('c')}${UNDO}${flows('start sub c undo')}`));
    for (const id of ['a', 'b', 'c', 'undo_c']) it.complete(id);
    expect(it.open).to.deep.equal(['sub', 'undo', 'undo_b']);

    it.complete('undo_b');
    it.complete('undo_a');

    expect(it.state.status).to.equal('completed');
    expect(it.state.compensations).to.deep.equal({});
  });

  it('should not undo what completed in a sub-process that was interrupted', async () => {
    const sub = `<subProcess id="sub">${undone('a')}<userTask id="b"/>${flows('a b')}</subProcess>
      <boundaryEvent id="on" attachedToRef="sub"><messageEventDefinition messageRef="m"/></boundaryEvent>`;
    const it = new Case(await model(`${sub}${UNDO}<userTask id="c"/>${flows('start sub', 'on undo c')}`));
    it.complete('a');

    it.receive('stop');

    expect(it.open).to.deep.equal(['c']);
  });

  it('should leave a sub-process to its compensation event sub-process, which sees its data and may undo what is inside', async () => {
    const sub = `<subProcess id="sub"><extensionElements><tb:input source="= 7" target="own"/></extensionElements>${undone('a')}
      <subProcess id="handler" triggeredByEvent="true"><startEvent id="hs"><compensateEventDefinition/></startEvent>
      <userTask id="h"/>${throws('inner', '')}<userTask id="h2"/>${flows('hs h inner h2')}</subProcess></subProcess>`;
    const it = new Case(await model(`${sub}${UNDO}<userTask id="c"/>${flows('start sub undo c')}`));
    it.complete('a');
    expect(it.open).to.deep.equal(['h', 'handler', 'sub', 'undo']);
    expect(it.the('sub').vars).to.deep.equal({ own: 7 });

    it.complete('h');
    expect(it.open).to.deep.equal(['handler', 'inner', 'sub', 'undo', 'undo_a']);
    it.complete('undo_a');
    it.complete('h2');

    expect(it.open).to.deep.equal(['c']);
  });

  it('should not start a compensation event sub-process while its sub-process runs', async () => {
    const it = new Case(
      await model(`<subProcess id="sub">${undone('a')}<subProcess id="handler" triggeredByEvent="true"><startEvent id="hs">
      <compensateEventDefinition/></startEvent><userTask id="h"/>${flows('hs h')}</subProcess>${UNDO}<userTask id="c"/>${flows('a undo c')}</subProcess>
      ${flows('start sub')}`),
    );

    it.complete('a');
    it.complete('undo_a');

    expect(it.open).to.deep.equal(['c', 'sub']);
  });

  it('should undo from an event sub-process what completed in the scope around it', async () => {
    const it = new Case(
      await model(`${undone('a')}<userTask id="b"/>${flows('start a b')}<subProcess id="esp" triggeredByEvent="true">
      <startEvent id="on"><errorEventDefinition errorRef="e"/></startEvent>${UNDO}<userTask id="c"/>${flows('on undo c')}</subProcess>`),
    );
    it.complete('a');

    it.pull({ kind: 'throwError', element: it.the('b').id, code: 'broke', variables: {} });
    expect(it.open).to.deep.equal(['esp', 'undo', 'undo_a']);
    it.complete('undo_a');

    expect(it.open).to.deep.equal(['c', 'esp']);
  });

  it('should go on with the rest where a compensation activity is ended from outside', async () => {
    const it = new Case(
      await model(`${undone('a')}${undone('b')}${UNDO}<userTask id="c"/>${flows('start a b undo c')}`),
    );
    it.complete('a');
    it.complete('b');

    it.pull({ kind: 'modify', instructions: [{ type: 'cancel', elementId: 'undo_b' }] });

    expect(it.open).to.deep.equal(['undo', 'undo_a']);
  });

  it('should undo a completed call by its own compensation activity, and nothing inside the called process', async () => {
    const called = `<process id="called" isExecutable="true"><startEvent id="cs"/>${undone('x')}${flows('cs x')}</process>`;
    const { graphs } = await compileClean(
      bpmn(
        `<startEvent id="start"/>${undone('call', { tag: 'callActivity', attributes: 'calledElement="called"' })}${UNDO}${flows('start call undo')}`,
        {
          definitions: called,
        },
      ),
    );
    const it = new Case([...graphs].sort((a) => (a.key === 'process' ? -1 : 1)));
    it.complete('x', { done: true });

    expect(it.open).to.deep.equal(['undo', 'undo_call']);
    expect(it.the('undo_call').vars).to.deep.equal({ done: true });
    it.complete('undo_call');

    expect(it.state.status).to.equal('completed');
  });

  it('should not keep an inclusive join waiting for what only undoes', async () => {
    const it = new Case(
      await model(`<parallelGateway id="s"/>${undone('a')}${throws('undo', 'waitForCompletion="false"')}<userTask id="b"/>
      <inclusiveGateway id="j"/><userTask id="c"/>${flows('start s a undo j c', 's b j')}`),
    );
    it.complete('a');

    it.complete('b');

    expect(it.open).to.deep.equal(['c', 'undo', 'undo_a']);
  });

  it('should start no compensation activity on its own', async () => {
    const it = new Case(await compileXml(bpmn(undone('a'))));

    expect(it.open).to.deep.equal(['a']);
  });
});

describe('core/transaction', () => {
  const CANCEL = '<endEvent id="cancel"><cancelEventDefinition/></endEvent>';
  const tx = (inside: string, more = '') =>
    model(`<transaction id="tx">${inside}</transaction><boundaryEvent id="on" attachedToRef="tx"><cancelEventDefinition/></boundaryEvent>
      <userTask id="done"/><userTask id="cancelled"/>${more}${flows('start tx done', 'on cancelled')}`);

  it('should leave like a sub-process when it is not cancelled', async () => {
    const it = new Case(
      await tx(`${undone('a')}<exclusiveGateway id="x" default="x_end"/><endEvent id="end"/>${CANCEL}${flows('a x end')}
      <sequenceFlow id="f" sourceRef="x" targetRef="cancel"><conditionExpression>no</conditionExpression></sequenceFlow>`),
    );

    it.complete('a');

    expect(it.open).to.deep.equal(['done']);
  });

  it('should end what is open, undo what has completed, and leave by its cancel event', async () => {
    const it = new Case(
      await tx(`<startEvent id="s"/><parallelGateway id="g"/>${undone('a')}${undone('b')}<userTask id="open"/>${CANCEL}
      ${flows('s g a b cancel', 'g open')}`),
    );
    it.complete('a');

    it.complete('b');

    expect(it.open).to.deep.equal(['tx', 'undo_b']);
    it.complete('undo_b');
    expect(it.open).to.deep.equal(['tx', 'undo_a']);
    it.complete('undo_a');
    expect(it.open).to.deep.equal(['cancelled']);
    expect(it.state.compensations).to.deep.equal({});
  });

  it('should undo also what has completed in a sub-process that is still open', async () => {
    const it = new Case(
      await tx(`<startEvent id="s"/><parallelGateway id="g"/><subProcess id="sub">${undone('a')}<userTask id="open"/>${flows('a open')}</subProcess>
      <userTask id="b"/>${CANCEL}${flows('s g sub', 'g b cancel')}`),
    );
    it.complete('a');

    it.complete('b');
    expect(it.open).to.deep.equal(['sub', 'tx', 'undo_a']);
    it.complete('undo_a');

    expect(it.open).to.deep.equal(['cancelled']);
  });

  it('should be cancelled from a sub-process inside it, and listen to nothing meanwhile', async () => {
    const late = `<boundaryEvent id="late" attachedToRef="tx"><messageEventDefinition messageRef="m"/></boundaryEvent>${flows('late done')}`;
    const it = new Case(
      await tx(
        `${undone('a')}<subProcess id="sub"><startEvent id="s"/>${CANCEL}${flows('s cancel')}</subProcess>${flows('a sub')}`,
        late,
      ),
    );

    it.complete('a');

    expect(it.open).to.deep.equal(['tx', 'undo_a']);
    expect(it.state.subscriptions).to.deep.equal({});
  });

  it('should be undone later from within, once it has completed', async () => {
    const it = new Case(
      await model(
        `<transaction id="tx">${undone('a')}</transaction>${UNDO}<userTask id="c"/>${flows('start tx undo c')}`,
      ),
    );
    it.complete('a');

    it.complete('undo_a');

    expect(it.open).to.deep.equal(['c']);
  });
});
