import { expect } from 'chai';
import type { DomainEvent } from '../../engine/core/events.ts';
import { describeCoverage, measureCoverage } from '../../engine/scenario/coverage.ts';
import { flows, graphOf } from '../support/bpmn.ts';

const graph = () =>
  graphOf(`<startEvent id="s"/><userTask id="a"/><endEvent id="e"/><endEvent id="late"/>
    <boundaryEvent id="b" attachedToRef="a"><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent>
    ${flows('s a e', 'b late')}`);

const taken = (flow: number | undefined, def = 0): DomainEvent => ({
  type: 'flowTaken',
  scope: 'x',
  def,
  flow: flow ?? -1,
});

const passed = (events: readonly DomainEvent[], ...processes: readonly string[]) => ({ events, processes });

describe('measureCoverage', () => {
  it('should count flows that were taken and nodes they leave', async () => {
    const model = await graph();
    const flow = (id: string) => model.flows.find((candidate) => candidate.id === id)?.index;

    const coverage = measureCoverage(model, [
      passed([taken(flow('s_a'))], model.key),
      passed([taken(flow('b_late'))], model.key),
    ]);

    expect(coverage.flows).to.deep.equal({ covered: 2, total: 3, missing: ['a_e'] });
    expect(coverage.nodes.missing).to.deep.equal(['a', 'e', 'late']);
  });

  it('should count a process where it is called, and not what happens in others', async () => {
    const model = await graph();

    const inOther = measureCoverage(model, [passed([taken(0, 1)], model.key, 'other')]);
    const called = measureCoverage(model, [passed([taken(0, 1)], 'other', model.key)]);

    expect(inOther.flows.covered).to.equal(0);
    expect(called.flows.covered).to.equal(1);
  });

  it('should count the compensation event of an activity when its handler is entered', async () => {
    const model =
      await graphOf(`<startEvent id="s"/><manualTask id="a"/><endEvent id="e"/><manualTask id="undo" isForCompensation="true"/>
      <boundaryEvent id="c" attachedToRef="a"><compensateEventDefinition/></boundaryEvent>
      <association id="x" associationDirection="One" sourceRef="c" targetRef="undo"/>${flows('s a e')}`);
    const entered = (id: string): DomainEvent =>
      ({ type: 'elementEntered', element: { def: 0, node: model.byId.get(id) } }) as unknown as DomainEvent;

    const done = measureCoverage(model, [passed([entered('a')], model.key)]);
    const undone = measureCoverage(model, [passed([entered('a'), entered('undo')], model.key)]);

    expect(done.nodes.missing).to.include('c');
    expect(undone.nodes.missing).not.to.include('c');
  });

  it('should be told in words with what is missing', async () => {
    const model = await graph();
    const all = measureCoverage(model, [
      passed(
        model.flows.map(({ index }) => taken(index)),
        model.key,
      ),
    ]);

    expect(describeCoverage(all)).to.equal('nodes 3 of 5 (60 %), flows 3 of 3 (100 %); missing: e, late');
  });
});
