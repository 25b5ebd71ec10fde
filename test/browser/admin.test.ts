import { expect } from 'chai';
import { BROKEN, LETTER, LICENCE_CHECK, PERSON_FORM, STUCK } from './support/models.ts';
import { type Person, stranger } from './support/person.ts';
import { useWebServer } from './support/server.ts';

const file = (name: string, content: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(content) });

describe('administration in the browser', function () {
  this.timeout(60_000);
  const server = useWebServer();
  let admin: Person;
  before(async () => {
    admin = await server.person('xu.admin');
  });

  afterEach('the administrator did not complain', () => {
    expect(admin.complaints).to.deep.equal([]);
  });

  const start = async (definitionKey: string, variables = {}): Promise<string> => {
    const answer = await admin.ask<{ id: string }>('POST', '/process-instances', { definitionKey, variables });
    return answer.id;
  };

  it('should show what is wrong with a file, and deploy good ones', async () => {
    await admin.open('/admin/deployments');
    await admin.at('files').setInputFiles([file('broken.bpmn', BROKEN)]);
    await admin.press('deploy');
    await admin.at('problems').waitFor();
    expect(await admin.at('problems').textContent())
      .to.contain('broken.bpmn')
      .and.contain('nowhere');

    await admin.open('/admin/deployments');
    await admin
      .at('files')
      .setInputFiles([file('letter.bpmn', LETTER), file('person.form', PERSON_FORM), file('stuck.bpmn', STUCK)]);
    await admin.press('deploy');

    await admin.at('deployed').waitFor();
    expect(await admin.at('deployed').textContent())
      .to.contain('发文')
      .and.contain('等待就绪')
      .and.contain('第 1 版');
    await admin.at('row').filter({ hasText: 'letter' }).waitFor();
  });

  it('should try an incident again once its cause is gone', async () => {
    const id = await start('stuck', { ready: false });
    await admin.open('/admin/incidents');
    await admin.press('show-incidents');
    await admin.ask('PATCH', `/process-instances/${id}/variables`, { variables: { ready: true } });

    await admin.press('retry-incident');
    await admin.at('what-if').filter({ hasText: '办件将结束' }).waitFor();
    await admin.press('act-submit');

    await admin.at('cause').waitFor({ state: 'detached' });
    const { status } = await admin.ask<{ status: string }>('GET', `/process-instances/${id}`);
    expect(status).to.equal('completed');
  });

  it('should move a case and end it', async () => {
    const id = await start('government-service', { applicantType: 'person', applicantName: '刘明' });
    await admin.open(`/admin/instances/${id}`);
    await admin.page.locator('#tab-modify').click();
    await admin.at('modify-element').selectOption('Call_Intake');
    await admin.press('modify-cancel');
    await admin.at('modify-element').selectOption('Task_Decide');
    await admin.press('modify-startBefore', 'modify-apply', 'act-submit');
    await admin.at('case-tasks').filter({ hasText: '决定' }).waitFor();
    expect(await admin.at('case-tasks').textContent()).to.not.contain('收件');

    await admin.press('case-cancel');
    await admin.at('reason').fill('重复申请');
    await admin.press('act-submit');

    await admin.at('status').filter({ hasText: '已终止' }).waitFor();
    expect(await admin.at('case-cancel').count()).to.equal(0);
  });

  it('should stop an adapter, see what waits for it, and say what the department did', async () => {
    await admin.open('/admin/adapters');
    const library = admin.at('adapter').filter({ hasText: 'licence-library' });
    await library.locator('[data-test="adapter-switch"]').click();
    await admin.at('reason').fill('证书更换');
    await admin.press('act-submit');
    await library.filter({ hasText: '已停用' }).waitFor();
    await admin.press('new-grant');
    await admin.at('grant-topic').fill('tax.register');
    await admin.at('grant-principals').fill('department:tax\nuser:robot');
    await admin.press('act-submit');
    await admin.at('grant').filter({ hasText: 'tax.register' }).waitFor();
    await admin.ask('POST', '/deployments', {
      name: 'check',
      resources: [{ name: 'check.bpmn', content: LICENCE_CHECK }],
    });
    const id = await start('licence-check', { licenceNumber: 'L-1', holder: '刘明' });

    await admin.open('/admin/effects');
    await admin.at('filter-topic').selectOption('licence-library.fetch');
    await admin.at('effect-state').filter({ hasText: '待发送' }).waitFor();
    await admin.press('effect-done');
    await admin.at('reason').fill('电话核实');
    await admin.at('effect-variables').fill('{"licence":{"number":"L-1"}}');
    await admin.press('act-submit');
    await admin.at('effect-state').filter({ hasText: '已确认' }).filter({ hasText: '电话核实' }).waitFor();

    const { status, variables } = await admin.ask<{ status: string; variables: object }>(
      'GET',
      `/process-instances/${id}`,
    );
    expect(status).to.equal('completed');
    expect(variables).to.deep.include({ licence: { number: 'L-1' } });
    await admin.open('/admin/adapters');
    await library.locator('[data-test="adapter-switch"]').click();
    await admin.at('reason').fill('恢复');
    await admin.press('act-submit');
    await library.filter({ hasText: '正常' }).waitFor();
  });

  it('should create a user who can sign in', async () => {
    await admin.open('/admin/users');
    await admin.press('new-user');
    await admin.at('user-id').fill('qian.window');
    await admin.at('user-name').fill('钱芳');
    await admin.at('group-window').check();
    await admin.at('user-password').fill('correct horse');
    await admin.press('act-submit');
    await admin.at('search').fill('qian.window');
    await admin.at('search').press('Enter');
    await admin.at('row').filter({ hasText: 'qian.window' }).waitFor();

    const { page, complaints, context } = await stranger(server.url, 'zh');
    await page.goto('/');
    await page.locator('[data-test="username"]').fill('qian.window');
    await page.locator('[data-test="password"]').fill('correct horse');
    await page.locator('[data-test="sign-in"]').click();

    await page.locator('[data-test="me"]').filter({ hasText: '钱芳' }).waitFor();
    expect(complaints).to.deep.equal([]);
    await context.close();
  });

  it('should show the organisation, set a proxy and hand work over after a preview', async () => {
    await admin.open('/admin/organisation');
    await admin.at('department').filter({ hasText: '市人民政府' }).click();
    await admin.at('staff').filter({ hasText: '负责人' }).waitFor();

    await admin.open('/admin/proxies');
    await admin.press('new-proxy');
    await admin.at('proxy-principal').selectOption('official.001');
    await admin.at('proxy-proxy').selectOption('official.002');
    await admin.at('proxy-reason').fill('年休假');
    await admin.press('act-submit');
    await admin.at('row').filter({ hasText: '年休假' }).waitFor();

    await admin.open('/admin/hand-over');
    await admin.at('hand-from').selectOption('official.002');
    await admin.at('hand-to').selectOption('official.003');
    await admin.press('hand-preview');
    await admin.at('hand-row').filter({ hasText: '代理' }).waitFor();
    await admin.press('hand-over', 'act-submit');
    for (const what of ['代理', '今后的事项'])
      await admin.at('hand-row').filter({ hasText: what }).filter({ hasText: '已移交' }).waitFor();

    const { items } = await admin.ask<{ items: { proxy: string; until: string | null }[] }>(
      'GET',
      '/organisation/proxies?principal=official.001',
    );
    expect(items.filter(({ until }) => until === null).map(({ proxy }) => proxy)).to.deep.equal(['official.003']);
  });
});
