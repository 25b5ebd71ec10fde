import { expect } from 'chai';
import { decision, dmn, literal, table } from '../dmn/support.ts';
import { bpmn, flows } from '../support/bpmn.ts';
import { useServer } from './support/server.ts';

const fees = (low: string) =>
  dmn(
    `${decision(
      table({
        inputs: ['amount:number'],
        outputs: ['fee:number'],
        rules: [
          ['< 1000', low],
          ['>= 1000', '50'],
        ],
      }),
      { id: 'fee', name: '收费' },
    ).replace('<decision ', '<decision tb:versionTag="2026" ')}${decision(literal('1 + 1'), { id: 'two' })}`,
  );

const CASE = bpmn(
  `<startEvent id="start"/><businessRuleTask id="rule" tb:decision="fee" tb:resultVariable="toPay"/><userTask id="pay"><extensionElements><tb:assignment groups="window"/></extensionElements></userTask>
   <endEvent id="end"/>${flows('start rule pay end')}`,
  { key: 'paying', attributes: 'tb:owners="root"' },
);

describe('api/decisions', () => {
  const server = useServer();
  const deploy = (...contents: string[]) =>
    server.as('anna').post('/deployments', {
      name: 'fees',
      resources: contents.map((content, index) => ({
        name: content.includes('<process') ? `m${index}.bpmn` : `m${index}.dmn`,
        content,
      })),
    });
  const summary = (body: { definitions: { kind: string; key: string; version: number; unchanged: boolean }[] }) =>
    body.definitions.map(({ kind, key, version, unchanged }) => [kind, key, version, unchanged]);

  before(async () => {
    const first = await deploy(fees('10'), CASE);
    expect(summary(first.body)).to.deep.equal([
      ['decision', 'fee', 1, false],
      ['decision', 'two', 1, false],
      ['process', 'paying', 1, false],
    ]);
    expect(first.body.warnings).to.deep.equal([]);
  });

  it('should make a new version of changed decisions only', async () => {
    expect(summary((await deploy(fees('10'))).body)).to.deep.equal([
      ['decision', 'fee', 1, true],
      ['decision', 'two', 1, true],
    ]);
    expect((await deploy(fees('20'))).body.definitions[0]).to.include({ version: 2, unchanged: false });
  });

  it('should list versions in pages, show one and give back its text', async () => {
    const first = await server.as('wang').get('/decisions?limit=3');
    const rest = await server.as('wang').get(`/decisions?limit=3&cursor=${encodeURIComponent(first.body.nextCursor)}`);
    const latest = await server.as('wang').get('/decisions?key=fee&latest=true&count=true');

    expect([...first.body.items, ...rest.body.items].map(({ key, version }) => [key, version])).to.deep.equal([
      ['fee', 2],
      ['fee', 1],
      ['two', 2],
      ['two', 1],
    ]);
    expect(latest.body.total).to.equal(1);
    expect(latest.body.items[0]).to.include({ name: '收费', versionTag: '2026', resourceName: 'm0.dmn', latest: true });
    const { id } = latest.body.items[0];
    expect((await server.as('wang').get(`/decisions/${id}`)).body).to.deep.equal(latest.body.items[0]);
    expect((await server.as('wang').get(`/decisions/${id}/xml`)).text).to.equal(fees('20'));
    const model = (await server.as('wang').get('/process-definitions?key=paying')).body.items[0];
    for (const path of ['nobody', 'nobody/xml', model.id])
      expect((await server.as('wang').get(`/decisions/${path}`)).status).to.equal(404);
  });

  it('should evaluate the version in effect, or the one that is named', async () => {
    const evaluate = (body: object, key = 'fee') => server.as('wang').post(`/decisions/${key}/evaluate`, body);

    const now = await evaluate({ variables: { amount: 7 } });
    const before = await evaluate({ variables: { amount: 7 }, version: 1 });

    expect(now.status).to.equal(200);
    expect(now.body).to.deep.include({ result: 20 });
    expect(now.body.decision).to.include({ key: 'fee', version: 2 });
    expect(now.body.trace[0]).to.deep.include({
      hitPolicy: 'UNIQUE',
      inputs: [{ name: 'amount', value: 7 }],
      rules: [{ id: 'r1', number: 1, outputs: { fee: 20 } }],
    });
    expect(before.body.result).to.equal(10);
    expect((await evaluate({ variables: { amount: 7 }, versionTag: '2026' })).body.decision.version).to.equal(2);
    expect((await evaluate({}, 'two')).body.result).to.equal(2);
  });

  it('should refuse what it cannot evaluate, in the language of the caller', async () => {
    const evaluate = (body: object, key = 'fee') => server.as('wang').post(`/decisions/${key}/evaluate`, body);

    const wrong = await evaluate({ variables: { amount: 'much' } });

    expect(wrong.status).to.equal(422);
    expect(wrong.body).to.include({ code: 'decision-failed' });
    expect(wrong.body.detail).to.match(/number/);
    expect((await evaluate({}, 'nothing')).status).to.equal(404);
    expect((await evaluate({ version: 9 })).status).to.equal(404);
    expect((await evaluate({ version: 1, versionTag: '2026' })).body.code).to.equal('bad-request');
    expect((await evaluate({ wrong: 1 })).status).to.equal(400);
    expect((await server.as('li').post('/decisions/fee/evaluate', {})).status).to.equal(403);
    expect((await server.as('li').get('/decisions')).status).to.equal(403);
  });

  it('should ask the decision in a case, and show in the journal how it came about', async () => {
    const started = await server
      .as('root')
      .post('/process-instances', { definitionKey: 'paying', variables: { amount: 2000 } });
    const journal = await server.as('root').get(`/process-instances/${started.body.id}/journal`);

    expect(started.body.variables).to.deep.equal({ amount: 2000, toPay: 50 });
    const told = journal.body.items
      .flatMap(({ events }: { events: { type: string }[] }) => events)
      .find(({ type }: { type: string }) => type === 'decisionEvaluated');
    expect(told.decision).to.include({ key: 'fee', version: 2 });
    expect(told.trace[0].rules).to.deep.equal([{ id: 'r2', number: 2, outputs: { fee: 50 } }]);
  });

  it('should stand with an incident that a corrected decision removes', async () => {
    await deploy(fees('10').replace('&lt; 1000', '&lt;= 1000'));
    const started = await server
      .as('root')
      .post('/process-instances', { definitionKey: 'paying', variables: { amount: 1000 } });
    const [incident] = started.body.incidents;

    expect(incident).to.include({ code: 'decision-failed', elementId: 'rule' });
    expect(incident.message).to.match(/rules 1, 2|规则 1, 2/);

    await deploy(fees('30'));
    await server.as('root').post(`/incidents/${incident.id}/resolve`);
    const after = await server.as('root').get(`/process-instances/${started.body.id}`);
    expect(after.body.incidents).to.deep.equal([]);
    expect(after.body.variables).to.include({ toPay: 50 });
  });

  it('should deploy nothing of a file with an error, and say all that is wrong', async () => {
    const broken = await deploy(
      CASE,
      fees('10').replace('<text>50</text>', '<text>50 +</text>').replace('hitPolicy="UNIQUE"', 'hitPolicy="BEST"'),
    );

    expect(broken.status).to.equal(422);
    expect(
      broken.body.problems.map(({ resource, rule }: { resource: string; rule: string }) => [resource, rule]),
    ).to.deep.equal([
      ['m1.dmn', 'hit-policy'],
      ['m1.dmn', 'expression-invalid'],
    ]);
    expect(broken.body.problems[0].line).to.be.a('number');
  });

  it('should warn of a decision that is not there, and refuse one that can only come along', async () => {
    const missing = CASE.replace('tb:decision="fee"', 'tb:decision="nowhere"');
    const bound = CASE.replace('tb:decision="fee"', 'tb:decision="fee" tb:binding="deployment"');

    const check = (content: string) =>
      server.as('anna').post('/deployments/check', { name: 'x', resources: [{ name: 'x.bpmn', content }] });

    expect((await check(missing)).body.problems.map(problemOf)).to.deep.equal([
      ['decision-not-deployed', 'warning', 'rule'],
    ]);
    expect((await check(bound)).body.problems.map(problemOf)).to.deep.equal([
      ['decision-not-deployed', 'error', 'rule'],
    ]);
  });

  it('should keep to the decision of its deployment where it is bound to it', async () => {
    const bound = CASE.replace('tb:decision="fee"', 'tb:decision="fee" tb:binding="deployment"');
    const pay = async () =>
      (await server.as('root').post('/process-instances', { definitionKey: 'paying', variables: { amount: 1 } })).body
        .variables.toPay;

    await deploy(bound, fees('1'));
    await deploy(fees('2'));
    const before = await pay();
    const again = await deploy(bound, fees('3'));

    expect(before).to.equal(1);
    expect(again.body.definitions.find(({ kind }: { kind: string }) => kind === 'process').unchanged).to.equal(false);
    expect(await pay()).to.equal(3);
  });
});

const problemOf = ({ rule, severity, elementId }: { rule: string; severity: string; elementId: string }) => [
  rule,
  severity,
  elementId,
];
