import { expect } from 'chai';
import { bpmn, flows } from '../support/bpmn.ts';
import { deploy } from './support/models.ts';
import { START, useServer } from './support/server.ts';

const DAY = 86_400_000;
const COMPARED = bpmn(
  `<startEvent id="start"/>
   <userTask id="decide" tb:department="centre"><extensionElements><tb:assignment assignee="wang"/>
     <tb:output source="={ refused: refused, decidedOn: string(today()), sex: sex, size: size, rounds: 2 }" target="fairness"/></extensionElements></userTask>
   <userTask id="follow" tb:department="centre"><extensionElements><tb:assignment assignee="wang"/></extensionElements></userTask>
   <endEvent id="end"/>${flows('start decide follow end')}`,
  { key: 'compared' },
);

describe('api/refusals', () => {
  const server = useServer();

  const taskOf = async (businessKey: string): Promise<string> => {
    const { body } = await server.as('wang').get('/tasks?definitionKey=compared&limit=100');
    return body.items.find((item: { businessKey: string }) => item.businessKey === businessKey).id;
  };
  const decide = async (businessKey: string, sex: string | null, size: string, refused: boolean): Promise<void> => {
    const variables = { sex, size };
    await server.as('root').post('/process-instances', { definitionKey: 'compared', businessKey, variables });
    await server.as('wang').post(`/tasks/${await taskOf(businessKey)}/complete`, { variables: { refused } });
  };
  const rows = async (query = 'month=2026-03'): Promise<Record<string, unknown>[]> =>
    (await server.as('root').get(`/reports/refusals?${query}`)).body.items.map(
      ({ variable, value, decided, refused, rate }: Record<string, unknown>) => ({
        variable,
        value,
        decided,
        refused,
        rate,
      }),
    );

  before(async () => {
    await deploy(server, COMPARED);
    for (let n = 0; n < 6; n++) await decide(`F-${n}`, 'female', 'micro', n < 3);
    for (let n = 0; n < 8; n++) await decide(`M-${n}`, 'male', n < 3 ? 'small' : 'micro', n < 2);
    // One is over, the others are followed up: all are decided.
    await server.as('wang').post(`/tasks/${await taskOf('F-0')}/complete`);
    await server.as('root').post('/process-instances', { definitionKey: 'compared', businessKey: 'OPEN' });
  });

  it('should count what was decided, over or not, by each group', async () => {
    expect((await rows()).filter(({ variable }) => variable === 'sex')).to.deep.equal([
      { variable: 'sex', value: 'female', decided: 6, refused: 3, rate: 0.5 },
      { variable: 'sex', value: 'male', decided: 8, refused: 2, rate: 0.25 },
    ]);
  });

  it('should hide small groups, and compare only by words', async () => {
    const others = (await rows()).filter(({ variable }) => variable !== 'sex');

    expect(others).to.deep.equal(
      ['micro', 'small'].map((value) => ({ variable: 'size', value, decided: null, refused: null, rate: null })),
    );
  });

  it('should count in the month of the decision, the current one where none is named', async () => {
    expect(await rows('month=2026-02')).to.deep.equal([]);
    expect(await rows('')).to.deep.equal(await rows());
    server.clock.set(START + 40 * DAY);
    expect(await rows('')).to.deep.equal([]);
    await server.as('wang').post(`/tasks/${await taskOf('F-1')}/complete`);
    expect(await rows('month=2026-04')).to.deep.equal([]);
    expect((await rows()).map(({ decided }) => decided)).to.include.members([6, 8]);
  });

  it('should be a table, too', async () => {
    const headers = { authorization: `Bearer ${server.tokenOf('root')}` };
    const table = await fetch(`${server.url}/api/v1/reports/refusals?month=2026-03&format=csv`, { headers });

    expect(await table.text())
      .to.include('compared')
      .and.include('sex,female,female,6,3,0.5');
  });
});
