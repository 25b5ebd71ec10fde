import { expect } from 'chai';
import { flows, graphOf, undone } from '../support/bpmn.ts';
import { Case } from './harness.ts';

const adHoc = (attributes: string, inside = '<userTask id="a"/><userTask id="b"/>', condition = 'done') =>
  graphOf(`<startEvent id="start"/><adHocSubProcess id="h" ${attributes}>${inside}<completionCondition xsi:type="tFormalExpression">${condition}</completionCondition>
    </adHocSubProcess><userTask id="after"/>${flows('start h after')}`);

const begin = (it: Case, elementId: string) =>
  it.attempt({ kind: 'startInner', scope: it.the('h').id, elementId, variables: {} });

describe('core/ad-hoc sub-process', () => {
  it('should start nothing by itself, and what is asked for as often as it is asked for', async () => {
    const it = new Case(await adHoc(''));
    expect(it.open).to.deep.equal(['h']);

    begin(it, 'a');
    begin(it, 'b');
    begin(it, 'a');

    expect(it.open).to.deep.equal(['a', 'a', 'b', 'h']);
  });

  it('should stay, also when nothing runs in it, until its condition holds after an activity', async () => {
    const it = new Case(await adHoc(''));
    begin(it, 'a');
    it.complete('a');
    expect(it.open).to.deep.equal(['h']);
    it.pull({ kind: 'writeVariables', scope: it.state.root, variables: { done: true } });
    expect(it.open, 'judged when an activity completes').to.deep.equal(['h']);

    begin(it, 'b');
    it.complete('b');

    expect(it.open).to.deep.equal(['after']);
  });

  it('should end what still runs when its condition holds', async () => {
    const it = new Case(await adHoc(''));
    begin(it, 'a');
    begin(it, 'b');

    it.complete('a', { done: true });

    expect(it.open).to.deep.equal(['after']);
  });

  it('should wait for what still runs where the model says so, and start nothing more', async () => {
    const it = new Case(await adHoc('cancelRemainingInstances="false"'));
    begin(it, 'a');
    begin(it, 'b');

    it.complete('a', { done: true });
    expect(it.open).to.deep.equal(['b', 'h']);
    const refused = begin(it, 'a');
    expect(refused.ok).to.equal(false);
    it.complete('b');

    expect(it.open).to.deep.equal(['after']);
  });

  it('should do one after the other where it is sequential', async () => {
    const it = new Case(await adHoc('ordering="Sequential"'));
    begin(it, 'a');

    const refused = begin(it, 'b');
    expect(!refused.ok && refused.failure.code).to.equal('ad-hoc-busy');
    it.complete('a');

    expect(begin(it, 'b').ok).to.equal(true);
  });

  it('should follow flows inside, and judge before what follows begins', async () => {
    const inside = `<userTask id="a"/><userTask id="b"/><userTask id="c"/>${flows('a b')}`;
    const it = new Case(await adHoc('', inside));
    expect(begin(it, 'b').ok, 'a flow leads to it').to.equal(false);
    expect(begin(it, 'after').ok, 'it is not inside').to.equal(false);
    begin(it, 'a');
    it.complete('a');
    expect(it.open).to.deep.equal(['b', 'h']);
    begin(it, 'c');

    it.complete('c', { done: true });

    expect(it.open).to.deep.equal(['after']);
  });

  it('should not end when its last activity is taken away by hand', async () => {
    const it = new Case(await adHoc(''));
    begin(it, 'a');

    it.pull({ kind: 'modify', instructions: [{ type: 'cancel', elementId: 'a' }] });

    expect(it.open).to.deep.equal(['h']);
  });

  it('should show a condition that fails, and judge again when it is retried', async () => {
    const it = new Case(await adHoc('', undefined, 'count(for i in 1..n return i) &gt; 1'), { variables: { n: 1e9 } });
    begin(it, 'a');
    it.complete('a');
    const [incident] = Object.keys(it.state.incidents);
    expect(it.incidents).to.deep.equal(['expression-limit']);

    it.pull({ kind: 'writeVariables', scope: it.state.root, variables: { n: 2 } });
    it.pull({ kind: 'retryIncident', incident: incident ?? '' });

    expect(it.open).to.deep.equal(['after']);
  });

  it('should repeat as a loop does, each item for itself', async () => {
    const it = new Case(
      await adHoc(
        '',
        '<userTask id="a"/><multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>',
        'true',
      ),
    );
    for (const { id } of it.at('h')) it.pull({ kind: 'startInner', scope: id, elementId: 'a', variables: {} });
    it.complete('a');
    expect(it.open).to.deep.equal(['a', 'h']);

    it.complete('a');

    expect(it.open).to.deep.equal(['after']);
  });

  it('should be undone from within like any sub-process', async () => {
    const it = new Case(
      await graphOf(`<startEvent id="start"/><adHocSubProcess id="h">${undone('a')}<completionCondition>true</completionCondition></adHocSubProcess>
      <intermediateThrowEvent id="undo"><compensateEventDefinition/></intermediateThrowEvent><userTask id="c"/>${flows('start h undo c')}`),
    );
    begin(it, 'a');
    it.complete('a');
    expect(it.open).to.deep.equal(['h', 'undo', 'undo_a']);

    it.complete('undo_a');

    expect(it.open).to.deep.equal(['c']);
  });
});
