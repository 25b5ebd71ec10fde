import { expect } from 'chai';
import { flows, graphOf } from '../support/bpmn.ts';
import { Case } from './harness.ts';

const mapped = (...mappings: string[]) => `<extensionElements>${mappings.join('')}</extensionElements>`;

describe('core/variables and mappings', () => {
  it('should make input mappings local and hand out only what output mappings say', async () => {
    const it = new Case(
      await graphOf(
        `<startEvent id="start"/><userTask id="a">${mapped(
          '<tb:input source="=amount * 2" target="double"/>',
          '<tb:output source="=double + bonus" target="total"/>',
        )}</userTask><userTask id="b"/>${flows('start a b')}`,
      ),
      { variables: { amount: 5 } },
    );
    expect(it.the('a').vars).to.deep.equal({ double: 10 });

    it.complete('a', { bonus: 1 });

    expect(it.variables).to.deep.equal({ amount: 5, total: 11 });
  });

  it('should keep results with the element when an output mapping fails, and map them on retry', async () => {
    const it = new Case(
      await graphOf(
        `<startEvent id="start"/><userTask id="a">${mapped(
          '<tb:output source="=for i in 1..n return given" target="list"/>',
        )}</userTask><userTask id="b"/>${flows('start a b')}`,
      ),
      { variables: { n: 1e9 } },
    );
    it.complete('a', { given: 7 });
    expect(it.incidents).to.deep.equal(['expression-limit']);
    expect(it.the('a').vars).to.deep.equal({ given: 7 });

    it.pull({ kind: 'writeVariables', scope: it.state.root, variables: { n: 2 } });
    it.pull({ kind: 'retryIncident', incident: Object.keys(it.state.incidents)[0] ?? '' });

    expect(it.open).to.deep.equal(['b']);
    expect(it.variables.list).to.deep.equal([7, 7]);
  });

  it('should write to the scope that declares a variable, else to the process', async () => {
    const it = new Case(
      await graphOf(`<startEvent id="start"/><subProcess id="sub">${mapped('<tb:input source="=0" target="local"/>')}
        <userTask id="a"/></subProcess><userTask id="b"/>${flows('start sub b')}`),
    );

    it.complete('a', { local: 1, global: 2 });

    expect(it.variables).to.deep.equal({ global: 2 });
  });

  it('should raise an incident on the activity when an input fails, and enter it on retry', async () => {
    const it = new Case(
      await graphOf(
        `<startEvent id="start"/><userTask id="a">${mapped(
          '<tb:input source="=for i in 1..n return i" target="list"/>',
        )}</userTask>${flows('start a')}`,
      ),
      { variables: { n: 1e9 } },
    );
    expect(it.incidents).to.deep.equal(['expression-limit']);
    expect(it.the('a').state).to.equal('entered');
    expect(it.work).to.deep.equal([]);

    it.pull({ kind: 'writeVariables', scope: it.state.root, variables: { n: 1 } });
    it.pull({ kind: 'retryIncident', incident: Object.keys(it.state.incidents)[0] ?? '' });

    expect(it.the('a').state).to.equal('active');
    expect(it.work).to.deep.equal([{ kind: 'open', element: it.the('a').id }]);
  });
});

describe('core/script task', () => {
  const script = (attributes: string, body: string) =>
    graphOf(
      `<startEvent id="start"/><scriptTask id="s" ${attributes}><script>${body}</script></scriptTask><userTask id="b"/>${flows('start s b')}`,
    );

  it('should write its result to the result variable', async () => {
    const it = new Case(await script('tb:resultVariable="sum"', 'a + 1'), { variables: { a: 2 } });

    expect(it.variables).to.deep.equal({ a: 2, sum: 3 });
    expect(it.open).to.deep.equal(['b']);
  });

  it('should make variables of the entries of a context', async () => {
    const it = new Case(await script('', '{ x: a + 1, y: "z" }'), { variables: { a: 2 } });

    expect(it.variables).to.deep.equal({ a: 2, x: 3, y: 'z' });
  });

  it('should raise an incident when there is no place for its result', async () => {
    const it = new Case(await script('', '1 + 1'));

    expect(it.incidents).to.deep.equal(['expression-failed']);
    expect(it.open).to.deep.equal(['s']);
  });
});

describe('core/service task', () => {
  const model = (mappings = '') =>
    graphOf(
      `<startEvent id="start"/><serviceTask id="s" tb:topic="pay" tb:retry="R2/PT10S">${mappings}</serviceTask><userTask id="b"/>
      <boundaryEvent id="failed" attachedToRef="s"><errorEventDefinition errorRef="e"/></boundaryEvent><userTask id="h"/>
      ${flows('start s b', 'failed h')}`,
      { definitions: '<error id="e" errorCode="broke"/>' },
    );
  const effectOf = (it: Case) => {
    const [effect] = Object.values(it.state.effects);
    if (!effect) throw new Error('Expected an effect, but there is none.');
    return effect;
  };

  it('should ask for its work with all it sees, or with its input mappings only', async () => {
    const all = new Case(await model(), { variables: { amount: 3 } });
    const some = new Case(await model(mapped('<tb:input source="=amount * 100" target="cents"/>')), {
      variables: { amount: 3 },
    });

    expect(effectOf(all)).to.include({ topic: 'pay', attemptsLeft: 2, delayMs: 10_000, dueAt: all.now });
    expect(effectOf(all).variables).to.deep.equal({ amount: 3 });
    expect(effectOf(some).variables).to.deep.equal({ cents: 300 });
  });

  it('should go on with the answer, once', async () => {
    const it = new Case(await model());
    const { id } = effectOf(it);

    it.pull({ kind: 'completeEffect', effect: id, variables: { receipt: 'r1' } });

    expect(it.open).to.deep.equal(['b']);
    expect(it.variables).to.deep.equal({ receipt: 'r1' });
    expect(it.attempt({ kind: 'completeEffect', effect: id, variables: {} })).to.have.nested.property(
      'failure.code',
      'not-found',
    );
  });

  it('should be tried again with growing pauses, then stand with an incident that can be retried', async () => {
    const it = new Case(await model());
    const { id } = effectOf(it);
    it.pull({ kind: 'failEffect', effect: id, message: 'no line' });
    expect(effectOf(it)).to.include({ attemptsLeft: 1, dueAt: it.now + 10_000, delayMs: 20_000, lastError: 'no line' });
    expect(it.incidents).to.deep.equal([]);

    it.pull({ kind: 'failEffect', effect: id, message: 'no line' });
    expect(it.incidents).to.deep.equal(['effect-failed']);
    it.pull({ kind: 'retryIncident', incident: Object.keys(it.state.incidents)[0] ?? '' });

    expect(effectOf(it)).to.include({ id, attemptsLeft: 2, dueAt: it.now, delayMs: 10_000 });
    expect(it.incidents).to.deep.equal([]);
  });

  it('should leave by its error event on a business error', async () => {
    const it = new Case(await model());

    it.pull({ kind: 'throwError', element: it.the('s').id, code: 'broke', variables: { why: 'empty' } });

    expect(it.open).to.deep.equal(['h']);
    expect(it.variables).to.deep.equal({ why: 'empty' });
    expect(it.eventsOf('effectSettled').map(({ outcome }) => outcome)).to.deep.equal(['error']);
  });

  it('should stand with an incident that names the code when nobody handles the error', async () => {
    const it = new Case(await model());

    it.pull({ kind: 'throwError', element: it.the('s').id, code: 'other', variables: {} });

    expect(it.open).to.deep.equal(['s']);
    expect(Object.values(it.state.incidents)[0]).to.deep.include({
      code: 'uncaught-error',
      params: { errorCode: 'other', elementId: 's' },
    });
  });
});
