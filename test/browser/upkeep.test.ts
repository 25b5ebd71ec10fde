import { expect } from 'chai';
import { LETTER, LICENCE_BY_HAND, LICENCE_CHECK, LICENCE_REVOKE, STUCK, TWO_DESKS } from './support/models.ts';
import type { Person } from './support/person.ts';
import { useWebServer } from './support/server.ts';

const FAILURES_TO_OPEN = 10;
const file = (name: string, content: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(content) });

describe('upkeep in the browser', function () {
  this.timeout(60_000);
  const server = useWebServer();
  let admin: Person;
  before(async () => {
    admin = await server.person('xu.admin');
    const models = {
      check: LICENCE_CHECK,
      hand: LICENCE_BY_HAND,
      revoke: LICENCE_REVOKE,
      stuck: STUCK,
      desks: TWO_DESKS,
    };
    await admin.ask('POST', '/deployments', {
      name: 'upkeep',
      resources: Object.entries(models).map(([name, content]) => ({ name: `${name}.bpmn`, content })),
    });
  });

  afterEach('the administrator did not complain', () => {
    expect(admin.complaints).to.deep.equal([]);
  });

  const start = async (definitionKey: string, variables = {}, businessKey: string | null = null): Promise<string> =>
    (await admin.ask<{ id: string }>('POST', '/process-instances', { definitionKey, variables, businessKey })).id;
  const advance = (time: string): Promise<unknown> => admin.ask('POST', '/test/clock', { advance: time });
  const status = async (id: string): Promise<string> =>
    (await admin.ask<{ status: string }>('GET', `/process-instances/${id}`)).status;
  const library = () => admin.at('adapter').filter({ hasText: 'licence-library' });

  it('should take the manual path where the department does not answer', async () => {
    const id = await start('licence-by-hand', { licenceNumber: 'DEAD-1', holder: '刘明' });
    await advance('PT5S');

    await admin.open(`/admin/instances/${id}`);
    await admin.at('case-tasks').filter({ hasText: '人工核验证照' }).waitFor();
    await admin.page.locator('#tab-journal').click();
    await admin.page.locator('[data-test="journal"] .failed').first().waitFor();
    expect(await admin.at('journal-day').count()).to.be.greaterThan(0);

    await admin.open('/admin/effects');
    await admin.at('filter-process').selectOption('licence-by-hand');
    await admin
      .at('effect-state')
      .filter({ hasText: '改由他法办理' })
      .or(admin.at('effect-state').filter({ hasText: '失败' }))
      .first()
      .waitFor();
  });

  it('should show an effect nobody knows of, and settle it', async () => {
    const id = await start('licence-revoke', { licenceNumber: 'LOST-7', reason: '期满' });
    await advance('PT1H');

    await admin.open('/admin/effects');
    await admin.at('filter-unclear').check();
    await admin.at('filter-process').selectOption('licence-revoke');
    await admin.at('effect-state').filter({ hasText: 'the connection was lost' }).waitFor();
    await admin.press('effect-done');
    await admin.at('reason').fill('电话确认已注销');
    await admin.at('effect-variables').fill('{"licence":{"number":"LOST-7","status":"revoked"}}');
    await admin.press('act-submit');
    await admin.at('empty').waitFor();

    expect(await status(id)).to.equal('completed');
  });

  it('should show a breaker that opened, with what waits, and that it has closed again', async () => {
    const dead = await Promise.all(
      Array.from({ length: FAILURES_TO_OPEN + 2 }, (_, n) =>
        start('licence-check', { licenceNumber: `DEAD-${n}`, holder: '刘明' }),
      ),
    );
    await advance('PT0S');

    await admin.open('/admin/adapters');
    await library().filter({ hasText: '熔断' }).waitFor();
    await admin.open('/admin/health');
    await admin.at('troubled').filter({ hasText: 'licence-library' }).waitFor();

    for (const id of dead) await admin.ask('POST', `/process-instances/${id}/cancel`, { reason: '演练' });
    const good = await start('licence-check', { licenceNumber: 'A-1', holder: '刘明' });
    expect(await status(good), 'it waits').to.equal('active');
    await advance('PT11S');
    await advance('PT1M');

    expect(await status(good)).to.equal('completed');
    await admin.open('/admin/adapters');
    await library().filter({ hasText: '正常' }).waitFor();
    await admin.open('/admin/health');
    await admin.at('breakers').waitFor();
    expect(await admin.at('troubled').count()).to.equal(0);
    expect(await admin.at('database').textContent()).to.contain('PostgreSQL');
  });

  it('should show what is at each element of the diagram', async () => {
    await start('two-desks', { kind: 'a' });
    const { items } = await admin.ask<{ items: { id: string }[] }>('GET', '/process-definitions?key=two-desks');

    await admin.open(`/admin/definitions/${items[0]?.id}`);
    await admin.page.locator('.diagram-badge').first().waitFor();

    const row = admin.page.locator('[data-test="element-figures"][data-element="a"]');
    expect(await row.textContent())
      .to.contain('审查甲')
      .and.contain('1');
    expect(await admin.page.locator('.diagram-badge').first().textContent()).to.equal('1');
  });

  it('should try all incidents of a cause again after a preview, and name the cases that refuse', async () => {
    const ids = [await start('stuck', { ready: false }, 'Q-1'), await start('stuck', { ready: false }, 'Q-2')];
    for (const id of ids)
      await admin.ask('PATCH', `/process-instances/${id}/variables`, { variables: { ready: true } });
    await admin.ask('POST', `/process-instances/${ids[1]}/suspend`, { reason: '核查' });

    await admin.open('/admin/incidents');
    await admin.at('cause').filter({ hasText: '等待就绪' }).locator('[data-test="retry-all"]').click();
    await admin.at('what-if').waitFor();
    await admin.press('act-submit');
    await admin.at('retry-refused').waitFor();

    expect(await admin.at('retry-refused').locator('a').getAttribute('href')).to.contain(ids[1] ?? '');
    expect(await admin.at('retry-refused').textContent())
      .to.contain('Q-2')
      .and.contain('“已挂起”');
    expect([await status(ids[0] ?? ''), await status(ids[1] ?? '')]).to.deep.equal(['completed', 'suspended']);
    await admin.press('act-cancel');
  });

  it('should tell what ending a case would do before it is done', async () => {
    const id = await start('two-desks', { kind: 'b' });
    await admin.open(`/admin/instances/${id}`);

    await admin.press('case-cancel');
    await admin.at('what-if-voided').filter({ hasText: '审查乙' }).waitFor();

    expect(await status(id), 'only a preview').to.equal('active');
    await admin.press('act-cancel');
  });

  it('should deploy a version that comes into effect later', async () => {
    const later = LETTER.replace('name="发文"', 'name="发文（新办法）"');
    await admin.ask('POST', '/deployments', { name: 'letter', resources: [{ name: 'letter.bpmn', content: LETTER }] });
    await admin.open('/admin/deployments');
    await admin.at('files').setInputFiles([file('letter.bpmn', later)]);
    await admin.at('deployment-activate-at').locator('input').fill('2035-01-01 08:00');
    await admin.press('deploy');
    await admin.at('deployed').filter({ hasText: '部署成功，2035年1月1日 08:00 生效' }).waitFor();
    await admin.at('deployed').locator('a').first().click();
    await admin.at('definition-pending').filter({ hasText: '2035' }).waitFor();
    expect(await admin.at('definition-state').count(), 'not in effect yet').to.equal(0);

    const { items } = await admin.ask<{ items: { version: number }[] }>(
      'GET',
      '/process-definitions?key=letter&latest=true',
    );
    expect(items.map(({ version }) => version)).to.deep.equal([1]);
  });

  it('should verify the journal of all cases and of one, and say of a case that is not there', async () => {
    const number = '审-2026-7';
    const id = await start('two-desks', { kind: 'a' }, number);
    await start('two-desks', { kind: 'a' }, number);
    await admin.open('/admin/audit');
    await admin.press('verify-audit');
    await admin.page.locator('[data-test="audit-report"][data-ok="true"]').waitFor();

    await admin.at('audit-instance').fill(id);
    await admin.press('verify-one');
    await admin.at('audit-report').filter({ hasText: '1 个办件' }).waitFor();

    await admin.at('audit-instance').fill(number);
    await admin.press('verify-one');
    await admin.at('audit-report').filter({ hasText: '2 个办件' }).waitFor();

    await admin.at('audit-instance').fill('nobody');
    await admin.press('verify-one');
    await admin.page.locator('[role="alert"]').filter({ hasText: '请核对编号' }).waitFor();
  });
});
