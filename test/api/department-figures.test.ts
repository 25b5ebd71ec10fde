/** What a manager of a department counts is what he may list, figure by figure; who manages the house counts everything. */
import { expect } from 'chai';
import { bpmn, flowIf, flows } from '../support/bpmn.ts';
import type { Client } from './support/client.ts';
import { deploy } from './support/models.ts';
import { START, useServer } from './support/server.ts';

const DAY = 86_400_000;
const task = (id: string) =>
  `<userTask id="${id}" name="${id}" tb:department="=office"><extensionElements><tb:assignment groups="window"/><tb:limit value="2" unit="工作日"/></extensionElements></userTask>`;
const MODEL = bpmn(
  `<startEvent id="start"/>${task('a')}<exclusiveGateway id="which"/>${task('b')}<endEvent id="end"/>
   ${flows('start a which', 'b end')}${flowIf('which', 'b', 'not(lost)')}`,
  { key: 'figured', attributes: 'name="许可"' },
);

interface Part {
  readonly definitionKey: string;
  readonly running: number;
  readonly openTasks: number;
  readonly overdueTasks: number;
  readonly incidents: number;
  readonly elements: readonly (Omit<Part, 'definitionKey' | 'running' | 'elements'> & { readonly elementId: string })[];
}

describe('api/figures of a department', () => {
  const server = useServer();
  let boss: Client;
  const root = () => server.as('root');

  const start = async (office: string, more: object = {}): Promise<string> =>
    (await root().post('/process-instances', { definitionKey: 'figured', variables: { office, lost: false, ...more } }))
      .body.id;
  const complete = async (instanceId: string): Promise<void> => {
    const { items } = (await root().get(`/tasks?instanceId=${instanceId}`)).body;
    await server.as('wang').post(`/tasks/${items[0].id}/complete`, {});
  };
  const total = async (who: Client, path: string): Promise<number> =>
    (await who.get(`${path}${path.includes('?') ? '&' : '?'}count=true&limit=1`)).body.total;

  before(async () => {
    await deploy(server, MODEL);
    for (const id of ['tax-office', 'fire'])
      await root().put(`/organisation/departments/${id}`, { nameZh: id, nameEn: id });
    await root().patch('/organisation/users/wang', { department: null });
    await root().post('/organisation/users', {
      ...{ id: 'boss', name: 'boss', roles: ['manager'], password: 'long enough', department: 'tax-office' },
    });
    const { body } = await server.nobody.post('/sessions', { username: 'boss', password: 'long enough' });
    boss = server.nobody.with({ authorization: `Bearer ${body.token}` });
    for (const office of ['tax-office', 'fire', 'fire', 'fire']) await start(office);
    for (const office of ['tax-office', 'fire', 'fire']) {
      const id = await start(office);
      await complete(id);
      await complete(id);
    }
    for (const office of ['tax-office', 'fire', 'fire']) await complete(await start(office, { lost: true }));
    await root().post(`/process-instances/${await start('tax-office')}/suspend`, {});
    const voided = await start('fire');
    await root().post(`/process-instances/${voided}/cancel`, { reason: 'x' });
    await server.database.query('update instance_history set voided = true where id = $1', [voided]);
    await server.runtime.moveClock(START + 4 * DAY);
    await start('fire');
    await start('tax-office');
  });

  for (const [name, who, least] of [
    ['a department', () => boss, 1],
    ['the house', () => server.as('vera'), 3],
  ] as const) {
    it(`should be as many as the lists of ${name} show: what runs, is open, is late and has failed`, async () => {
      const { body } = await who().get('/reports/overview');
      const [part, ...others] = body.definitions as Part[];

      expect(others).to.deep.equal([]);
      expect(part?.definitionKey).to.equal('figured');
      for (const figures of [body, part as Part]) {
        expect(figures.openTasks).to.equal(await total(who(), '/reports/open-tasks?definitionKey=figured'));
        expect(figures.overdueTasks)
          .to.equal(await total(who(), '/reports/overdue?definitionKey=figured'))
          .and.at.least(least);
        expect(figures.incidents)
          .to.equal(await total(who(), '/incidents?definitionKey=figured'))
          .and.at.least(1);
      }
      expect(body.running + body.suspended).to.equal(await total(who(), '/process-instances?open=true'));
      expect(body.suspended).to.equal(await total(who(), '/process-instances?status=suspended'));
      expect(body.running + body.suspended).to.equal(part?.running);
      expect(body.failedJobs).to.equal(await total(who(), '/jobs?state=failed'));
      for (const { elementId, openTasks, overdueTasks, incidents } of part?.elements ?? []) {
        const at = `definitionKey=figured&elementId=${elementId}`;
        expect([openTasks, overdueTasks, incidents], elementId).to.deep.equal([
          await total(who(), `/reports/open-tasks?${at}`),
          await total(who(), `/reports/overdue?${at}`),
          await total(who(), `/incidents?${at}`),
        ]);
      }
    });

    it(`should be as many as the lists of ${name} show: what was decided, began and ended`, async () => {
      const { body: times } = await who().get('/reports/waiting-times?definitionKey=figured');
      const { body: flow } = await who().get('/reports/throughput?definitionKey=figured');

      expect(times.items.map(({ elementId }: { elementId: string }) => elementId)).to.have.members(['a', 'b']);
      for (const { elementId, count } of times.items)
        expect(count).to.equal(await total(who(), `/reports/decided?definitionKey=figured&elementId=${elementId}`));
      const sum = (field: 'started' | 'ended'): number =>
        flow.days.reduce((all: number, day: Record<string, number>) => all + (day[field] ?? 0), 0);
      expect(sum('started')).to.equal(await total(who(), '/process-instances?definitionKey=figured'));
      expect(sum('ended'))
        .to.equal(await total(who(), '/process-instances?definitionKey=figured&status=completed'))
        .and.at.least(1);
    });

    it(`should be as many as the lists of ${name} show: the steps of one version`, async () => {
      const [{ id }] = (await root().get('/process-definitions?key=figured')).body.items;
      const { body } = await who().get(`/process-definitions/${id}/statistics`);

      expect([body.running + body.suspended, body.suspended, body.ended]).to.deep.equal([
        await total(who(), `/process-instances?definitionId=${id}&open=true`),
        await total(who(), `/process-instances?definitionId=${id}&status=suspended`),
        await total(who(), `/process-instances?definitionId=${id}&status=completed`),
      ]);
      for (const { elementId, active, overdue, incidents } of body.elements) {
        const at = `definitionId=${id}&elementId=${elementId}`;
        expect([active, overdue, incidents], elementId).to.deep.equal([
          await total(who(), `/process-instances?open=true&${at}`),
          await total(who(), `/reports/overdue?${at}`),
          await total(who(), `/incidents?${at}`),
        ]);
      }
    });
  }

  it('should not tell a department how much others have', async () => {
    const [own, all] = [await boss.get('/reports/overview'), await server.as('vera').get('/reports/overview')];

    expect([own.body.running, own.body.suspended, own.body.overdueTasks]).to.deep.equal([3, 1, 2]);
    expect(all.body.running).to.equal(9);
  });

  it('should come as a table with a row for each process and each of its steps', async () => {
    for (const path of ['overview', 'waiting-times?definitionKey=figured']) {
      const url = `${server.url}/api/v1/reports/${path}${path.includes('?') ? '&' : '?'}format=csv`;
      const answer = await fetch(url, { headers: { authorization: `Bearer ${server.tokenOf('vera')}` } });
      const lines = (await answer.text()).replace('\uFEFF', '').trim().split('\r\n');

      expect(answer.headers.get('content-type'), path).to.contain('text/csv');
      if (!path.startsWith('overview')) continue;
      expect(lines[0]).to.equal(
        'definitionKey,definitionName,running,incidents,openTasks,overdueTasks,elementId,elementName',
      );
      expect(lines.filter((line) => line.startsWith('figured,许可,'))).to.have.length(3);
    }
  });
});
