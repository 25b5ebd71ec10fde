import { expect } from 'chai';
import { decision, dmn, table } from '../dmn/support.ts';
import { flows } from '../support/bpmn.ts';
import { useEngine } from './support/engine.ts';
import { end, start, user } from './support/shapes.ts';

describe('acceptance/decisions', () => {
  const engine = useEngine();
  const xml = dmn(
    decision(
      table({
        inputs: ['size:number'],
        outputs: ['way:string', 'days:integer'],
        rules: [
          ['< 10', '"fast"', '1'],
          ['>= 10', '"slow"', '5'],
        ],
      }),
      { id: 'way-of-case' },
    ),
  );

  it('should deploy a decision, ask it in a case and tell in the journal which rule it was', async () => {
    const deployed = await engine
      .as('admin')
      .post('/deployments', { name: 'ways', resources: [{ name: 'ways.dmn', content: xml }] });
    const key = await engine.model(
      `${start()}<businessRuleTask id="rule" tb:decision="=&quot;way-of-&quot; + what"/>${user('z')}${end()}${flows('start rule z end')}`,
    );

    const id = await engine.start(key, { size: 12, what: 'case' });

    expect(deployed.body.definitions[0]).to.include({ kind: 'decision', key: 'way-of-case', version: 1 });
    expect((await engine.instance(id)).variables).to.include({ way: 'slow', days: 5 });
    const journal = await engine.as('admin').get(`/process-instances/${id}/journal`);
    expect(JSON.stringify(journal.body)).to.contain('"number":2');
  });

  it('should evaluate it without a case, and refuse what has no answer', async () => {
    const evaluate = (variables: object) => engine.as('admin').post('/decisions/way-of-case/evaluate', { variables });

    expect((await evaluate({ size: 3 })).body).to.deep.include({ result: { way: 'fast', days: 1 } });
    const refused = await evaluate({ size: 'large' });
    expect([refused.status, refused.body.code]).to.deep.equal([422, 'decision-failed']);
  });
});
