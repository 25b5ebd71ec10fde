import { expect } from 'chai';
import { decodeState } from '../../engine/store/codec.ts';
import { verifyJournal } from '../../engine/store/journal.ts';
import { bpmn, flowIf, flows } from '../support/bpmn.ts';
import { deploy } from './support/models.ts';
import { useServer } from './support/server.ts';

const BIG = bpmn(
  `<startEvent id="start"/>
   <scriptTask id="add" tb:resultVariable="more" scriptFormat="feel"><script>amount + 1</script></scriptTask>
   <scriptTask id="third" tb:resultVariable="third" scriptFormat="feel"><script>1 / 3</script></scriptTask>
   <userTask id="look"><extensionElements><tb:assignment assignee="wang"/></extensionElements></userTask>
   <exclusiveGateway id="which"/>
   <scriptTask id="exact" tb:resultVariable="found" scriptFormat="feel"><script>{kept: more - 1 = amount, list: [more]}</script></scriptTask>
   <endEvent id="wrong"/><endEvent id="end"/>
   ${flows('start add third look which', 'exact end')}
   ${flowIf('which', 'exact', 'more = 12345678901234567891')}${flowIf('which', 'wrong', 'more != 12345678901234567891')}`,
  { key: 'big', attributes: 'tb:starters="applicant,clerk"' },
);

describe('api, numbers beyond doubles', () => {
  const server = useServer();
  before(async () => {
    await deploy(server, BIG);
  });

  /** Sends a body as it is written: a client of JavaScript would already have lost the digits. */
  const start = (variables: string): Promise<Response> =>
    fetch(`${server.url}/api/v1/process-instances`, {
      method: 'POST',
      headers: { authorization: `Bearer ${server.tokenOf('root')}`, 'content-type': 'application/json' },
      body: `{"definitionKey":"big","variables":${variables}}`,
    });
  const variablesOf = async (id: string): Promise<string> =>
    (await server.as('root').get(`/process-instances/${id}/variables`)).text;

  it('should keep every digit from the request through expressions and the database to the answer', async () => {
    const started = await start('{"amount": 12345678901234567890, "rate": 0.10, "id": 110101199003070134}');
    const { id } = JSON.parse(await started.text());

    const waiting = await variablesOf(id);

    expect(started.status).to.equal(201);
    expect(started.headers.get('content-type')).to.equal('application/json; charset=utf-8');
    expect(waiting).to.contain('"amount":12345678901234567890').and.contain('"more":12345678901234567891');
    expect(waiting).to.contain('"third":0.3333333333333333333333333333333333');
    expect(waiting).to.contain('"rate":0.1').and.contain('"id":110101199003070134');
  });

  it('should decide on it after it came back from the database, and leave it in history and journal', async () => {
    const { id } = JSON.parse(await (await start('{"amount": 12345678901234567890}')).text());
    const [task] = (await server.as('wang').get(`/tasks?instanceId=${id}`)).body.items;

    const done = await server.as('wang').post(`/tasks/${task.id}/complete`, { variables: {} });

    expect(done.status, done.text).to.equal(200);
    expect(await variablesOf(id)).to.contain('"found":{"kept":true,"list":[12345678901234567891]}');
    expect(await verifyJournal(server.database, id)).to.deep.include({ intact: true });
    const { rows } = await server.database.query('select events::text from journal where instance_id = $1', [id]);
    expect(rows.map(({ events }) => events).join()).to.contain('"more":12345678901234567891');
  });

  it('should read back the state that it has written', async () => {
    const { id } = JSON.parse(await (await start('{"amount": 1.2345678901234567890123e300}')).text());

    const { rows } = await server.database.query('select state, variables from instance where id = $1', [id]);

    const state = decodeState(rows[0].state, rows[0].variables);
    expect(String(state.elements[state.root]?.vars?.more)).to.equal('1.2345678901234567890123e+300');
  });

  it('should refuse what has more digits than are kept', async () => {
    const tooLong = await start('{"amount": 12345678901234567890123456789012345}');
    const tooLarge = await start('{"amount": 1e400}');

    expect([tooLong.status, tooLarge.status]).to.deep.equal([400, 400]);
    expect(await tooLong.text()).to.contain('34');
  });

  it('should give a repeat the digits of the first answer', async () => {
    const caller = (): Promise<Response> =>
      fetch(`${server.url}/api/v1/process-instances`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${server.tokenOf('root')}`,
          'content-type': 'application/json',
          'idempotency-key': 'big',
        },
        body: '{"definitionKey":"big","variables":{"amount":9007199254740993}}',
      });

    const [first, repeat] = [await (await caller()).text(), await (await caller()).text()];

    expect(repeat).to.equal(first);
    expect(await variablesOf(JSON.parse(first).id)).to.contain('"more":9007199254740994');
  });
});
