import { expect } from 'chai';
import { compileDecisions } from '../../engine/dmn/compile.ts';
import type { DecisionGraph } from '../../engine/model/decision.ts';
import { decision, dmn, literal, table } from '../dmn/support.ts';
import { bpmn, compileClean, flows, graphOf } from '../support/bpmn.ts';
import { Case } from './harness.ts';

const route = dmn(
  decision(
    table({
      inputs: ['amount:number'],
      outputs: ['level'],
      rules: [
        ['<= 100', '"small"'],
        ['>= 100', '"large"'],
      ],
    }),
    { id: 'route' },
  ) + decision(literal('{ a: amount, b: amount * 2 }'), { id: 'both' }),
);

const decisions = compileDecisions(route).graphs;

const process = (task: string, inside = '') =>
  graphOf(
    `<startEvent id="start"/>${task.replace('/>', `>${inside}</${/<(\w+)/.exec(task)?.[1]}>`)}<userTask id="after"/>${flows('start rule after')}`,
  );

const variablesOf = (found: Case) => found.variables;

function retry(found: Case): void {
  const [incident] = Object.values(found.state.incidents);
  found.pull({ kind: 'retryIncident', incident: incident?.id ?? '' });
}

describe('core/decisions', () => {
  it('should ask at once, give the result to the variable, and tell how it came about', async () => {
    const graph = await process('<businessRuleTask id="rule" tb:decision="route" tb:resultVariable="level"/>');
    const found = new Case(graph, { variables: { amount: 250 }, decisions });

    expect(variablesOf(found)).to.deep.equal({ amount: 250, level: 'large' });
    expect(found.open).to.deep.equal(['after']);
    const told = found.events.find((event) => event.type === 'decisionEvaluated');
    expect(told).to.deep.include({ decision: { id: 'route:1', key: 'route', version: 1 } });
    expect(told?.type === 'decisionEvaluated' && told.trace[0]?.rules).to.deep.equal([
      { id: 'r2', number: 2, outputs: { level: 'large' } },
    ]);
  });

  it('should make variables of the entries of a context, on a service task too', async () => {
    const graph = await process('<serviceTask id="rule" tb:decision="=choice"/>');
    const found = new Case(graph, { variables: { amount: 2, choice: 'both' }, decisions });

    expect(variablesOf(found)).to.deep.equal({ amount: 2, choice: 'both', a: 2, b: 4 });
  });

  it('should see only what the input mappings give, and hand out only what the output mappings take', async () => {
    const graph = await process(
      '<businessRuleTask id="rule" tb:decision="both"/>',
      '<extensionElements><tb:input source="=price" target="amount"/><tb:output source="=a + b" target="sum"/></extensionElements>',
    );
    const found = new Case(graph, { variables: { amount: 1, price: 10 }, decisions });

    expect(variablesOf(found)).to.deep.equal({ amount: 1, price: 10, sum: 30 });
  });

  it('should stand as an incident that names decision and rules, and ask again on retry', async () => {
    const graph = await process('<businessRuleTask id="rule" tb:decision="route" tb:resultVariable="level"/>');
    const found = new Case(graph, { variables: { amount: 100 }, decisions });

    const [incident] = Object.values(found.state.incidents);
    expect(incident?.code).to.equal('decision-failed');
    expect(incident?.params.decision).to.equal('route');
    expect(incident?.params.reason).to.contain('rules 1, 2');
    expect(found.events.some(({ type }) => type === 'decisionEvaluated')).to.equal(false);

    found.pull({ kind: 'writeVariables', scope: found.state.root, variables: { amount: 5 } });
    retry(found);
    expect(found.incidents).to.deep.equal([]);
    expect(variablesOf(found)).to.include({ level: 'small' });
  });

  it('should wait with an incident for a decision that is not there yet', async () => {
    const later: DecisionGraph[] = [];
    const graph = await process('<businessRuleTask id="rule" tb:decision="route" tb:resultVariable="level"/>');
    const found = new Case(graph, { variables: { amount: 5 }, decisions: later });

    expect(found.incidents).to.deep.equal(['decision-not-found']);
    later.push(...decisions);
    retry(found);
    expect(variablesOf(found)).to.include({ level: 'small' });
  });

  it('should not lose a result that can be no variable', async () => {
    const graph = await process('<businessRuleTask id="rule" tb:decision="route"/>');
    const found = new Case(graph, { variables: { amount: 5 }, decisions });

    expect(found.incidents).to.deep.equal(['decision-failed']);
  });

  it('should run as a global task, whose version tag is that of the decision it asks', async () => {
    const xml = bpmn(`<startEvent id="start"/><callActivity id="call" calledElement="g"/>${flows('start call')}`, {
      definitions:
        '<globalBusinessRuleTask id="g" name="g" tb:decision="route" tb:resultVariable="level" tb:binding="versionTag" tb:versionTag="2026"/>',
    });
    const { graphs } = await compileClean(xml);
    const found = new Case(graphs, { variables: { amount: 5 }, decisions });

    expect(graphs.map(({ versionTag }) => versionTag)).to.deep.equal([null, null]);
    expect(variablesOf(found)).to.include({ level: 'small' });
  });

  it('should decide for each item of a loop', async () => {
    const graph = await process(
      '<businessRuleTask id="rule" tb:decision="route" tb:resultVariable="level"/>',
      '<multiInstanceLoopCharacteristics tb:collection="=amounts" tb:elementVariable="amount" tb:outputCollection="levels" tb:outputElement="=level"/>',
    );
    const found = new Case(graph, { variables: { amounts: [1, 200] }, decisions });

    expect(variablesOf(found)).to.deep.include({ levels: ['small', 'large'] });
  });
});
