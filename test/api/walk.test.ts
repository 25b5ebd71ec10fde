import { expect } from 'chai';
import { signatureSimulator } from '../../adapters/signature-simulator/signature-simulator.ts';
import { OPERATIONS } from '../../engine/api/contract/operations.ts';
import { decision, dmn, literal } from '../dmn/support.ts';
import { checkedOperations } from './support/conformance.ts';
import { AD_HOC, APPROVAL, deploy, OUTSIDE, STUCK, WAITING } from './support/models.ts';
import { useServer } from './support/server.ts';
import { walkReaders } from './support/walk-readers.ts';
import { walkTelling } from './support/walk-telling.ts';

/** Streams are no JSON, the demo needs another server. */
const ELSEWHERE = [
  'streamEvents',
  'listDemoUsers',
  'signInDemo',
  'startOidcSignIn',
  'finishOidcSignIn',
  'unmask',
  'listCaseUnmaskings',
];

/** Answered in suites of their own, with what it takes to get there; every answer of a server under test is checked against the document. */
const SUITES: Readonly<Record<string, readonly string[]>> = {
  'api/board.test.ts': [
    'putIndicatorWeights',
    'freezeIndicators',
    'signIndicators',
    'appealIndicators',
    'decideIndicatorAppeal',
  ],
  'api/calendars.test.ts': ['putCalendar', 'previewPlan', 'importPlan', 'putCalendarUse'],
  'api/cards.test.ts': ['issueCard', 'listExplanations', 'answerCard', 'appealCard', 'decideCard'],
  'api/department-ladders.test.ts': ['putDepartmentLadder'],
  'api/departments.test.ts': ['switchAdapter', 'askEffect', 'settleEffect'],
  'api/incoming.test.ts': ['receiveWebhook'],
  'api/intake.test.ts': ['takeIntakeEvents', 'putIntakeClass', 'confirmIntakeIncident', 'dismissIntakeIncident'],
  'api/items.test.ts': [
    'getServiceItem',
    'guideServiceItem',
    'composeServiceItems',
    'applyForServiceItem',
    'takeCaseNumber',
    'importServiceItems',
  ],
  'api/proceedings.test.ts': [
    'getDocument',
    'printDocument',
    'extendProcessInstance',
    'supplementProcessInstance',
    'deliverMaterials',
    'voidProcessInstance',
  ],
  'api/sharing.test.ts': [
    'listDataCatalogue',
    'getDataEntry',
    'putDataEntry',
    'listDataBlocks',
    'createDataBlock',
    'endDataBlock',
    'listDataDemands',
    'createDataDemand',
    'stepDataDemand',
    'listDataGrants',
    'createDataGrant',
    'changeDataGrant',
    'queryData',
    'listDataReads',
    'listAskedConsents',
    'listDataConsents',
    'createDataConsent',
    'withdrawDataConsent',
    'getSharedData',
    'listDataObjections',
    'createDataObjection',
    'decideDataObjection',
    'getSharingCoverage',
    'getDataUsage',
    'checkData',
    'listQuarantine',
    'decideQuarantine',
    'getDataQuality',
  ],
  'api/ratings.test.ts': ['rateCase', 'listRulings', 'decideRatingAppeal', 'correctRating', 'advanceRating'],
};

const WORKER_ANSWERS: Readonly<Record<string, object>> = {
  complete: { workerId: 'w' },
  failure: { workerId: 'w', message: 'no', retries: 0 },
  'bpmn-error': { workerId: 'w', errorCode: 'NO' },
};

describe('api/walk', () => {
  const server = useServer({ signer: signatureSimulator() });
  let definitions: Record<string, string>;
  before(async () => {
    definitions = await deploy(server, APPROVAL, OUTSIDE, WAITING, STUCK);
  });

  it('should carry a case from the applicant through two officials to its end', async () => {
    const started = await server
      .as('li')
      .post('/process-instances', { definitionKey: 'approval', businessKey: 'A-1', variables: { name: '一家公司' } });
    expect(started.status).to.equal(201);
    expect(started.body).to.include({
      definitionKey: 'approval',
      businessKey: 'A-1',
      status: 'active',
      initiator: 'li',
      version: 1,
    });
    expect(started.body.elements.map((element: { elementId: string }) => element.elementId)).to.deep.equal(['accept']);
    const id = started.body.id as string;

    const claimable = await server.as('wang').get('/tasks?view=claimable');
    const [task] = claimable.body.items;
    expect(task).to.include({ elementId: 'accept', instanceId: id, state: 'offered', businessKey: 'A-1' });
    expect(task.allowedActions).to.include.members(['claim', 'complete']);

    const claimed = await server.as('wang').post(`/tasks/${task.id}/claim`);
    expect(claimed.body).to.include({ assignee: 'wang', state: 'claimed' });
    const completed = await server
      .as('wang')
      .post(`/tasks/${task.id}/complete`, { variables: { complete: true }, comment: '材料齐全' });
    expect(completed.status).to.equal(200);
    expect(completed.body).to.include({ state: 'approved', endedBy: 'wang' });

    const mine = await server.as('zhao').get('/tasks?view=mine');
    const form = await server.as('zhao').get(`/tasks/${mine.body.items[0].id}/form`);
    expect(form.body.data).to.deep.equal({ name: '一家公司', complete: true });
    expect(form.body.opinions.map(({ by, text }: { by: string; text: string }) => [by, text])).to.deep.equal([
      ['wang', '材料齐全'],
    ]);
    expect(form.body.returnTargets).to.deep.equal([{ elementId: 'accept', name: 'accept', block: false }]);
    await server.as('zhao').post(`/tasks/${mine.body.items[0].id}/complete`);

    const ended = await server.as('li').get(`/process-instances/${id}`);
    expect(ended.body).to.include({ status: 'completed' });
    expect(ended.body.elements).to.deep.equal([]);
    const done = await server.as('wang').get('/tasks?view=done');
    expect(
      done.body.items.map(({ elementId, state }: { elementId: string; state: string }) => [elementId, state]),
    ).to.deep.equal([['accept', 'approved']]);
  });

  it('should show the case to who may see it: journal, variables, statistics, reports', async () => {
    const { body: instance } = await server
      .as('root')
      .post('/process-instances', { definitionId: definitions.approval, variables: { a: 1 } });

    const journal = await server.as('mei').get(`/process-instances/${instance.id}/journal`);
    const variables = await server.as('mei').get(`/process-instances/${instance.id}/variables`);
    const written = await server
      .as('mei')
      .patch(`/process-instances/${instance.id}/variables`, { variables: { a: 2, b: [] } });
    const statistics = await server.as('anna').get(`/process-definitions/${definitions.approval}/statistics`);
    const overview = await server.as('mei').get('/reports/overview');
    const waiting = await server.as('mei').get('/reports/waiting-times?definitionKey=approval');
    const throughput = await server.as('mei').get('/reports/throughput');
    const overdue = await server.as('mei').get('/reports/overdue');
    const open = await server.as('mei').get('/reports/open-tasks?definitionKey=approval&count=true');
    const labels = await server.as('mei').get(`/process-instances/${instance.id}/labels`);
    const audit = await server.as('root').get(`/audit/verify?instanceId=${instance.id}`);

    expect(journal.body.items[0]).to.include({ seq: 1, actor: 'root', command: 'start-process-instance' });
    expect(variables.body).to.deep.equal({ variables: { a: 1 } });
    expect(written.body).to.deep.equal({ variables: { a: 2, b: [] } });
    expect(statistics.body.elements.find(({ elementId }: { elementId: string }) => elementId === 'accept')).to.include({
      active: 1,
      incidents: 0,
    });
    expect(overview.body.running).to.be.at.least(1);
    expect(waiting.body.items.map(({ elementId }: { elementId: string }) => elementId)).to.have.members([
      'accept',
      'decide',
    ]);
    expect(throughput.body.days).to.have.length(30);
    expect(throughput.body.days.at(-1)).to.deep.equal({ day: '2026-03-02', started: 2, ended: 1 });
    expect(overdue.body.items).to.deep.equal([]);
    expect(open.body.total).to.equal(overview.body.openTasks);
    expect(open.body.items.map(({ elementId }: { elementId: string }) => elementId)).to.include('accept');
    expect(labels.body).to.deep.equal({ items: [] });
    expect(audit.body).to.deep.equal({ ok: true, instances: 1, rows: 2, broken: null });
    await server.as('root').post(`/process-instances/${instance.id}/cancel`, { reason: 'test' });
  });

  it('should suspend, resume, move and cancel a case', async () => {
    const { body: instance } = await server.as('root').post('/process-instances', { definitionKey: 'approval' });
    const path = `/process-instances/${instance.id}`;

    const suspended = await server.as('mei').post(`${path}/suspend`, { reason: 'hearing' });
    const refused = await server
      .as('root')
      .post(`/tasks/${(await server.as('root').get(`/tasks?instanceId=${instance.id}`)).body.items[0].id}/complete`);
    const resumed = await server.as('mei').post(`${path}/resume`);
    const moved = await server.as('root').post(`${path}/modify`, {
      instructions: [
        { type: 'cancel', elementId: 'accept' },
        { type: 'startBefore', elementId: 'decide' },
      ],
    });
    const cancelled = await server.as('mei').post(`${path}/cancel`);

    expect(suspended.body.status).to.equal('suspended');
    expect(refused.status).to.equal(409);
    expect(refused.body.code).to.equal('case-not-active');
    expect(resumed.body.status).to.equal('active');
    expect(moved.body.elements.map((element: { elementId: string }) => element.elementId)).to.deep.equal(['decide']);
    expect(cancelled.body).to.include({ status: 'terminated' });
  });

  it('should take a case to another version, after telling what would become of it', async () => {
    const model = APPROVAL.replace('<process id="approval"', '<process id="moving"');
    await deploy(server, model);
    const { body: instance } = await server.as('root').post('/process-instances', { definitionKey: 'moving' });
    await deploy(server, model.replace('<userTask id="accept"', '<userTask id="accept" tb:priority="70"'));
    const { body: versions } = await server.as('root').get('/process-definitions?key=moving');
    const target = versions.items.find(({ id }: { id: string }) => id !== instance.definitionId);
    const path = `/process-instances/${instance.id}`;

    const told = await server.as('root').post(`${path}/migrate?dryRun=true`, { definitionId: target.id });
    const before = await server.as('root').get(path);
    const moved = await server.as('root').post(`${path}/migrate`, { definitionId: target.id, reason: '新规施行' });
    const again = await server.as('root').post(`${path}/migrate`, { definitionId: target.id });
    const { body: tasks } = await server.as('root').get(`/tasks?instanceId=${instance.id}`);
    const { body: journal } = await server.as('root').get(`${path}/journal`);
    const { body: there } = await server.as('root').get(`/process-instances?definitionId=${target.id}`);

    expect(told.body.wouldDo).to.deep.include({ voidedTasks: [], openedTasks: [], caseStatus: 'active' });
    expect(before.body.definitionId).to.equal(instance.definitionId);
    expect(moved.body).to.include({ definitionId: target.id, version: target.version, status: 'active' });
    expect(again.body.code).to.equal('migration-target');
    expect(tasks.items.map(({ elementId }: { elementId: string }) => elementId)).to.deep.equal(['accept']);
    expect(journal.items.at(-1)).to.include({ command: 'migrate-instance' });
    expect(there.items.map(({ id }: { id: string }) => id)).to.include(instance.id);
    await server.as('root').post(`${path}/cancel`);
  });

  it('should take messages, signals and time', async () => {
    const { body: instance } = await server
      .as('root')
      .post('/process-instances', { definitionKey: 'waiting', variables: { orderId: 'o-1' } });
    const timers = await server.as('root').get(`/jobs?instanceId=${instance.id}&kind=timer`);
    expect(timers.body.items[0]).to.include({
      kind: 'timer',
      elementId: 'hour',
      state: 'open',
      dueAt: '2026-03-02T02:00:00.000Z',
      suspended: false,
    });
    const path = `/process-instances/${instance.id}`;
    await server.as('root').post(`${path}/suspend`, { reason: '核查' });
    const still = await server.as('root').get(`/jobs?instanceId=${instance.id}&kind=timer`);
    expect(still.body.items[0]).to.include({ state: 'open', suspended: true });
    await server.as('root').post(`${path}/resume`);

    const wrong = await server.as('wang').post('/messages', { name: 'paid', correlationKey: 'o-2' });
    const right = await server
      .as('wang')
      .post('/messages', { name: 'paid', correlationKey: 'o-1', messageId: 'bank-1' });
    const again = await server
      .as('wang')
      .post('/messages', { name: 'paid', correlationKey: 'o-1', messageId: 'bank-1' });
    const signal = await server.as('robot').post('/signals', { name: 'storm' });
    const clock = await server.nobody.post('/test/clock', { advance: 'PT1H' });

    expect(wrong.body).to.deep.equal({ outcome: 'ignored', instanceIds: [] });
    expect(right.body).to.deep.equal({ outcome: 'correlated', instanceIds: [instance.id] });
    expect(again.body).to.deep.equal(right.body);
    expect(signal.body).to.deep.equal({ receivers: 1 });
    expect(clock.body).to.deep.equal({ now: '2026-03-02T02:00:00.000Z' });
    expect((await server.as('root').get(`/process-instances/${instance.id}`)).body.status).to.equal('completed');
  });

  it('should fire, move and retry jobs by hand', async () => {
    const { body: instance } = await server
      .as('root')
      .post('/process-instances', { definitionKey: 'waiting', variables: { orderId: 'o-3' } });
    const { body: jobs } = await server.as('root').get(`/jobs?instanceId=${instance.id}`);
    const [timer] = jobs.items;

    const moved = await server.as('root').post(`/jobs/${timer.id}/reschedule`, { dueAt: '2030-01-01T00:00:00Z' });
    const fired = await server.as('root').post(`/jobs/${timer.id}/execute`);
    const gone = await server.as('root').post(`/jobs/${timer.id}/execute`);

    expect(moved.body.dueAt).to.equal('2030-01-01T00:00:00.000Z');
    expect(fired.status).to.equal(204);
    expect(gone.status).to.equal(404);
    const { body: after } = await server.as('root').get(`/process-instances/${instance.id}`);
    expect(after.elements.map((element: { elementId: string }) => element.elementId)).to.include.members([
      'paid',
      'storm',
    ]);
    await server.as('root').post(`/process-instances/${instance.id}/cancel`);
  });

  it('should show an incident in the reader’s language and try again when the cause is gone', async () => {
    const { body: instance } = await server
      .as('root')
      .post('/process-instances', { definitionKey: 'stuck', variables: { ready: false } });
    expect(instance.status).to.equal('incident');
    expect(instance.elements[0]).to.include({ elementId: 'choose', type: 'exclusiveGateway', state: 'incident' });

    const english = await server.as('anna').get(`/incidents?instanceId=${instance.id}`);
    const chinese = await server
      .as('anna')
      .with({ 'accept-language': 'zh-CN' })
      .get(`/incidents?instanceId=${instance.id}`);
    const groups = await server.as('anna').get('/incidents/groups');
    await server.as('mei').patch(`/process-instances/${instance.id}/variables`, { variables: { ready: true } });
    const resolved = await server.as('anna').post(`/incidents/${english.body.items[0].id}/resolve`);

    expect(english.body.items[0]).to.include({ code: 'no-flow-chosen', elementId: 'choose' });
    expect(english.body.items[0].message).to.match(/^Expected a condition/);
    expect(chinese.body.items[0].message).to.match(/\p{Script=Han}/u);
    expect(groups.body.items).to.deep.include.members([{ ...groups.body.items[0], code: 'no-flow-chosen', count: 1 }]);
    expect(resolved.status).to.equal(204);
    expect((await server.as('root').get(`/process-instances/${instance.id}`)).body.status).to.equal('completed');
  });

  it('should administer people, groups and keys', async () => {
    const root = server.as('root');
    const group = await root.post('/organisation/groups', { id: 'fire', name: '消防' });
    const twice = await root.post('/organisation/groups', { id: 'fire', name: '消防' });
    const user = await root.post('/organisation/users', {
      id: 'sun',
      name: '孙',
      roles: ['clerk'],
      groups: ['fire'],
      password: 'long enough',
    });
    const changed = await root.patch('/organisation/users/sun', { department: '消防局', groups: [] });
    const key = await root.post('/organisation/api-keys', { userId: 'sun', name: 'script' });
    const keys = await root.get('/organisation/api-keys?userId=sun');
    const revoked = await root.delete(`/organisation/api-keys/${key.body.key.id}`);

    expect([group.status, twice.status, user.status]).to.deep.equal([201, 409, 201]);
    expect(twice.body.code).to.equal('already-exists');
    expect(changed.body).to.include({ department: '消防局', name: '孙' });
    expect(changed.body.groups).to.deep.equal([]);
    expect(key.body.secret).to.match(/^tbk_/);
    expect(keys.body.items).to.have.length(1);
    expect(revoked.status).to.equal(204);
    expect((await root.get('/organisation/users?q=孙')).body.items.map(({ id }: { id: string }) => id)).to.deep.equal([
      'sun',
    ]);
    expect((await root.get('/organisation/users/sun')).status).to.equal(200);
    expect((await root.get('/organisation/groups')).body.items).to.have.length(3);
    expect((await root.get('/organisation/groups/fire')).body.members).to.equal(0);
    expect((await root.patch('/organisation/groups/fire', { name: '消防救援' })).body.name).to.equal('消防救援');
    expect((await root.delete('/organisation/groups/fire')).status).to.equal(204);
    expect(
      (await server.as('wang').get('/organisation/colleagues?q=zha')).body.items.map(({ id }: { id: string }) => id),
    ).to.deep.equal(['zhao']);
  });

  it('should tell roles and groups of colleagues to nobody but who makes models', async () => {
    const known = async (person: 'anna' | 'root' | 'wang' | 'mei') => {
      const { body } = await server.as(person).get('/organisation/colleagues?q=zhao');
      const [{ id, roles, groups }] = body.items;
      return { id, roles, groups };
    };

    for (const person of ['anna', 'root'] as const)
      expect(await known(person), person).to.deep.equal({ id: 'zhao', roles: ['clerk'], groups: ['tax'] });
    for (const person of ['wang', 'mei'] as const)
      expect(await known(person), person).to.deep.equal({ id: 'zhao', roles: [], groups: [] });
  });

  it('should tell versions of a process apart, and take them out of use', async () => {
    const next = APPROVAL.replace('name="decide"', 'name="Decide"');
    const check = await server
      .as('anna')
      .post('/deployments/check', { name: 'x', resources: [{ name: 'a.bpmn', content: next }] });
    const deployed = await deploy(server, next);
    const again = await server
      .as('root')
      .post('/deployments', { name: 'again', resources: [{ name: 'a.bpmn', content: next }] });
    const diff = await server.as('anna').get(`/process-definitions/${definitions.approval}/diff/${deployed.approval}`);
    const list = await server.as('wang').get('/process-definitions?key=approval');
    const latest = await server.as('wang').get('/process-definitions?key=approval&latest=true');
    const xml = await server.as('wang').get(`/process-definitions/${deployed.approval}/xml`);
    const soundness = await server.as('wang').get(`/process-definitions/${deployed.approval}/soundness`);
    const suspended = await server.as('anna').post(`/process-definitions/${deployed.approval}/suspend`);
    const refused = await server.as('root').post('/process-instances', { definitionId: deployed.approval });
    const active = await server.as('anna').post(`/process-definitions/${deployed.approval}/activate`);
    const inUse = await server.as('root').delete(`/process-definitions/${definitions.approval}`);
    const removed = await server.as('root').delete(`/process-definitions/${deployed.approval}`);

    expect(soundness.body).to.deep.include({ verdict: 'sound', problems: [] });
    expect(check.body.problems.filter(({ severity }: { severity: string }) => severity === 'error')).to.deep.equal([]);
    expect(again.body.definitions[0]).to.include({ unchanged: true, version: 2, id: deployed.approval });
    expect(
      diff.body.changed.map(({ elementId, properties }: { elementId: string; properties: string[] }) => [
        elementId,
        properties,
      ]),
    ).to.deep.equal([['decide', ['name']]]);
    expect(
      list.body.items.map(({ version, latest: newest }: { version: number; latest: boolean }) => [version, newest]),
    ).to.deep.equal([
      [2, true],
      [1, false],
    ]);
    expect(latest.body.items.map(({ version }: { version: number }) => version)).to.deep.equal([2]);
    expect(xml.text).to.equal(next);
    expect(suspended.body).to.include({ suspended: true, startable: false });
    expect(refused.body.code).to.equal('definition-suspended');
    expect(active.body.suspended).to.equal(false);
    expect([inUse.status, removed.status]).to.deep.equal([409, 204]);
    expect(
      (await server.as('anna').get('/deployments')).body.items.map(({ name }: { name: string }) => name),
    ).to.include('again');
  });

  it('should have had an answer of every operation, each as the OpenAPI document declares it', async () => {
    const [root, robot] = [server.as('root'), server.as('robot')];
    const form = JSON.stringify({
      type: 'default',
      id: 'remarks',
      schemaVersion: 16,
      components: [{ type: 'textfield', id: 'c', key: 'remark', label: 'Remark', properties: { level: '1' } }],
    });
    await root.post('/deployments', { name: 'form', resources: [{ name: 'remarks.form', content: form }] });
    expect((await root.get('/forms/remarks')).body.fields).to.deep.equal(['remark']);
    await root.get('/forms');
    await root.get('/process-instances?limit=2');
    const { body: instance } = await root.post('/process-instances', { definitionKey: 'approval' });
    const task = (await root.get(`/tasks?instanceId=${instance.id}`)).body.items[0];
    await root.get(`/tasks/${task.id}`);
    await server.as('wang').post('/tasks/bulk', { verb: 'complete', taskIds: [task.id] });
    await root.get('/reports/decided?definitionKey=approval');
    for (const way of ['complete', 'failure', 'bpmn-error']) {
      await root.post('/process-instances', { definitionKey: 'outside' });
      const { body } = await robot.post('/external-tasks/fetch-and-lock', {
        workerId: 'w',
        topics: [{ topic: 'tax', lockDuration: 1000 }],
        maxTasks: 1,
      });
      const path = `/external-tasks/${body.items[0].id}`;
      await robot.post(`${path}/extend-lock`, { workerId: 'w', lockDuration: 1000 });
      await robot.post(`${path}/${way}`, WORKER_ANSWERS[way]);
      if (way === 'failure') await root.post(`/jobs/${body.items[0].id}/retry`);
    }
    const { body: again } = await robot.post('/external-tasks/fetch-and-lock', {
      workerId: 'w',
      topics: [{ topic: 'tax', lockDuration: 1000 }],
      maxTasks: 1,
    });
    await robot.post(`/external-tasks/${again.items[0].id}/unlock`, { workerId: 'w' });
    await root.put('/organisation/departments/fire', { nameZh: '消防局', nameEn: 'Fire brigade' });
    await robot.get('/organisation/departments');
    await root.delete('/organisation/departments/fire');
    await deploy(server, AD_HOC);
    const { body: visits } = await root.post('/process-instances', { definitionKey: 'visits' });
    const inside = `/process-instances/${visits.id}/elements/${visits.activities[0].elementInstanceId}/activities`;
    await root.get(inside);
    await root.post(inside, { elementId: 'visit' });
    await root.put('/data-stores/seats', { value: { free: 3 } });
    await root.get('/data-stores/seats');
    await root.get('/data-stores?limit=1');
    await root.get('/me');
    await root.patch('/me', { language: 'zh' });
    await root.get(`/process-definitions/${definitions.approval}`);
    await root.post('/organisation/users', { id: 'once', name: 'x', roles: ['clerk'], password: 'long enough' });
    const { body: session } = await server.nobody.post('/sessions', { username: 'once', password: 'long enough' });
    await server.nobody.with({ authorization: `Bearer ${session.token}` }).delete('/sessions/current');

    await root.post('/deployments', {
      name: 'decision',
      resources: [{ name: 'd.dmn', content: dmn(decision(literal('1 + 1'))) }],
    });
    const { body: decisions } = await root.get('/decisions');
    await root.get(`/decisions/${decisions.items[0].id}`);
    await root.get(`/decisions/${decisions.items[0].id}/xml`);
    expect((await root.post('/decisions/d/evaluate', {})).body.result).to.equal(2);

    await root.put('/organisation/departments/walk', { nameZh: '处', nameEn: 'Walk' });
    await root.put('/organisation/posts/walk', { nameZh: '岗', nameEn: 'Walk' });
    await root.get('/organisation/posts');
    const since = new Date(server.clock.now() + 1_000).toISOString();
    const place = { userId: 'wang', department: 'walk' };
    const { body: planned } = await root.post('/organisation/positions', { ...place, since });
    const { body: held } = await root.post('/organisation/positions', { ...place, since: '2026-01-01T00:00:00Z' });
    await root.get('/organisation/positions');
    await root.get('/organisation/tree');
    await root.post(`/organisation/positions/${held.id}/end`, {});
    await root.delete(`/organisation/positions/${planned.id}`);
    await root.delete('/organisation/posts/walk');
    const { body: proxy } = await root.post('/organisation/proxies', { principal: 'wang', proxy: 'mei' });
    await root.get('/organisation/proxies');
    await root.post('/organisation/hand-over', { from: 'wang', to: 'mei', dryRun: true, proxies: true });
    await root.post(`/organisation/proxies/${proxy.id}/end`, {});
    await root.put('/organisation/departments/walk', { nameZh: '处', nameEn: 'Walk' });
    const { body: entry } = await root.post('/responsibilities', { matter: 'walk', lead: 'walk', basis: '规定' });
    await root.patch(`/responsibilities/${entry.id}`, { disputed: true });
    await root.get('/responsibilities?matter=walk');
    await root.get('/responsibilities/resolve?matter=walk');
    await root.get('/responsibilities/review');
    const { body: open } = await root.get('/tasks?limit=1');
    await root.get(`/tasks/${open.items[0].id}/why-not?verb=complete`);
    await root.post('/organisation/import', { csv: 'kind,id,name\npost,walker,走' });
    await root.get('/organisation/version');
    await root.get('/organisation/changes');
    await root.get('/rights');
    await root.put('/rights/report.read/analyst', { scope: 'all' });
    await root.get('/rights/changes');
    await root.get('/audit/unmaskings');
    await root.get('/audit/deletions');
    await root.get('/sessions/ways');

    await root.post('/tasks/take-next', { businessKey: 'walk' });
    const { body: filter } = await root.post('/tasks/filters', { name: 'walk', criteria: { q: 'walk' } });
    await root.get('/tasks/filters');
    await root.put(`/tasks/filters/${filter.id}`, { name: 'walked', criteria: {} });
    await root.delete(`/tasks/filters/${filter.id}`);
    const { body: followed } = await root.get('/process-instances?limit=1');
    for (const list of ['follow', 'favourite']) {
      await root.post(`/process-instances/${followed.items[0].id}/${list}`);
      await root.get(`/process-instances/${followed.items[0].id}/${list}`);
      await root.delete(`/process-instances/${followed.items[0].id}/${list}`);
    }

    await walkTelling(server);
    const { body: jumping } = await root.post('/process-instances', { definitionKey: 'approval' });
    const { body: asked } = await root.post(`/process-instances/${jumping.id}/jump`, { to: 'decide', reason: 'walk' });
    await server.as('mei').post(`/process-instances/${jumping.id}/confirmations/${asked.requests[0].id}/confirm`, {});
    await root.post(`/process-instances/${jumping.id}/withdraw`, { request: 'S-1' });
    await root.post(`/process-instances/${jumping.id}/reopen`, {
      to: 'decide',
      ground: 'clericalError',
      reason: 'walk',
    });
    await root.get('/adapters');
    await root.get('/system/health');
    await root.post('/adapters/nobody/switch', { off: true, reason: 'walk' });
    const { body: ledger } = await root.get('/effects?limit=1&sort=requestedAt');
    await root.get(`/effects/${ledger.items[0].id}`);
    await root.post(`/effects/${ledger.items[0].id}/ask`);
    await root.post(`/effects/${ledger.items[0].id}/settle`, { outcome: 'done', reason: 'walk' });
    await root.put('/topic-grants/walk', { principals: ['department:walk'] });
    await root.get('/topic-grants');
    await root.get('/effect-topics');

    const [known] = (await root.get('/process-instances?limit=1')).body.items;
    await walkReaders(server, known.id);

    const others = [...ELSEWHERE, ...Object.values(SUITES).flat()];
    const unchecked = Object.keys(OPERATIONS).filter((id) => !others.includes(id) && !checkedOperations.has(id));

    expect(unchecked).to.deep.equal([]);
  }).timeout(120_000);
});
