import { expect } from 'chai';
import { flows, graphOf } from '../support/bpmn.ts';
import { ORDER_CONVERSATION, subscribed } from '../support/correlation.ts';
import { Case } from './harness.ts';

const options = { definitions: ORDER_CONVERSATION };
const receive = (id: string, message: string) => `<receiveTask id="${id}" messageRef="${message}"/>`;
const keys = (it: Case) => Object.values(it.state.subscriptions).map(({ key }) => key?.replace(/^~[^:]*/, ''));

describe('core/correlation by properties', () => {
  it('should wait for what the process expects, with the values as they are when it begins to wait', async () => {
    const body = `<startEvent id="start"/>${receive('a', 'mPaid')}<endEvent id="end"/>${flows('start a end')}${subscribed('no', 'who.id')}`;
    const it = new Case(await graphOf(body, options), { variables: { no: 7, who: { id: 'li' } } });

    expect(keys(it)).to.deep.equal([':["li","7"]']);
  });

  it('should wait for no message as long as a part of what it expects is missing', async () => {
    const body = `<startEvent id="start"/>${receive('a', 'mPaid')}<endEvent id="end"/>${flows('start a end')}${subscribed('no', 'who')}`;
    const it = new Case(await graphOf(body, options), { variables: { no: 7 } });

    expect(keys(it)).to.deep.equal([':?']);
  });

  it('should begin a conversation with the first message it sends', async () => {
    const body = `<startEvent id="start"/><sendTask id="s" messageRef="mOrder"><extensionElements><tb:input source="={id: 3}" target="order"/><tb:input source="li" target="customer"/></extensionElements></sendTask>
      ${receive('a', 'mPaid')}<endEvent id="end"/>${flows('start s a end')}`;
    const it = new Case(await graphOf(body, options));

    expect(it.eventsOf('conversationStarted').map(({ values }) => values)).to.deep.equal([['li', '3']]);
    expect(keys(it)).to.deep.equal([':["li","3"]']);
  });

  it('should begin it with the first message it receives, for everything that waits in it', async () => {
    const body = `<startEvent id="start"/><parallelGateway id="g"/>${receive('a', 'mOrder')}${receive('b', 'mPaid')}<userTask id="c"/>${flows('start g a c', 'g b')}`;
    const it = new Case(await graphOf(body, options));
    expect(keys(it)).to.deep.equal([':*', ':*']);

    it.receive('order', { order: { id: 'x' }, customer: true });

    expect(keys(it)).to.deep.equal([':["true","x"]']);
    expect(it.open).to.deep.equal(['b', 'c']);
  });

  it('should begin none with a message from which a part cannot be read', async () => {
    const body = `<startEvent id="start"/><sendTask id="s" messageRef="mOrder"/>${receive('a', 'mPaid')}<endEvent id="end"/>${flows('start s a end')}`;
    const it = new Case(await graphOf(body, options));

    expect(it.eventsOf('conversationStarted')).to.deep.equal([]);
    expect(keys(it)).to.deep.equal([':*']);
  });

  it('should begin it with the message that opens the case', async () => {
    const body = `<startEvent id="start"><messageEventDefinition messageRef="mOrder"/></startEvent>${receive('a', 'mPaid')}<endEvent id="end"/>${flows('start a end')}`;
    const it = new Case(await graphOf(body, options), {
      variables: { order: { id: 9 }, customer: 'wang' },
      start: { startEvent: 'start', startMessage: 'order' },
    });

    expect(keys(it)).to.deep.equal([':["wang","9"]']);
  });

  it('should keep the conversations of two called processes apart', async () => {
    const called = await graphOf(
      `<startEvent id="s2"/><sendTask id="s" messageRef="mOrder"><extensionElements><tb:input source="={id: n}" target="order"/><tb:input source="li" target="customer"/></extensionElements></sendTask>${receive('a', 'mPaid')}<endEvent id="e2"/>${flows('s2 s a e2')}`,
      { ...options, key: 'called' },
    );
    const caller = await graphOf(
      `<startEvent id="start"/><callActivity id="c" calledElement="called"><multiInstanceLoopCharacteristics tb:collection="=[1, 2]" tb:elementVariable="n"/></callActivity><endEvent id="end"/>${flows('start c end')}`,
    );
    const it = new Case([caller, called]);

    expect(keys(it)).to.have.members([':["li","1"]', ':["li","2"]']);
  });
});
