import { expect } from 'chai';
import { bpmn, flows } from '../support/bpmn.ts';
import { deploy } from './support/models.ts';
import { useServer } from './support/server.ts';

const MODEL = bpmn(
  `<startEvent id="start"/><userTask id="a" tb:department="=office"><extensionElements><tb:assignment assignee="=clerk"/></extensionElements></userTask>
   <userTask id="b"><extensionElements><tb:assignment assignee="=clerk"/></extensionElements></userTask><endEvent id="end"/>${flows('start a b end')}`,
  { key: 'placed' },
);

describe('api/rights through departments', () => {
  const server = useServer();
  const root = () => server.as('root');

  const department = (id: string, parent?: string) =>
    root().put(`/organisation/departments/${id}`, { nameZh: id, nameEn: id, ...(parent ? { parent } : {}) });
  async function person(id: string, role: string, more: object = {}) {
    await root().post('/organisation/users', { id, name: id, roles: [role], password: 'long enough', ...more });
    const { body } = await server.nobody.post('/sessions', { username: id, password: 'long enough' });
    return server.nobody.with({ authorization: `Bearer ${body.token}` });
  }
  const start = async (variables: object): Promise<string> =>
    (await root().post('/process-instances', { definitionKey: 'placed', variables })).body.id;

  before(async () => {
    await deploy(server, MODEL);
    await department('city');
    await department('fire', 'city');
    await department('fire-east', 'fire');
    await department('tax-office', 'city');
  });

  it('should follow people and departments, at the instant of reading', async () => {
    const chief = await person('chief', 'manager', { department: 'fire' });
    await person('east', 'clerk', { department: 'fire-east' });
    await person('taxman', 'clerk', { department: 'tax-office' });
    const named = await start({ office: 'fire-east', clerk: 'nobody' });
    const held = await start({ office: 'elsewhere', clerk: 'east' });
    const foreign = await start({ office: 'tax-office', clerk: 'taxman' });
    const seen = async (): Promise<string[]> => {
      const { body } = await chief.get('/process-instances?count=true&limit=500');
      expect(body.total).to.equal(body.items.length);
      return body.items.map(({ id }: { id: string }) => id);
    };

    expect(await seen()).to.have.members([named, held]);
    expect((await chief.get(`/process-instances/${foreign}`)).status).to.equal(404);

    const since = new Date(server.clock.now()).toISOString();
    await root().post('/organisation/positions', { userId: 'chief', department: 'fire', since });
    await root().post('/organisation/positions', { userId: 'chief', department: 'tax-office', order: 1, since });
    expect(await seen()).to.have.members([named, held, foreign]);

    await root().put('/organisation/departments/fire-east', { nameZh: 'x', nameEn: 'x', parent: 'city' });
    await server.nobody.post('/test/clock', { advance: 'PT1S' });
    expect(await seen()).to.deep.equal([foreign]);
  });

  it('should show a manager of no department the whole house', async () => {
    const chief = await person('mayor', 'manager');
    const one = await start({ office: 'fire', clerk: 'nobody' });
    const other = await start({ office: 'tax-office', clerk: 'nobody' });

    const { body } = await chief.get('/process-instances?limit=500');
    const me = await chief.get('/me');

    expect(body.items.map(({ id }: { id: string }) => id)).to.include.members([one, other]);
    expect((await chief.get(`/process-instances/${one}`)).status).to.equal(200);
    expect(me.body.rights['case.read']).to.equal('all');
  });

  it('should find tasks, failures and drill-downs of departments only', async () => {
    const boss = await person('boss', 'manager', { department: 'tax-office' });
    const foreign = await start({ office: 'fire', clerk: 'east' });
    const own = await start({ office: 'tax-office', clerk: 'taxman' });
    const instances = async (path: string): Promise<string[]> =>
      (await boss.get(path)).body.items.map(({ instanceId }: { instanceId: string }) => instanceId);

    const lists = await Promise.all(['/tasks?limit=500', `/tasks?instanceId=${foreign}`].map(instances));
    const counted = await boss.get('/tasks?count=true&limit=500');

    expect(lists[0]).to.include(own).and.not.include(foreign);
    expect(lists[1]).to.deep.equal([]);
    expect(counted.body.total).to.equal(lists[0]?.length);
  });

  it('should change by a rule of the deployment at once, and say so', async () => {
    const clerk = await person('reader', 'clerk', { department: 'tax-office' });
    const [first] = (await server.as('vera').get('/process-instances')).body.items;
    const before = await clerk.get(`/process-instances/${first.id}`);

    const put = await root().put('/rights/case.read/clerk', { scope: 'all' });
    const during = await clerk.get(`/process-instances/${first.id}`);
    const me = await clerk.get('/me');
    await root().put('/rights/case.read/clerk', { scope: 'own' });
    const after = await clerk.get(`/process-instances/${first.id}`);
    const changes = await server.as('vera').get('/rights/changes');

    expect([before.status, put.status, during.status, after.status]).to.deep.equal([404, 200, 200, 404]);
    expect(me.body.rights['case.read']).to.equal('all');
    expect(
      changes.body.items
        .slice(0, 2)
        .map(({ actor, role, from, to }: Record<string, string>) => [actor, role, from, to]),
    ).to.deep.equal([
      ['root', 'clerk', 'all', 'own'],
      ['root', 'clerk', 'own', 'all'],
    ]);
  });

  it('should let a rule give and take the right to operate cases', async () => {
    const manager = await person('operator', 'manager', { department: 'tax-office' });
    const id = await start({ office: 'tax-office', clerk: 'taxman' });

    await root().put('/rights/case.operate/manager', { scope: 'none' });
    const refused = await manager.post(`/process-instances/${id}/suspend`, {});
    await root().put('/rights/case.operate/manager', { scope: 'department' });
    const suspended = await manager.post(`/process-instances/${id}/suspend`, {});

    expect([refused.status, refused.body.code, suspended.status]).to.deep.equal([403, 'forbidden', 200]);
  });

  it('should leave to administrators what puts things right again', async () => {
    const refused = await Promise.all(
      [
        ['right.write', 'admin', 'none'],
        ['organisation.write', 'admin', 'none'],
        ['self.use', 'admin', 'none'],
        ['case.read', 'applicant', 'all'],
        ['data.unmask', 'auditor', 'all'],
        ['report.read', 'clerk', 'own'],
        ['case.read', 'worker', 'own'],
      ].map(([right, role, scope]) => root().put(`/rights/${right}/${role}`, { scope })),
    );
    const unknown = await root().put('/rights/everything/admin', { scope: 'all' });
    const byOthers = await server.as('mei').put('/rights/case.read/manager', { scope: 'all' });

    expect(refused.map(({ body }) => body.code)).to.deep.equal([
      'right-fixed',
      'right-fixed',
      'right-fixed',
      'right-beyond-role',
      'right-beyond-role',
      'right-scope',
      'right-beyond-role',
    ]);
    expect([unknown.status, byOthers.status]).to.deep.equal([404, 403]);
    expect((await root().get('/rights')).status).to.equal(200);
  });

  it('should hide of the case what all steps of somebody hide', async () => {
    const form = {
      type: 'default',
      id: 'both',
      schemaVersion: 16,
      components: [{ type: 'textfield', id: 'f', key: 'secret', label: 's', properties: { level: '1' } }],
    };
    const step = (id: string, who: string, rights?: string): string =>
      `<userTask id="${id}" tb:form="both"><extensionElements><tb:assignment assignee="${who}"/>${rights ? `<tb:field name="secret" rights="${rights}"/>` : ''}</extensionElements></userTask>`;
    const model = bpmn(
      `<startEvent id="start"/>${step('one', 'wang', 'hidden')}${step('two', 'zhao', 'hidden')}${step('three', 'wang')}<endEvent id="end"/>${flows('start one two three end')}`,
      { key: 'secretive' },
    );
    const resources = [
      { name: 's.bpmn', content: model },
      { name: 'b.form', content: JSON.stringify(form) },
    ];
    await root().post('/deployments', { name: 's', resources });
    const { body } = await root().post('/process-instances', {
      definitionKey: 'secretive',
      variables: { secret: 'hush-hush' },
    });
    const seen = (who: 'wang' | 'zhao' | 'mei') => server.as(who).get(`/process-instances/${body.id}`);
    const next = async (who: 'wang' | 'zhao') => {
      const [task] = (await server.as(who).get('/tasks?view=mine')).body.items;
      await server.as(who).post(`/tasks/${task.id}/complete`);
    };

    const first = (await seen('wang')).body.variables;
    await next('wang');
    await next('zhao');
    const [wang, zhao] = [(await seen('wang')).body.variables, (await seen('zhao')).body.variables];
    const journal = await server.as('zhao').get(`/process-instances/${body.id}/journal`);

    expect(first).to.not.have.property('secret');
    expect(wang).to.include({ secret: 'hush-hush' });
    expect(zhao).to.not.have.property('secret');
    expect(journal.text).to.not.contain('hush-hush');
    expect((await seen('mei')).body.variables).to.include({ secret: 'hush-hush' });
  });

  it('should be told of changes of departments, and of no others', async () => {
    const { runtime } = server;
    const { namesOfDepartments } = await import('../../engine/api/views/reader.ts');
    const principal = { id: 'boss', roles: ['manager'], groups: [], department: null } as never;

    const names = namesOfDepartments(runtime, principal);

    expect(names).to.include('department:tax-office').and.include('user:taxman').and.not.include('department:fire');
  });
});
