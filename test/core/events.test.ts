import { expect } from 'chai';
import { flows, graphOf } from '../support/bpmn.ts';
import { Case, START } from './harness.ts';

const HOUR = 3_600_000;
const definitions = `<message id="m" name="paid"/><signal id="s" name="holiday"/><error id="e" errorCode="broke"/>
  <escalation id="esc" escalationCode="late"/><escalation id="other" escalationCode="other"/><error id="e2" errorCode="else"/>`;
const timer = (text: string, kind = 'timeDuration') =>
  `<timerEventDefinition><${kind}>${text}</${kind}></timerEventDefinition>`;
const message = '<messageEventDefinition messageRef="m"/>';
const signal = '<signalEventDefinition signalRef="s"/>';
const model = (body: string) => graphOf(`<startEvent id="start"/>${body}`, { definitions });

describe('core/intermediate catch event', () => {
  it('should wait for its time, and never fire early', async () => {
    const it = new Case(
      await model(
        `<intermediateCatchEvent id="t">${timer('PT1H')}</intermediateCatchEvent><userTask id="a"/>${flows('start t a')}`,
      ),
    );
    const [armed] = Object.values(it.state.timers);
    expect(armed).to.include({ element: it.the('t').id, dueAt: START + HOUR });

    it.now = START + HOUR - 1;
    expect(it.attempt({ kind: 'fireTimer', timer: armed?.id ?? '' })).to.have.nested.property(
      'failure.code',
      'timer-not-due',
    );
    expect(it.open).to.deep.equal(['t']);
    it.now = START + HOUR;
    it.pull({ kind: 'fireTimer', timer: armed?.id ?? '' });

    expect(it.open).to.deep.equal(['a']);
    expect(it.state.timers).to.deep.equal({});
  });

  it('should wait for its message with the key of its variables', async () => {
    const it = new Case(
      await graphOf(
        `<startEvent id="start"/><intermediateCatchEvent id="c"><messageEventDefinition messageRef="m" tb:correlationKey="=order"/>
        </intermediateCatchEvent><userTask id="a"/>${flows('start c a')}`,
        { definitions },
      ),
      { variables: { order: 42 } },
    );
    expect(Object.values(it.state.subscriptions)).to.have.nested.property('[0].key', '42');

    it.receive('paid', { receipt: 'r' });

    expect(it.open).to.deep.equal(['a']);
    expect(it.variables).to.deep.equal({ order: 42, receipt: 'r' });
    expect(it.state.subscriptions).to.deep.equal({});
  });

  it('should wait for its signal', async () => {
    const it = new Case(
      await model(
        `<intermediateCatchEvent id="c">${signal}</intermediateCatchEvent><userTask id="a"/>${flows('start c a')}`,
      ),
    );
    expect(Object.values(it.state.subscriptions)[0]).to.include({ kind: 'signal', name: 'holiday' });

    it.receive('holiday');

    expect(it.open).to.deep.equal(['a']);
  });

  it('should raise an incident when its time cannot be read', async () => {
    const it = new Case(
      await model(
        `<intermediateCatchEvent id="t">${timer('=pause')}</intermediateCatchEvent><userTask id="a"/>${flows('start t a')}`,
      ),
      {
        variables: { pause: '-PT1H' },
      },
    );

    expect(it.incidents).to.deep.equal(['timer-invalid']);
    expect(it.state.timers).to.deep.equal({});
  });
});

describe('core/receive and send task', () => {
  it('should wait for the message', async () => {
    const it = new Case(await model(`<receiveTask id="r" messageRef="m"/><userTask id="a"/>${flows('start r a')}`));
    expect(it.open).to.deep.equal(['r']);

    it.receive('paid');

    expect(it.open).to.deep.equal(['a']);
  });

  it('should send what its mappings name, and go on', async () => {
    const mappings = '<extensionElements><tb:input source="=amount" target="sum"/></extensionElements>';
    const it = new Case(
      await model(`<intermediateThrowEvent id="t">${mappings}${message}</intermediateThrowEvent><endEvent id="end">${message}</endEvent>
        ${flows('start t end')}`),
      { variables: { amount: 3 } },
    );

    expect(it.eventsOf('messageSent').map(({ name, variables }) => ({ name, variables }))).to.deep.equal([
      { name: 'paid', variables: { sum: 3 } },
      { name: 'paid', variables: {} },
    ]);
    expect(it.state.status).to.equal('completed');
    expect(it.variables).to.deep.equal({ amount: 3 });
  });

  it('should throw signals for the shell to broadcast', async () => {
    const it = new Case(await model(`<endEvent id="end">${signal}</endEvent>${flows('start end')}`));

    expect(it.eventsOf('signalThrown').map(({ name }) => name)).to.deep.equal(['holiday']);
    expect(it.state.status).to.equal('completed');
  });
});

describe('core/event-based gateway', () => {
  const gateway = () =>
    model(`<eventBasedGateway id="g"/><intermediateCatchEvent id="t">${timer('PT1H')}</intermediateCatchEvent>
      <intermediateCatchEvent id="c">${message}</intermediateCatchEvent><userTask id="a"/><userTask id="b"/>${flows('start g t a', 'g c b')}`);

  it('should follow the first event and stop waiting for the others', async () => {
    const it = new Case(await gateway());
    expect(it.open).to.deep.equal(['g']);

    it.receive('paid', { x: 1 });

    expect(it.open).to.deep.equal(['b']);
    expect(it.state.timers).to.deep.equal({});
    expect(it.variables).to.deep.equal({ x: 1 });
    expect(it.visits('c')).to.equal(1);
  });

  it('should follow the timer when no message comes', async () => {
    const it = new Case(await gateway());

    it.fireNextTimer();

    expect(it.open).to.deep.equal(['a']);
    expect(it.state.subscriptions).to.deep.equal({});
  });
});

describe('core/boundary event', () => {
  const boundary = (definition: string, attributes = '') =>
    model(`<userTask id="a"/><boundaryEvent id="on" attachedToRef="a" ${attributes}>${definition}</boundaryEvent>
      <userTask id="h"/><userTask id="b"/>${flows('start a b', 'on h')}`);

  for (const [name, definition, happen] of [
    ['timer', timer('PT1H'), (it: Case) => it.fireNextTimer()],
    ['message', message, (it: Case) => it.receive('paid')],
    ['signal', signal, (it: Case) => it.receive('holiday')],
  ] as const) {
    it(`should end its activity when it interrupts: ${name}`, async () => {
      const it = new Case(await boundary(definition));
      const { id } = it.the('a');

      happen(it);

      expect(it.open).to.deep.equal(['h']);
      expect(it.work).to.deep.include({ kind: 'close', element: id, reason: 'boundary' });
    });

    it(`should leave its activity running when it does not interrupt: ${name}`, async () => {
      const it = new Case(await boundary(definition, 'cancelActivity="false"'));

      happen(it);
      expect(it.open).to.deep.equal(['a', 'h']);
      it.complete('a');

      expect(it.open).to.deep.equal(['b', 'h']);
      expect([it.state.timers, it.state.subscriptions]).to.deep.equal([{}, {}]);
    });

    it(`should not happen any more when the activity is done: ${name}`, async () => {
      const it = new Case(await boundary(definition));

      it.complete('a');

      expect(it.open).to.deep.equal(['b']);
      expect([it.state.timers, it.state.subscriptions]).to.deep.equal([{}, {}]);
    });
  }

  it('should repeat a cycle that does not interrupt as often as it says', async () => {
    const it = new Case(await boundary(timer('R3/PT1H', 'timeCycle'), 'cancelActivity="false"'));
    for (let i = 0; i < 3; i++) it.fireNextTimer();

    expect(it.now).to.equal(START + 3 * HOUR);
    expect(it.at('h')).to.have.length(3);
    expect(it.state.timers).to.deep.equal({});
  });

  it('should catch the code it names and store it', async () => {
    const caught = '<errorEventDefinition errorRef="e" tb:codeVariable="what"/>';
    const it = new Case(await boundary(caught));

    it.pull({ kind: 'throwError', element: it.the('a').id, code: 'broke', variables: { why: 1 } });

    expect(it.open).to.deep.equal(['h']);
    expect(it.variables).to.deep.equal({ what: 'broke', why: 1 });
  });

  it('should end a sub-process with everything in it, called processes too', async () => {
    const called = await graphOf(
      '<startEvent id="is"/><userTask id="inner"/><sequenceFlow id="i" sourceRef="is" targetRef="inner"/>',
      { key: 'q' },
    );
    const it = new Case([
      await model(`<subProcess id="sub"><parallelGateway id="sp"/><callActivity id="call" calledElement="q"/>
        <intermediateCatchEvent id="wait">${timer('P1D')}</intermediateCatchEvent>
        <serviceTask id="job" tb:topic="x"/>${flows('sp call', 'sp wait', 'sp job')}</subProcess>
        <boundaryEvent id="on" attachedToRef="sub">${message}</boundaryEvent><userTask id="h"/><userTask id="b"/>${flows('start sub b', 'on h')}`),
      called,
    ]);
    expect(it.open).to.deep.equal(['call', 'inner', 'job', 'sub', 'wait']);
    const inner = it.the('inner').id;

    it.receive('paid');

    expect(it.open).to.deep.equal(['h']);
    const { timers, subscriptions, effects, incidents } = it.state;
    expect([timers, subscriptions, effects, incidents]).to.deep.equal([{}, {}, {}, {}]);
    expect(it.work).to.deep.include({ kind: 'close', element: inner, reason: 'boundary' });
  });
});

describe('core/error', () => {
  const handled = (catching: string) =>
    model(`<subProcess id="sub"><startEvent id="is"/><endEvent id="ie"><errorEventDefinition errorRef="e"/></endEvent>${flows('is ie')}</subProcess>
      ${catching}<userTask id="b"/>${flows('start sub b')}`);
  const on = (id: string, ref: string) =>
    `<boundaryEvent id="${id}" attachedToRef="sub"><errorEventDefinition ${ref}/></boundaryEvent><userTask id="${id}H"/>${flows(`${id} ${id}H`)}`;

  it('should be caught by its code before a handler for all', async () => {
    const it = new Case(await handled(on('any', '') + on('exact', 'errorRef="e"')));

    expect(it.open).to.deep.equal(['exactH']);
    expect(it.eventsOf('errorThrown')).to.have.nested.property('[0].caughtBy', 'exact');
  });

  it('should be caught by a handler for all, not by one for another code', async () => {
    const it = new Case(await handled(on('wrong', 'errorRef="e2"') + on('any', '')));

    expect(it.open).to.deep.equal(['anyH']);
  });

  it('should stand as an incident where nobody catches it, and be thrown again on retry', async () => {
    const it = new Case(await handled(on('wrong', 'errorRef="e2"')));
    expect(Object.values(it.state.incidents)[0]).to.deep.include({
      code: 'uncaught-error',
      params: { errorCode: 'broke', elementId: 'ie' },
    });

    it.pull({ kind: 'retryIncident', incident: Object.keys(it.state.incidents)[0] ?? '' });

    expect(it.incidents).to.deep.equal(['uncaught-error']);
    expect(it.eventsOf('errorThrown')).to.have.length(2);
  });

  it('should cross call activities', async () => {
    const called = await graphOf(
      `<startEvent id="is"/><endEvent id="ie"><errorEventDefinition errorRef="e"/></endEvent>${flows('is ie')}`,
      { key: 'q', definitions },
    );
    const it = new Case([
      await model(
        `<callActivity id="sub" calledElement="q"/>${on('exact', 'errorRef="e"')}<userTask id="b"/>${flows('start sub b')}`,
      ),
      called,
    ]);

    expect(it.open).to.deep.equal(['exactH']);
  });
});

describe('core/escalation', () => {
  const escalating = (catching: string) =>
    model(`<subProcess id="sub"><startEvent id="is"/><intermediateThrowEvent id="it"><escalationEventDefinition escalationRef="esc"/>
      </intermediateThrowEvent><userTask id="a"/>${flows('is it a')}</subProcess>${catching}<userTask id="b"/>${flows('start sub b')}`);
  const on = (attributes: string) =>
    `<boundaryEvent id="on" attachedToRef="sub" ${attributes}><escalationEventDefinition escalationRef="esc"/></boundaryEvent>
      <userTask id="h"/>${flows('on h')}`;

  it('should start its handler and let the thrower go on', async () => {
    const it = new Case(await escalating(on('cancelActivity="false"')));

    expect(it.open).to.deep.equal(['a', 'h', 'sub']);
  });

  it('should end the thrower where the handler interrupts', async () => {
    const it = new Case(await escalating(on('')));

    expect(it.open).to.deep.equal(['h']);
    expect(it.visits('a')).to.equal(0);
  });

  it('should leave only a line in the journal where nobody handles it', async () => {
    const it = new Case(await escalating(''));

    expect(it.open).to.deep.equal(['a', 'sub']);
    expect(it.eventsOf('escalationThrown')).to.have.nested.property('[0].caughtBy', null);
    expect(it.incidents).to.deep.equal([]);
  });
});

describe('core/terminate and link', () => {
  it('should end its own scope only', async () => {
    const it = new Case(
      await model(`<subProcess id="sub"><startEvent id="is"/><parallelGateway id="sp"/><userTask id="a"/><userTask id="k"/>
        <endEvent id="kill"><terminateEventDefinition/></endEvent>${flows('is sp a', 'sp k kill')}</subProcess><userTask id="b"/>${flows('start sub b')}`),
    );
    const { id } = it.the('a');

    it.complete('k');

    expect(it.open).to.deep.equal(['b']);
    expect(it.work).to.deep.include({ kind: 'close', element: id, reason: 'caseEnd' });
  });

  it('should end the case in its process', async () => {
    const it = new Case(
      await model(
        `<parallelGateway id="sp"/><userTask id="a"/><endEvent id="kill"><terminateEventDefinition/></endEvent>${flows('start sp a', 'sp kill')}`,
      ),
    );

    expect(it.state.status).to.equal('completed');
    expect(it.work, 'work that was opened in the same step is not opened').to.deep.equal([]);
  });

  it('should jump to the link of its name', async () => {
    const it = new Case(
      await model(`<intermediateThrowEvent id="to"><linkEventDefinition id="thrown" name="x"/></intermediateThrowEvent>
        <intermediateCatchEvent id="from"><linkEventDefinition id="caught" name="x"/></intermediateCatchEvent>
        <userTask id="a"/>${flows('start to', 'from a')}`),
    );

    expect(it.open).to.deep.equal(['a']);
  });
});
