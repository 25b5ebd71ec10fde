import { expect } from 'chai';
import { flows, graphOf } from '../support/bpmn.ts';
import { Case } from './harness.ts';

describe('core/user task', () => {
  const approval = () =>
    graphOf(
      `<startEvent id="start"/><userTask id="a"/><userTask id="b"/><endEvent id="end"/>${flows('start a b end')}`,
    );

  it('should open work and wait', async () => {
    const it = new Case(await approval());

    expect(it.open).to.deep.equal(['a']);
    expect(it.the('a').state).to.equal('active');
    expect(it.work).to.deep.equal([{ kind: 'open', element: it.the('a').id }]);
  });

  it('should go on with its variables when it is done', async () => {
    const it = new Case(await approval(), { variables: { amount: 1 } });

    it.complete('a', { approved: true });

    expect(it.open).to.deep.equal(['b']);
    expect(it.variables).to.deep.equal({ amount: 1, approved: true });
  });

  it('should end the case with the last one', async () => {
    const it = new Case(await approval());

    it.complete('a');
    it.complete('b', { result: 'yes' });

    expect(it.state.status).to.equal('completed');
    expect(it.state.endedAt).to.equal(it.now);
    expect(it.open).to.deep.equal([]);
    expect(it.variables).to.deep.equal({ result: 'yes' });
  });

  it('should refuse to be done twice', async () => {
    const it = new Case(await approval());
    const { id } = it.the('a');
    it.complete('a');

    const again = it.attempt({ kind: 'completeElement', element: id, variables: {} });

    expect(again).to.deep.include({ ok: false });
    expect(it.open).to.deep.equal(['b']);
  });
});
