import { expect } from 'chai';
import { APPROVAL, deploy } from './support/models.ts';
import { START, useServer } from './support/server.ts';

const HOUR = 3_600_000;
const at = (instant: number): string => new Date(instant).toISOString();

describe('api/proxies', () => {
  const server = useServer();
  const root = () => server.as('root');
  before(async () => {
    await deploy(server, APPROVAL);
  });

  async function openCase(key: string): Promise<void> {
    await server.as('li').post('/process-instances', { definitionKey: 'approval', businessKey: key });
  }

  async function taskOf(key: string) {
    const { body } = await root().get(`/tasks?q=${key}`);
    return body.items[0];
  }

  it('should be set by the principal or an administrator and by nobody else', async () => {
    const wang = await server.as('wang').post('/organisation/proxies', { principal: 'zhao', proxy: 'wang' });
    const self = await server.as('wang').post('/organisation/proxies', { principal: 'wang', proxy: 'wang' });
    const applicant = await server.as('wang').post('/organisation/proxies', { principal: 'wang', proxy: 'li' });
    const backwards = await server
      .as('wang')
      .post('/organisation/proxies', { principal: 'wang', proxy: 'zhao', until: at(server.clock.now() - 1) });

    expect([wang, self, applicant, backwards].map(({ body }) => body.code)).to.deep.equal([
      'forbidden',
      'proxy-of-oneself',
      'user-unknown',
      'period-invalid',
    ]);
  });

  it('should show and let act within its period, and say for whom', async () => {
    await openCase('P-1');
    const until = at(server.clock.now() + HOUR);
    const before = await server.as('zhao').get('/tasks?view=claimable&count=true');
    const created = await server.as('wang').post('/organisation/proxies', { principal: 'wang', proxy: 'zhao', until });
    expect(created.status).to.equal(201);

    const claimable = await server.as('zhao').get('/tasks?view=claimable&count=true');
    const task = claimable.body.items[0];
    const seen = await server.as('zhao').get(`/process-instances/${task.instanceId}`);
    const claimed = await server.as('zhao').post(`/tasks/${task.id}/claim`);
    const mine = await server.as('zhao').get('/tasks?view=mine');
    const done = await server.as('zhao').post(`/tasks/${task.id}/complete`, { comment: '同意' });
    const form = await root().get(`/tasks/${task.id}/form`);

    expect(before.body.total).to.equal(0);
    expect(claimable.body.total).to.equal(1);
    expect(task).to.include({ actingFor: 'wang' });
    expect(task.allowedActions).to.include('complete');
    expect(seen.status).to.equal(200);
    expect(claimed.body).to.include({ assignee: 'wang', actingFor: 'wang' });
    expect(mine.body.items.map(({ id }: { id: string }) => id)).to.include(task.id);
    expect(done.body).to.include({ endedBy: 'zhao', onBehalfOf: 'wang', assignee: 'wang' });
    expect(form.body.opinions[0]).to.include({ by: 'zhao', onBehalfOf: 'wang' });

    await openCase('P-2');
    server.clock.set(server.clock.now() + HOUR);
    const over = await server.as('zhao').get('/tasks?view=claimable&count=true');
    const refused = await server.as('zhao').post(`/tasks/${(await taskOf('P-2')).id}/claim`);
    expect(over.body.total).to.equal(0);
    expect(refused.status).to.equal(404);
  });

  it('should not show what it is not for, and show without letting act where there is a conflict', async () => {
    await server.as('zhao').post('/process-instances', { definitionKey: 'approval', businessKey: 'P-3' });
    const other = await server
      .as('wang')
      .post('/organisation/proxies', { principal: 'wang', proxy: 'zhao', elementIds: ['decide'] });
    const narrowed = await server.as('zhao').get('/tasks?view=claimable');
    await server.as('zhao').post(`/organisation/proxies/${other.body.id}/end`, {});
    const all = await server.as('wang').post('/organisation/proxies', { principal: 'wang', proxy: 'zhao' });
    const own = (await server.as('zhao').get('/tasks?view=claimable&q=P-3')).body.items[0];
    const refused = await server.as('zhao').post(`/tasks/${own.id}/claim`);
    await server.as('wang').post(`/organisation/proxies/${all.body.id}/end`, {});
    const again = await server.as('wang').post(`/organisation/proxies/${all.body.id}/end`, {});

    expect(narrowed.body.items).to.deep.equal([]);
    expect(own.allowedActions).to.deep.equal(['urge']);
    expect(refused.body.code).to.equal('proxy-conflict');
    expect(again.body.code).to.equal('proxy-ended');
    expect((await server.as('zhao').get('/tasks?view=claimable')).body.items).to.deep.equal([]);
  });

  it('should not be offered to approve what the proxy has just done', async () => {
    await openCase('P-4');
    const { body: proxy } = await server.as('zhao').post('/organisation/proxies', { principal: 'zhao', proxy: 'wang' });
    const accept = await taskOf('P-4');
    await server.as('wang').post(`/tasks/${accept.id}/complete`);
    const decide = await taskOf('P-4');

    const seen = (await server.as('wang').get('/tasks?view=mine&q=P-4')).body.items[0];
    const refused = await server.as('wang').post(`/tasks/${decide.id}/complete`);
    await server.as('zhao').post(`/organisation/proxies/${proxy.id}/end`, {});

    expect(seen).to.include({ id: decide.id, actingFor: 'zhao' });
    expect(seen.allowedActions).to.deep.equal(['urge']);
    expect(refused.body).to.deep.include({ code: 'proxy-conflict' });
    expect(refused.body.detail).to.contain('previous-approver');
  });

  it('should not be seen by those it does not concern', async () => {
    const { body } = await root().post('/organisation/proxies', { principal: 'zhao', proxy: 'mei', reason: '休假' });

    const anna = await server.as('anna').get('/organisation/proxies');
    const ended = await server.as('anna').post(`/organisation/proxies/${body.id}/end`, {});
    const mei = await server.as('mei').get('/organisation/proxies');

    expect(anna.body.items).to.deep.equal([]);
    expect(ended.status).to.equal(404);
    expect(mei.body.items[0]).to.include({ id: body.id, reason: '休假', createdBy: 'root' });
    await root().post(`/organisation/proxies/${body.id}/end`, {});
  });

  it('should let only one of two that would lead back to each other be', async () => {
    const replies = await Promise.all([
      root().post('/organisation/proxies', { principal: 'wang', proxy: 'zhao' }),
      root().post('/organisation/proxies', { principal: 'zhao', proxy: 'wang' }),
    ]);

    expect(replies.map(({ status }) => status).sort()).to.deep.equal([201, 422]);
    for (const { status, body } of replies)
      if (status === 201) await root().post(`/organisation/proxies/${body.id}/end`, {});
  });

  it('should hand everything over, and list it first without doing so', async () => {
    await openCase('H-1');
    const accept = await taskOf('H-1');
    await server.as('wang').post(`/tasks/${accept.id}/complete`);
    await root().post('/organisation/proxies', { principal: 'mei', proxy: 'zhao' });
    const order = { from: 'zhao', to: 'wang', proxies: true, groups: true, future: true, reason: '调岗' };

    const preview = await root().post('/organisation/hand-over', { ...order, dryRun: true });
    const untouched = await taskOf('H-1');
    const done = await root().post('/organisation/hand-over', order);
    const moved = await taskOf('H-1');
    const proxies = await root().get(`/organisation/proxies?principal=mei&at=${at(server.clock.now())}`);
    const groups = await server.as('wang').get('/me');
    await openCase('H-2');
    await server.as('wang').post(`/tasks/${(await taskOf('H-2')).id}/complete`);
    const later = await taskOf('H-2');
    const log = await root().get('/organisation/changes?subject=zhao');

    expect(
      preview.body.results.map(({ kind, done: is }: { kind: string; done: boolean }) => [kind, is]),
    ).to.deep.include.members([
      ['task', false],
      ['proxy', false],
      ['group', false],
      ['future', false],
    ]);
    const called = new Map<string, string>();
    for (const id of ['zhao', 'wang', 'mei']) called.set(id, (await root().get(`/organisation/users/${id}`)).body.name);
    expect(preview.body.results.map(({ name }: { name: string }) => name)).to.include.members([
      `${called.get('mei')} → ${called.get('zhao')}`,
      `${called.get('zhao')} → ${called.get('wang')}`,
    ]);
    expect(untouched.assignee).to.equal('zhao');
    expect(done.body.results.every(({ done: is }: { done: boolean }) => is)).to.equal(true);
    expect(moved.assignee).to.equal('wang');
    expect(proxies.body.items.map(({ proxy }: { proxy: string }) => proxy)).to.deep.equal(['wang']);
    expect(groups.body.groups.map(({ id }: { id: string }) => id)).to.include.members(['window', 'tax']);
    expect(later, 'named by the model: zhao').to.include({ elementId: 'decide', assignee: 'wang' });
    expect(log.body.items[0]).to.include({
      operation: 'handOver',
      actor: 'root',
      subject: 'zhao',
      subjectName: called.get('zhao'),
    });
    expect((await root().post('/organisation/hand-over', { from: 'zhao', to: 'li' })).body.code).to.equal(
      'user-unknown',
    );
    expect((await root().post('/organisation/hand-over', { from: 'zhao', to: 'zhao' })).body.code).to.equal(
      'hand-over-to-oneself',
    );
  });

  it('should keep the past of positions and show the tree as it was', async () => {
    const past = at(START - 48 * HOUR);
    await root().put('/organisation/departments/tax', { nameZh: '税务局', nameEn: 'Tax office' });
    await root().put('/organisation/posts/chief', { nameZh: '科长', nameEn: 'Chief' });
    const version = (await root().get('/organisation/version')).body.version;
    const created = await root().post('/organisation/positions', {
      userId: 'wang',
      department: 'tax',
      post: 'chief',
      head: true,
      since: past,
    });
    const ended = await root().post(`/organisation/positions/${created.body.id}/end`, {});
    const planned = await root().post('/organisation/positions', {
      userId: 'wang',
      department: 'tax',
      since: at(server.clock.now() + HOUR),
    });

    const then = await server.as('wang').get(`/organisation/tree?at=${past}`);
    const now = await server.as('wang').get('/organisation/tree');
    const gone = await root().delete(`/organisation/positions/${planned.body.id}`);
    const changes = (await root().get('/organisation/changes?limit=50')).body.items;
    const nameOf = (change: string) =>
      changes.find(({ operation }: { operation: string }) => operation === change).subjectName;
    // There is a group of this id too: the operation tells which is meant.
    expect(['putDepartment', 'putPost', 'endPosition', 'deletePosition'].map(nameOf)).to.deep.equal([
      'Tax office',
      'Chief',
      'wang',
      null,
    ]);
    const refusals = [
      await root().delete(`/organisation/positions/${created.body.id}`),
      await root().post(`/organisation/positions/${created.body.id}/end`, {}),
      await root().delete('/organisation/posts/chief'),
      await root().post('/organisation/positions', { userId: 'wang', department: 'nowhere' }),
    ];

    const tax = (tree: typeof then) => tree.body.departments.find(({ id }: { id: string }) => id === 'tax');
    expect(ended.status).to.equal(200);
    expect(tax(then)).to.deep.include({ heads: ['wang'] });
    expect(tax(then).people[0]).to.include({ userId: 'wang', postName: 'Chief', head: true });
    expect(tax(now).heads).to.deep.equal([]);
    expect(gone.status).to.equal(204);
    expect(refusals.map(({ body }) => body.code)).to.deep.equal([
      'position-begun',
      'position-ended',
      'post-in-use',
      'not-found',
    ]);
    expect((await root().get('/organisation/version')).body.version).to.be.above(version);
    expect((await root().get('/organisation/positions?userId=wang')).body.items).to.have.length(1);
    expect((await root().get('/organisation/posts')).body.items).to.have.length(1);
    expect((await root().put('/organisation/posts/spare', { nameZh: '岗', nameEn: 'Spare' })).status).to.equal(200);
    expect((await root().delete('/organisation/posts/spare')).status).to.equal(204);
  });

  it('should import all or nothing', async () => {
    const header = 'kind,id,name,name_en,parent,department,post,head,since,until,roles,groups';
    const good = `${header}\ndepartment,water,水务局,Water,,,,,,,,\nperson,hu,胡,Hu,,water,,,,,clerk,window\nposition,hu,,,,water,,是,2026-01-01,,,`;
    const bad = `${good}\nposition,nobody,,,,water,,,,,,`;

    const wrong = await root().post('/organisation/import', { csv: bad });
    const dry = await root().post('/organisation/import', { csv: bad, dryRun: true });
    const nothing = await root().get('/organisation/users/hu');
    const done = await root().post('/organisation/import', { csv: good });
    await root().post('/organisation/import', { csv: good });
    const tree = await root().get('/organisation/tree');

    expect(wrong.body).to.include({ code: 'import-invalid' });
    expect(wrong.body.errors[0].path).to.equal('line 5');
    expect(dry.body).to.deep.include({ applied: false });
    expect(dry.body.problems).to.have.length(1);
    expect(nothing.status).to.equal(404);
    expect(done.body).to.deep.include({ applied: true, departments: 1, people: 1, positions: 1 });
    const water = tree.body.departments.find(({ id }: { id: string }) => id === 'water');
    expect(water.people.map(({ userId }: { userId: string }) => userId)).to.deep.equal(['hu']);
    expect(server.runtime.organisation.current.at(server.clock.now()).headsOf('water')).to.deep.equal(['hu']);
  });
});
