import { expect } from 'chai';
import { VISITS } from './support/models.ts';
import type { Person } from './support/person.ts';
import { useWebServer } from './support/server.ts';

describe('an ad-hoc sub-process in the browser', function () {
  this.timeout(60_000);
  const server = useWebServer();
  let wang: Person;
  let admin: Person;
  let id: string;

  before(async () => {
    [wang, admin] = await Promise.all([server.person('wang.window'), server.person('xu.admin', 'en')]);
    await admin.ask('POST', '/deployments', { name: 'visits', resources: [{ name: 'visits.bpmn', content: VISITS }] });
    ({ id } = await wang.ask<{ id: string }>('POST', '/process-instances', { definitionKey: 'inspection' }));
  });

  it('should let a clerk begin an activity from the case, whose task is then there', async () => {
    await wang.open(`/inbox/cases/${id}`);
    await wang.at('inner-activities').getByText('启动：现场核查').waitFor();

    await wang.press('begin-visit');

    await wang.at('case-tasks').getByText('现场核查').waitFor();
    expect(wang.complaints).to.deep.equal([]);
  });

  it('should let an administrator begin another one from the monitor, in English', async () => {
    await admin.open(`/monitor/cases/${id}`);
    await admin.at('inner-activities').getByText('Begin: 电话核实').waitFor();

    await admin.press('begin-call');

    await admin.at('case-tasks').getByText('电话核实').waitFor();
    expect(admin.complaints).to.deep.equal([]);
  });
});
