import { expect } from 'chai';
import { bpmn, flows } from '../support/bpmn.ts';
import { deploy } from './support/models.ts';
import { useServer } from './support/server.ts';

/** More than a page of a list, which is 50. */
const CASES = 60;
const MODEL = bpmn(
  `<startEvent id="start"/><userTask id="look" name="Look, twice"><extensionElements><tb:assignment assignee="wang"/></extensionElements></userTask>
   <endEvent id="end"/>${flows('start look end')}`,
  { key: 'tabled', attributes: 'name="Tabled"' },
);

describe('api/tables', () => {
  const server = useServer();

  async function tableOf(path: string, who: Parameters<typeof server.tokenOf>[0] = 'root'): Promise<string[]> {
    const headers = { authorization: `Bearer ${server.tokenOf(who)}` };
    const answer = await fetch(`${server.url}/api/v1${path}`, { headers });
    expect(answer.headers.get('content-type')).to.contain('text/csv');
    return (await answer.text()).trimEnd().split('\r\n');
  }

  before(async function () {
    this.timeout(60_000);
    await deploy(server, MODEL);
    for (let n = 0; n < CASES; n++) {
      await server.as('root').post('/process-instances', {
        definitionKey: 'tabled',
        businessKey: n === 0 ? '=1+1' : `T-${n}`,
        variables: { secret: 'not a column' },
      });
    }
  });

  it('should give all cases of a filter as one table, with where they are and nothing of their data', async () => {
    const [head = '', ...rows] = await tableOf('/process-instances?definitionKey=tabled&format=csv');

    expect(rows).to.have.length(CASES);
    expect(head.split(',')).to.include.members([
      'businessKey',
      'definitionName',
      'serviceName',
      'status',
      'dueAt',
      'steps',
      'endedAt',
    ]);
    expect(rows[0])
      .to.contain(`,T-${CASES - 1},tabled,Tabled,Tabled,1,active,`)
      .and.contain('"Look, twice"');
    expect(rows.filter((row) => row.includes(",'=1+1,"))).to.have.length(1);
    expect(rows.join()).to.not.contain('not a column');
  });

  it('should give all open tasks as one table, and as many as asked for where a limit is named', async () => {
    const [head = '', ...rows] = await tableOf('/reports/open-tasks?definitionKey=tabled&format=csv');
    const some = await tableOf('/reports/open-tasks?definitionKey=tabled&format=csv&limit=7');

    expect(rows).to.have.length(CASES);
    expect(head.split(',')).to.include.members(['businessKey', 'name', 'assignee', 'assigneeName', 'dueAt', 'lamp']);
    expect(some).to.have.length(8);
  });

  it('should show nobody more in a table than in the list', async () => {
    const list = await server.as('zhao').get('/process-instances?definitionKey=tabled&limit=500');
    const [, ...rows] = await tableOf('/process-instances?definitionKey=tabled&format=csv', 'zhao');

    expect(rows).to.have.length(list.body.items.length);
    expect(rows.length).to.be.lessThan(CASES);
  });

  it('should still answer a page of 50 where neither limit nor table is asked for', async () => {
    const { body } = await server.as('root').get('/process-instances?definitionKey=tabled');

    expect(body.items).to.have.length(50);
  });
});
