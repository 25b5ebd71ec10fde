import { expect } from 'chai';
import { bpmn, compileClean, flows, graphOf } from '../support/bpmn.ts';
import { Case } from './harness.ts';

const definitions = `<message id="m" name="stop"/><message id="m2" name="note"/><error id="e" errorCode="broke"/>
  <escalation id="esc" escalationCode="late"/>`;
const model = (body: string, key = 'p') => graphOf(body, { key, definitions });

describe('core/sub-process', () => {
  it('should leave when nothing in it is left', async () => {
    const it = new Case(
      await model(`<startEvent id="start"/><subProcess id="sub"><startEvent id="is"/><parallelGateway id="s"/><userTask id="a"/><userTask id="b"/>
        ${flows('is s a', 's b')}</subProcess><userTask id="c"/>${flows('start sub c')}`),
    );
    it.complete('a');
    expect(it.open).to.deep.equal(['b', 'sub']);

    it.complete('b');

    expect(it.open).to.deep.equal(['c']);
  });

  it('should start everything without incoming flow where it has no start event', async () => {
    const it = new Case(await model('<subProcess id="sub"><userTask id="a"/><userTask id="b"/></subProcess>'));

    expect(it.open).to.deep.equal(['a', 'b', 'sub']);
  });
});

describe('core/event sub-process', () => {
  const scope = (start: string, attributes = '', more = '') =>
    model(`<startEvent id="start"/><userTask id="a"/><endEvent id="end"/>${flows('start a end')}
      <subProcess id="esp" triggeredByEvent="true"><startEvent id="on" ${attributes}>${start}</startEvent><userTask id="h"/>${flows('on h')}</subProcess>${more}`);
  const stop = '<messageEventDefinition messageRef="m"/>';
  const hourly = '<timerEventDefinition><timeCycle>R/PT1H</timeCycle></timerEventDefinition>';

  it('should end everything else in its scope when it interrupts, which is the default', async () => {
    const it = new Case(await scope(stop));
    const { id } = it.the('a');

    it.receive('stop', { reason: 'x' });

    expect(it.open).to.deep.equal(['esp', 'h']);
    expect(it.work).to.deep.include({ kind: 'close', element: id, reason: 'boundary' });
    expect(it.variables).to.deep.equal({ reason: 'x' });
    expect(it.state.subscriptions, 'it interrupts once').to.deep.equal({});
    it.complete('h');
    expect(it.state.status).to.equal('completed');
  });

  it('should let no other of the scope start after it has interrupted', async () => {
    const other = `<subProcess id="esp2" triggeredByEvent="true"><startEvent id="on2" isInterrupting="false">
      <messageEventDefinition messageRef="m2"/></startEvent><userTask id="h2"/>${flows('on2 h2')}</subProcess>`;
    const it = new Case(await scope(stop, '', other));
    it.receive('note');
    expect(it.open).to.deep.equal(['a', 'esp2', 'h2']);

    it.receive('stop');

    expect(it.open).to.deep.equal(['esp', 'h']);
    expect(it.state.subscriptions).to.deep.equal({});
  });

  it('should run beside the rest, as often as it happens, when it does not interrupt', async () => {
    const it = new Case(await scope(hourly, 'isInterrupting="false"'));
    it.fireNextTimer();
    it.fireNextTimer();
    expect(it.open).to.deep.equal(['a', 'esp', 'esp', 'h', 'h']);

    it.complete('a');
    it.complete('h');
    expect(it.state.status).to.equal('active');
    it.complete('h');

    expect(it.state.status).to.equal('completed');
    expect(it.state.timers).to.deep.equal({});
  });

  it('should not happen any more once its scope has ended', async () => {
    const it = new Case(await scope(stop));

    it.complete('a');

    expect(it.state.status).to.equal('completed');
    expect(it.state.subscriptions).to.deep.equal({});
  });

  it('should catch errors of its scope before the border does, and not its own', async () => {
    const it = new Case(
      await model(`<startEvent id="start"/><subProcess id="sub"><startEvent id="is"/><endEvent id="ie"><errorEventDefinition errorRef="e"/></endEvent>
        ${flows('is ie')}<subProcess id="esp" triggeredByEvent="true"><startEvent id="on"><errorEventDefinition errorRef="e"/></startEvent>
        <userTask id="h"/><endEvent id="again"><errorEventDefinition errorRef="e"/></endEvent>${flows('on h again')}</subProcess></subProcess>
        <boundaryEvent id="border" attachedToRef="sub"><errorEventDefinition errorRef="e"/></boundaryEvent><userTask id="b"/>
        ${flows('start sub', 'border b')}`),
    );
    expect(it.open).to.deep.equal(['esp', 'h', 'sub']);

    it.complete('h');

    expect(it.open).to.deep.equal(['b']);
  });

  it('should handle escalations beside the thrower', async () => {
    const it = new Case(
      await model(`<startEvent id="start"/><intermediateThrowEvent id="t"><escalationEventDefinition escalationRef="esc"/></intermediateThrowEvent>
        <userTask id="a"/>${flows('start t a')}<subProcess id="esp" triggeredByEvent="true"><startEvent id="on" isInterrupting="false">
        <escalationEventDefinition escalationRef="esc" tb:codeVariable="code"/></startEvent><userTask id="h"/>${flows('on h')}</subProcess>`),
    );

    expect(it.open).to.deep.equal(['a', 'esp', 'h']);
    expect(it.variables).to.deep.equal({ code: 'late' });
  });
});

describe('core/call activity', () => {
  const called = (more = '') => model(`<startEvent id="is"/><userTask id="inner"/>${more}${flows('is inner')}`, 'q');
  const caller = (mappings = '', element = 'q') =>
    model(
      `<startEvent id="start"/><callActivity id="call" calledElement="${element}">${mappings}</callActivity><userTask id="b"/>${flows('start call b')}`,
    );

  it('should run the called process inside the case and take all its variables back', async () => {
    const it = new Case([await caller(), await called()], { variables: { a: 1 } });
    expect(it.open).to.deep.equal(['call', 'inner']);
    expect(it.state.definitions).to.deep.equal(['p:1', 'q:1']);

    it.complete('inner', { a: 2, c: 3 });

    expect(it.open).to.deep.equal(['b']);
    expect(it.variables).to.deep.equal({ a: 2, c: 3 });
  });

  it('should hand over and take back only what the mappings name', async () => {
    const mappings = `<extensionElements><tb:input source="=a * 10" target="x"/><tb:output source="=c + x" target="sum"/></extensionElements>`;
    const it = new Case([await caller(mappings), await called()], { variables: { a: 1, secret: 's' } });
    const root = it.state.elements[it.the('inner').parent ?? ''];
    expect(root?.vars).to.deep.equal({ x: 10 });

    it.complete('inner', { c: 5 });

    expect(it.variables).to.deep.equal({ a: 1, secret: 's', sum: 15 });
  });

  it('should not let the called process write its caller’s variables while it runs', async () => {
    const it = new Case([await caller(), await called(`<userTask id="more"/>${flows('inner more')}`)], {
      variables: { a: 1 },
    });

    it.complete('inner', { a: 2 });

    expect(it.variables).to.deep.equal({ a: 1 });
  });

  it('should find out what it calls when it gets there, and wait where that does not exist', async () => {
    const found = new Case([await caller('', '=who'), await called()], { variables: { who: 'q' } });
    const missing = new Case([await caller('', '=who')], { variables: { who: 'nobody' } });

    expect(found.open).to.deep.equal(['call', 'inner']);
    expect(missing.incidents).to.deep.equal(['call-activity-not-found']);
  });

  it('should bound recursion', async () => {
    const it = new Case(await caller('', 'p'), { limits: { moves: 10_000, loopItems: 10, callDepth: 5 } });

    expect(it.incidents).to.deep.equal(['call-depth-exceeded']);
    expect(it.at('call')).to.have.length(6);
  });

  it('should end when the called process is terminated, and go on behind it', async () => {
    const kill = `<endEvent id="kill"><terminateEventDefinition/></endEvent>${flows('inner kill')}`;
    const it = new Case([await caller(), await called(kill)]);

    it.complete('inner');

    expect(it.open).to.deep.equal(['b']);
  });

  it('should run once per item of a loop', async () => {
    const loop =
      '<multiInstanceLoopCharacteristics tb:collection="=[1,2]" tb:elementVariable="n" tb:outputCollection="all" tb:outputElement="=r"/>';
    const it = new Case([await caller(loop), await called()]);
    it.complete('inner', { r: 'x' }, 1);
    it.complete('inner', { r: 'y' }, 0);

    expect(it.open).to.deep.equal(['b']);
    expect(it.variables).to.deep.equal({ all: ['y', 'x'] });
  });

  it('should call a process of the same file', async () => {
    const { graphs } = await compileClean(
      bpmn(`<startEvent id="start"/><callActivity id="call" calledElement="q"/>${flows('start call')}`, {
        definitions: `<process id="q" isExecutable="true"><startEvent id="is"/><userTask id="inner"/>${flows('is inner')}</process>`,
      }),
    );
    const own = graphs.find(({ key }) => key === 'p');
    const it = new Case([...(own ? [own] : []), ...graphs.filter(({ key }) => key !== 'p')]);

    it.complete('inner');

    expect(it.state.status).to.equal('completed');
  });
});
