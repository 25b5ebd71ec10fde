import { expect } from 'chai';
import { bpmn, flows } from '../support/bpmn.ts';
import { useServer } from './support/server.ts';

const model = (script: string): string =>
  bpmn(
    `<startEvent id="start"/><scriptTask id="work" scriptFormat="text/javascript"><script><![CDATA[${script}]]></script></scriptTask><endEvent id="end"/>${flows('start work end')}`,
    { key: 'scripted' },
  );
const deployment = (script: string) => ({ name: 'x', resources: [{ name: 'x.bpmn', content: model(script) }] });

describe('api: the right to deploy JavaScript', () => {
  const server = useServer();

  it('should be missing to an analyst, whom the check tells too', async () => {
    const refused = await server.as('anna').post('/deployments', deployment('({})'));
    const checked = await server.as('anna').post('/deployments/check', deployment('({})'));

    expect(refused.status).to.equal(403);
    expect(refused.body.code).to.equal('script-right-missing');
    expect(checked.body.problems.map((each: { rule: string }) => each.rule)).to.include('script-right-missing');
  });

  it('should be given to an analyst by an administrator, who has it', async () => {
    expect((await server.as('root').post('/deployments', deployment('({})'))).status).to.equal(201);

    await server.as('root').patch('/organisation/users/anna', { roles: ['analyst', 'script'] });

    expect((await server.as('anna').post('/deployments', deployment('({ a: 1 })'))).status).to.equal(201);
  });

  it('should refuse a script that is not well-formed, with its line', async () => {
    const { status, body } = await server.as('root').post('/deployments', deployment('\nlet {'));

    expect(status).to.equal(422);
    expect(body.problems[0]).to.include({ rule: 'script-invalid', elementId: 'work' });
    expect(body.problems[0].message).to.match(/line 2|第 2 行/);
  });
});
